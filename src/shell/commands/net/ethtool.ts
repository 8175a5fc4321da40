// ethtool(8) 6.1: what drivers say. A physical port is a veth end when the lab is run on real Linux, and answers as one.

import type { Dev } from '../../../engine/device/dev.ts';
import { devByName } from '../../../engine/device/table.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { featuresText } from './ethtool-features.ts';

const OPTIONS: OptionTable = {
  about: 'ethtool - query or control network driver and hardware settings',
  options: [
    { short: 'i', long: 'driver', about: 'show driver information' },
    { short: 'k', long: 'show-features', about: 'get state of protocol offload and other features' },
    { short: 'S', long: 'statistics', about: 'show adapter statistics' },
    { short: 'P', long: 'show-permaddr', about: 'show permanent hardware address' },
    { short: 'a', long: 'show-pause', about: 'show pause options' },
    { short: 'g', long: 'show-ring', about: 'query RX/TX ring parameters' },
    { short: 'c', long: 'show-coalesce', about: 'show coalesce options' },
    { long: 'version', about: 'show version number' },
  ],
  operands: 'DEVNAME',
};

const LONG: Readonly<Record<string, string>> = Object.fromEntries(
  OPTIONS.options.flatMap(({ short, long }) => (short && long ? [[`--${long}`, `-${short}`]] : [])),
);

export const ethtool: Program = {
  name: 'ethtool',
  options: OPTIONS,
  *run(proc, args) {
    const [first = '', second] = args;
    if (first === '--version') {
      yield* out(proc, 'ethtool version 6.1\n');
      return 0;
    }
    const option = first.startsWith('-') ? (LONG[first] ?? first) : '';
    const name = option === '' ? first : second;
    if (name === undefined || name === '') return yield* badLine(proc);
    const dev = devByName(proc.world.netns.get(proc.netns) as Netns, name);
    if (option === '') return yield* settings(proc, dev);
    const query = QUERIES[option];
    return query ? yield* query(proc, dev) : yield* badLine(proc);
  },
};

function* badLine(proc: Proc): Co<number> {
  yield* err(proc, 'ethtool: bad command line argument(s)\nFor more information run ethtool -h\n');
  return 1;
}

function* fail(proc: Proc, text: string, status: number): Co<number> {
  yield* err(proc, `${text}\n`);
  return status;
}

const NO_DEVICE = 'netlink error: no device matches name (offset 24)\nnetlink error: No such device';

function* settings(proc: Proc, dev: Dev | undefined): Co<number> {
  if (!dev) {
    yield* out(proc, 'No data available\n');
    return yield* fail(proc, Array.from({ length: 5 }, () => NO_DEVICE).join('\n'), 75);
  }
  const link = `\tLink detected: ${dev.up && dev.carrier ? 'yes' : 'no'}\n`;
  if (dev.kind === 'loopback') {
    yield* out(proc, `Settings for ${dev.name}:\n${link}`);
    return 0;
  }
  const isBridge = dev.kind === 'bridge';
  yield* out(
    proc,
    `Settings for ${dev.name}:
\tSupported ports: [  ]
\tSupported link modes:   Not reported
\tSupported pause frame use: No
\tSupports auto-negotiation: No
\tSupported FEC modes: Not reported
\tAdvertised link modes:  Not reported
\tAdvertised pause frame use: No
\tAdvertised auto-negotiation: No
\tAdvertised FEC modes: Not reported
\tSpeed: ${isBridge ? 'Unknown!' : '10000Mb/s'}
\tDuplex: ${isBridge ? 'Unknown! (255)' : 'Full'}
\tAuto-negotiation: off
\tPort: ${isBridge ? 'Other' : 'Twisted Pair'}
\tPHYAD: 0
\tTransceiver: internal
${isBridge ? '' : '\tMDI-X: Unknown\n'}${link}`,
  );
  return 0;
}

type Query = (proc: Proc, dev: Dev | undefined) => Co<number>;

const QUERIES: Readonly<Record<string, Query>> = {
  '-i': driver,
  '-k': function* (proc, dev) {
    if (!dev) return yield* fail(proc, NO_DEVICE, 1);
    yield* out(proc, featuresText(dev.name, dev.kind));
    return 0;
  },
  '-S': statistics,
  '-P': function* (proc, dev) {
    if (!dev) return yield* fail(proc, NO_DEVICE, 1);
    yield* out(proc, 'Permanent address: not set\n');
    return 0;
  },
  '-a': unsupported,
  '-g': unsupported,
  '-c': unsupported,
};

function* unsupported(proc: Proc, dev: Dev | undefined): Co<number> {
  return yield* fail(proc, dev ? 'netlink error: Operation not supported' : NO_DEVICE, 1);
}

/** A physical port is a veth end when the lab is run on real Linux. */
const VETH = { name: 'veth', version: '1.0' };
const DRIVERS: Readonly<Record<Dev['kind'], { readonly name: string; readonly version: string }>> = {
  loopback: VETH,
  physical: VETH,
  veth: VETH,
  bridge: { name: 'bridge', version: '2.3' },
  vxlan: { name: 'vxlan', version: '0.1' },
  macvlan: { name: 'macvlan', version: '0.1' },
};

function* driver(proc: Proc, dev: Dev | undefined): Co<number> {
  if (!dev) return yield* fail(proc, 'Cannot get driver information: No such device', 71);
  if (dev.kind === 'loopback')
    return yield* fail(proc, 'Cannot get driver information: Operation not supported', 71);
  const { name, version } = DRIVERS[dev.kind];
  const isBridge = dev.kind === 'bridge';
  const none = isBridge ? 'N/A' : '';
  const hasStatistics = name === 'veth';
  yield* out(
    proc,
    `driver: ${name}
version: ${version}
firmware-version: ${none}
expansion-rom-version: 
bus-info: ${none}
supports-statistics: ${hasStatistics ? 'yes' : 'no'}
supports-test: no
supports-eeprom-access: no
supports-register-dump: no
supports-priv-flags: no
`,
  );
  return 0;
}

const COUNTERS = [
  'rx_queue_0_xdp_packets',
  'rx_queue_0_xdp_bytes',
  'rx_queue_0_drops',
  'rx_queue_0_xdp_redirect',
  'rx_queue_0_xdp_drops',
  'rx_queue_0_xdp_tx',
  'rx_queue_0_xdp_tx_errors',
  'tx_queue_0_xdp_xmit',
  'tx_queue_0_xdp_xmit_errors',
];

function* statistics(proc: Proc, dev: Dev | undefined): Co<number> {
  if (!dev) return yield* fail(proc, 'Cannot get stats strings information: No such device', 96);
  if (dev.kind === 'loopback' || dev.kind === 'bridge') return yield* fail(proc, 'no stats available', 94);
  const peer = (dev.peer ?? dev.cableEnd)?.ifindex ?? 0;
  const rows = [`     peer_ifindex: ${peer}\n`, ...COUNTERS.map((name) => `     ${name}: 0\n`)];
  yield* out(proc, `NIC statistics:\n${rows.join('')}`);
  return 0;
}
