/** How the run ended. */
export function RunBanner() {
  return null;
}
