// Where tcpdump can listen (-D), and where it does without -i (pcap_findalldevs).

import type { Dev } from '../../../../engine/device/dev.ts';
import { devsInOrder } from '../../../../engine/device/table.ts';
import type { Netns } from '../../../../engine/netns.ts';

/** What libpcap offers on any machine. */
const PSEUDO = [
  'bluetooth-monitor (Bluetooth Linux Monitor) [Wireless]',
  'nflog (Linux netfilter log (NFLOG) interface) [none]',
  'nfqueue (Linux netfilter queue (NFQUEUE) interface) [none]',
  'dbus-system (D-Bus system bus) [none]',
  'dbus-session (D-Bus session bus) [none]',
];

/** Those that run first, then `any`, then lo; at the end what is down. */
export function captureNames(ns: Netns): readonly string[] {
  const devs = devsInOrder(ns);
  const running = devs.filter((dev) => dev.kind !== 'loopback' && isRunning(dev));
  const lo = devs.filter((dev) => dev.kind === 'loopback' && dev.up);
  return [...running.map((dev) => dev.name), 'any', ...lo.map((dev) => dev.name)];
}

export function deviceList(ns: Netns): string {
  const named = captureNames(ns).map((name) => `${name}${described(ns, name)}`);
  const down = devsInOrder(ns)
    .filter((dev) => !captureNames(ns).includes(dev.name))
    .map(
      (dev) =>
        `${dev.name} [${dev.kind === 'loopback' ? 'Loopback' : dev.up ? 'Up, Disconnected' : 'none, Disconnected'}]`,
    );
  return [...named, ...PSEUDO, ...down].map((line, i) => `${i + 1}.${line}\n`).join('');
}

function described(ns: Netns, name: string): string {
  if (name === 'any') return ' (Pseudo-device that captures on all interfaces) [Up, Running]';
  const dev = devsInOrder(ns).find((one) => one.name === name);
  return dev?.kind === 'loopback' ? ' [Up, Running, Loopback]' : ' [Up, Running, Connected]';
}

function isRunning(dev: Dev): boolean {
  return dev.up && (dev.operstate === 'UP' || dev.operstate === 'UNKNOWN');
}
