// A device's own files in /sys/class/net, and its statistics.

import type { Dev } from '../device/dev.ts';
import { farEnd } from '../device/table.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { type Attributes, fixed } from './sys-attribute.ts';

const IFF_UP = 0x1;
const IFF_BROADCAST = 0x2;
const IFF_LOOPBACK = 0x8;
const IFF_PROMISC = 0x100;
const IFF_ALLMULTI = 0x200;
const IFF_MULTICAST = 0x1000;
const ARPHRD_ETHER = 1;
const ARPHRD_LOOPBACK = 772;
/** What a veth end says it is, and a physical port here: 10 Gbit/s. */
const SPEED = '10000';

export function devAttributes(world: World, ns: Netns, dev: Dev): Attributes {
  const isLo = dev.kind === 'loopback';
  const isRandom = dev.kind === 'veth' || dev.kind === 'bridge';
  const link = dev.kind === 'veth' ? farEnd(world, dev) : dev.macvlan?.lower;
  return {
    addr_assign_type: { text: isRandom ? '1' : '0' },
    addr_len: { text: '6' },
    address: { text: dev.mac },
    broadcast: { text: isLo ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff' },
    carrier: fixedOrInvalid(dev.up ? (dev.carrier ? '1' : '0') : undefined),
    dev_id: { text: '0x0' },
    dev_port: { text: '0' },
    dormant: { text: dev.up ? '0' : undefined },
    duplex: { text: duplexOf(dev) },
    flags: { text: flagsOf(dev), write: (value) => ({ up: (value & IFF_UP) !== 0 }) },
    ifalias: { text: '' },
    ifindex: { text: String(dev.ifindex) },
    iflink: { text: String(link?.ifindex ?? dev.ifindex) },
    link_mode: { text: '0' },
    mtu: { text: String(dev.mtu), write: (mtu) => ({ mtu }) },
    name_assign_type: { text: isLo ? '2' : '3' },
    netdev_group: fixed('0'),
    operstate: { text: dev.operstate.toLowerCase() },
    proto_down: fixed('0'),
    speed: { text: speedOf(ns, dev) },
    testing: { text: dev.up ? '0' : undefined },
    tx_queue_len: fixed(String(dev.txqlen)),
    type: { text: String(isLo ? ARPHRD_LOOPBACK : ARPHRD_ETHER) },
    uevent: { text: `${dev.bridge ? 'DEVTYPE=bridge\n' : ''}INTERFACE=${dev.name}\nIFINDEX=${dev.ifindex}` },
  };
}

const STATISTICS = (
  'collisions multicast rx_bytes rx_compressed rx_crc_errors rx_dropped rx_errors rx_fifo_errors rx_frame_errors ' +
  'rx_length_errors rx_missed_errors rx_nohandler rx_over_errors rx_packets tx_aborted_errors tx_bytes ' +
  'tx_carrier_errors tx_compressed tx_dropped tx_errors tx_fifo_errors tx_heartbeat_errors tx_packets tx_window_errors'
).split(' ');

export function statisticsAttributes(ns: Netns, dev: Dev): Attributes {
  const count = ns.counters.get(dev.ifindex);
  const known: Readonly<Record<string, number | undefined>> = {
    rx_bytes: count?.rxBytes,
    rx_dropped: count?.rxDropped,
    rx_packets: count?.rxPackets,
    tx_bytes: count?.txBytes,
    tx_dropped: count?.txDropped,
    tx_packets: count?.txPackets,
  };
  return Object.fromEntries(STATISTICS.map((name) => [name, { text: String(known[name] ?? 0) }]));
}

/** A bridge port hears everything: br_add_if makes it ALLMULTI, br_manage_promisc PROMISC. */
function flagsOf(dev: Dev): string {
  const kind = dev.kind === 'loopback' ? IFF_LOOPBACK : IFF_BROADCAST | IFF_MULTICAST;
  const port = dev.brport ? IFF_PROMISC | IFF_ALLMULTI : 0;
  return `0x${((dev.up ? IFF_UP : 0) | kind | port).toString(16)}`;
}

/** ethtool's answers, which a device that is down doesn't give and lo doesn't have. A bridge is as fast as its ports. */
function speedOf(ns: Netns, dev: Dev): string | undefined {
  if (!dev.up || dev.kind === 'loopback') return undefined;
  if (!dev.bridge) return SPEED;
  const fastest = dev.bridge.ports.some((port) => ns.devs.get(port)?.operstate === 'UP');
  return fastest ? SPEED : '-1';
}

function duplexOf(dev: Dev): string | undefined {
  if (!dev.up || dev.kind === 'loopback') return undefined;
  return dev.bridge ? 'unknown' : 'full';
}

function fixedOrInvalid(text: string | undefined): { text: string | undefined; fixed: true } {
  return { text, fixed: true };
}
