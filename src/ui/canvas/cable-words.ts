// A cable's delay and loss as people write them.

/** In microseconds: what a new cable has. */
export const DEFAULT_DELAY = 100;

/** `100 µs`, `5 ms`, `1.5 s` */
export function formatDelay(micros: number): string {
  if (micros < 1_000) return `${micros} µs`;
  if (micros < 1_000_000) return `${Number((micros / 1_000).toFixed(3))} ms`;
  return `${Number((micros / 1_000_000).toFixed(3))} s`;
}

/** `2.5 %` */
export function formatLoss(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
