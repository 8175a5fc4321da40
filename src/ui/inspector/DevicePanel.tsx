export function DevicePanel() {
  return null;
}
