// `-d`: a device's limits, its kind with the kind's own settings, and those of its bridge port (print_linktype,
// ip/ipaddress.c; ip/iplink_bridge.c, ip/iplink_bridge_slave.c).

import { present } from '../../../base/assert.ts';
import type { BridgeSettings, BrPort, Dev } from '../../../engine/device/dev.ts';
import {
  type BridgeDevice,
  bridgeIdOf,
  designatedOf,
  liveSettings,
  type PortDevice,
  portStpOf,
  stpOf,
  timerLeft,
} from '../../../engine/device/stp-state.ts';
import { SECOND } from '../../../engine/ids.ts';
import { hasInet6Dev } from '../../../engine/sysctl-ipv6.ts';
import type { BridgeId } from '../../../wire/bpdu.ts';
import { kindName, mtuLimits } from './dev-facts.ts';
import { isGroupMac } from '../../../wire/mac.ts';
import { printMacvlan } from './link-macvlan.ts';
import { printVxlan } from './link-vxlan.ts';
import { type PortFlag, portFlag } from './port-settings.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

/** `ofLink`: only `ip link` asks for the settings of the address families. */
export function printDetails(s: Session, p: Printer, dev: Dev, ofLink: boolean): void {
  // A veth can't filter by more addresses than one: with others it takes everything (__dev_set_rx_mode).
  const filters = dev.opened && dev.labels?.filter?.some((mac) => !isGroupMac(mac));
  const promiscuity = (dev.master === undefined ? 0 : 1) + (dev.labels?.promisc ? 1 : 0) + (filters ? 1 : 0);
  const allmulti = (dev.master === undefined ? 0 : 1) + (dev.labels?.allmulti ? 1 : 0);
  const { min, max } = mtuLimits(dev.kind);
  p.put('promiscuity', promiscuity, ` promiscuity ${promiscuity} `);
  p.put('allmulti', allmulti, ` allmulti ${allmulti} `);
  p.put('min_mtu', min, `minmtu ${min} `);
  p.put('max_mtu', max, `maxmtu ${max} `);
  printKinds(s, p, dev);
  const labels = dev.labels ?? {};
  const mode = labels.addrGenMode ?? 'eui64';
  if (ofLink && hasInet6Dev(dev)) p.put('inet6_addr_gen_mode', mode, `addrgenmode ${mode} `);
  const queues = kindName(dev.kind) === 'veth' ? 2 : 1;
  const number = (key: string, word: string, value: number): void => p.put(key, value, `${word} ${value} `);
  number('num_tx_queues', 'numtxqueues', labels.numTxQueues ?? queues);
  number('num_rx_queues', 'numrxqueues', labels.numRxQueues ?? queues);
  number('gso_max_size', 'gso_max_size', labels.gsoMaxSize ?? 65_536);
  number('gso_max_segs', 'gso_max_segs', labels.gsoMaxSegs ?? 65_535);
  const tso = tsoMaxSize(dev);
  p.put('tso_max_size', tso, `tso_max_size ${tso} `);
  p.put('tso_max_segs', 65_535, 'tso_max_segs 65535 ');
  number('gro_max_size', 'gro_max_size', labels.groMaxSize ?? 65_536);
}

/** A veth's own limit; what is on one, or has had one as its port, has it too. */
function tsoMaxSize({ vxlan, bridge }: Dev): number {
  const hasNone = (vxlan && vxlan.lower === undefined) || bridge?.carrierIsSet === false;
  return hasNone ? 65_536 : 524_280;
}

function printKinds(s: Session, p: Printer, dev: Dev): void {
  const kind = kindName(dev.kind);
  if (kind === undefined) return;
  p.open('linkinfo');
  p.say(`${s.lineBreak}    `);
  p.put('info_kind', kind, `${kind} `);
  if (dev.vxlan) {
    p.open('info_data');
    printVxlan(s, p, dev.vxlan);
    p.close();
  }
  if (dev.macvlan) {
    p.open('info_data');
    printMacvlan(p, dev.macvlan);
    p.close();
  }
  if (dev.bridge) {
    p.open('info_data');
    printBridge(s, p, dev, dev.bridge);
    p.close();
  }
  if (dev.brport) {
    p.say(`${s.lineBreak}    `);
    p.put('info_slave_kind', 'bridge', 'bridge_slave ');
    p.open('info_slave_data');
    printPort(s, p, dev, dev.brport);
    p.close();
  }
  p.close();
}

/** `8000.2:0:0:0:a:1`: iproute2 writes the octets of a bridge id without leading zeros here. */
function shortId(id: BridgeId): string {
  const [priority, mac = ''] = id.split('.');
  return `${priority}.${mac.replaceAll(/0([0-9a-f])/g, '$1')}`;
}

/** What a new bridge has (br_dev_setup), in the order of br_fill_info as iproute2 prints it. */
export const BRIDGE_DEFAULTS: Readonly<Record<string, number>> = {
  forward_delay: 1500,
  hello_time: 200,
  max_age: 2000,
  ageing_time: 30_000,
  stp_state: 0,
  priority: 32_768,
  vlan_filtering: 0,
  group_fwd_mask: 0,
  mcast_snooping: 1,
  no_linklocal_learn: 0,
  mcast_vlan_snooping: 0,
  mcast_router: 1,
  mcast_query_use_ifaddr: 0,
  mcast_querier: 0,
  mcast_hash_elasticity: 16,
  mcast_hash_max: 4096,
  mcast_last_member_count: 2,
  mcast_startup_query_count: 2,
  mcast_last_member_interval: 100,
  mcast_membership_interval: 26_000,
  mcast_querier_interval: 25_500,
  mcast_query_interval: 12_500,
  mcast_query_response_interval: 1000,
  mcast_startup_query_interval: 3124,
  mcast_stats_enabled: 0,
  mcast_igmp_version: 2,
  mcast_mld_version: 1,
  nf_call_iptables: 0,
  nf_call_ip6tables: 0,
  nf_call_arptables: 0,
};

const BEFORE_ID = [
  'forward_delay',
  'hello_time',
  'max_age',
  'ageing_time',
  'stp_state',
  'priority',
  'vlan_filtering',
];

export function bridgeOption(bridge: BridgeSettings, name: string): number {
  if (name === 'ageing_time') return Math.round(bridge.ageing / (SECOND / 100));
  return bridge.options?.[name] ?? BRIDGE_DEFAULTS[name] ?? 0;
}

function printBridge(s: Session, p: Printer, dev: Dev, bridge: BridgeSettings): void {
  const option = (name: string): void => {
    const value = bridgeOption(bridge, name);
    const isHex = name === 'group_fwd_mask';
    p.put(name, isHex ? value.toString(16) : value, `${name} ${isHex ? value.toString(16) : value} `);
  };
  const at = dev as BridgeDevice;
  const stp = stpOf(at);
  const live: Readonly<Record<string, number>> = liveSettings(at);
  for (const name of BEFORE_ID)
    if (live[name] === undefined) option(name);
    else p.put(name, live[name], `${name} ${live[name]} `);
  const id = shortId(bridgeIdOf(at));
  p.put('bridge_id', id, `bridge_id ${id} `);
  // iproute2 shows the bridge's own identifier as the root's, whoever is the root.
  p.put('root_id', id, `designated_root ${id} `);
  const rootPort = stp.rootPort === undefined ? undefined : s.ns.devs.get(stp.rootPort)?.brport?.portNo;
  const numbers = {
    root_port: rootPort ?? 0,
    root_path_cost: stp.rootPathCost,
    topology_change: Number(stp.topologyChange),
    topology_change_detected: Number(stp.detected),
  };
  for (const [name, value] of Object.entries(numbers)) p.put(name, value, `${name} ${value} `);
  const { hello, tcn, 'topology-change': change, gc } = stp.timers;
  timer(p, 'hello_timer', timerLeft(s.world.now, hello));
  timer(p, 'tcn_timer', timerLeft(s.world.now, tcn));
  timer(p, 'topology_change_timer', timerLeft(s.world.now, change));
  timer(p, 'gc_timer', timerLeft(s.world.now, gc));
  option('group_fwd_mask');
  p.put('group_addr', '01:80:c2:00:00:00', 'group_address 01:80:c2:00:00:00 ');
  const names = Object.keys(BRIDGE_DEFAULTS);
  for (const name of names.slice(names.indexOf('mcast_snooping'))) option(name);
}

/**
 * `left`: hundredths of a second. Simplified: without the protocol they stand still, though Linux' collector runs, and the
 * forward delay timer of a port that was opened.
 */
function timer(p: Printer, key: string, left: number): void {
  const text = (left / 100).toFixed(2);
  p.put(key, { raw: text }, `${key} ${text.padStart(7)} `);
}

function flag(p: Printer, key: string, title: string, on: boolean): void {
  p.put(key, on, `${title} ${on ? 'on' : 'off'} `);
}

function printPort(s: Session, p: Printer, dev: Dev, port: BrPort): void {
  const bridge = present(s.ns.devs.get(dev.master ?? dev.ifindex), `bridge of ${dev.name}`) as BridgeDevice;
  const at = dev as PortDevice;
  const designated = designatedOf(bridge, at);
  const stp = portStpOf(at);
  const portId = port.priority * 1024 + port.portNo;
  p.put('state', port.state, `state ${port.state} `);
  p.put('priority', port.priority, `priority ${port.priority} `);
  p.put('cost', port.cost, `cost ${port.cost} `);
  const own = (name: PortFlag): void => flag(p, name, name, portFlag(port, name));
  for (const name of ['hairpin', 'guard', 'root_block', 'fastleave', 'learning', 'flood'] as const) own(name);
  p.put('id', `0x${portId.toString(16)}`, `port_id 0x${portId.toString(16)} `);
  p.put('no', `0x${port.portNo.toString(16)}`, `port_no 0x${port.portNo.toString(16)} `);
  p.put('designated_port', designated.port, `designated_port ${designated.port} `);
  p.put('designated_cost', designated.cost, `designated_cost ${designated.cost} `);
  p.put('bridge_id', shortId(designated.bridge), `designated_bridge ${shortId(designated.bridge)} `);
  p.put('root_id', shortId(designated.root), `designated_root ${shortId(designated.root)} `);
  const { hold, 'message-age': age, 'forward-delay': delay } = stp.timers;
  timer(p, 'hold_timer', timerLeft(s.world.now, hold));
  timer(p, 'message_age_timer', timerLeft(s.world.now, age));
  timer(p, 'forward_delay_timer', timerLeft(s.world.now, delay));
  p.put('topology_change_ack', Number(stp.ack), `topology_change_ack ${Number(stp.ack)} `);
  p.put('config_pending', Number(stp.pending), `config_pending ${Number(stp.pending)} `);
  flag(p, 'proxy_arp', 'proxy_arp', false);
  flag(p, 'proxy_arp_wifi', 'proxy_arp_wifi', false);
  const router = port.mcastRouter ?? 1;
  p.put('multicast_router', router, `mcast_router ${router} `);
  // iproute2 prints mcast_fast_leave in text only: its JSON key is fastleave, above.
  p.say(`mcast_fast_leave ${portFlag(port, 'fastleave') ? 'on' : 'off'} `);
  for (const name of ['mcast_flood', 'bcast_flood', 'mcast_to_unicast', 'neigh_suppress'] as const) own(name);
  const mask = (port.groupFwdMask ?? 0).toString(16);
  const hex = mask === '0' ? mask : `0x${mask}`;
  p.put('group_fwd_mask', hex, `group_fwd_mask ${hex} `);
  p.put('group_fwd_mask_str', `0x${mask}`, `group_fwd_mask_str 0x${mask} `);
  for (const name of ['vlan_tunnel', 'isolated', 'locked'] as const) own(name);
  const backup = port.backupPort === undefined ? undefined : s.ns.devs.get(port.backupPort)?.name;
  if (backup !== undefined) p.put('backup_port', backup, `backup_port ${backup} `);
}
