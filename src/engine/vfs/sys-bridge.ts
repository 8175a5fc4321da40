// A bridge's and a bridge port's files in /sys/class/net (net/bridge/br_sysfs_br.c, br_sysfs_if.c). Times are in
// hundredths of a second. They set what `ip link set … type bridge` and `bridge link set` set.

import type { BrPort, BrPortFlag, BrPortState } from '../device/dev.ts';
import { type BridgeDevice, liveSettings, type PortDevice, portIdOf } from '../device/stp-state.ts';
import { type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { type Attribute, type Attributes, fixed } from './sys-attribute.ts';
import { bridgeTree, portTree } from './sys-stp.ts';

const CENTISECOND = SECOND / 100;

const STATES: Readonly<Record<BrPortState, string>> = {
  disabled: '0',
  listening: '1',
  learning: '2',
  forwarding: '3',
  blocking: '4',
};

/** br_dev_setup. */
const BRIDGE_DEFAULTS: Readonly<Record<string, number>> = {
  forward_delay: 1500,
  group_fwd_mask: 0,
  hello_time: 200,
  max_age: 2000,
  multicast_igmp_version: 2,
  multicast_last_member_count: 2,
  multicast_last_member_interval: 100,
  multicast_membership_interval: 26_000,
  multicast_mld_version: 1,
  multicast_querier: 0,
  multicast_querier_interval: 25_500,
  multicast_query_interval: 12_500,
  multicast_query_response_interval: 1000,
  multicast_query_use_ifaddr: 0,
  multicast_router: 1,
  multicast_snooping: 1,
  multicast_startup_query_count: 2,
  multicast_startup_query_interval: 3124,
  multicast_stats_enabled: 0,
  nf_call_arptables: 0,
  nf_call_ip6tables: 0,
  nf_call_iptables: 0,
  no_linklocal_learn: 0,
  priority: 32_768,
  stp_state: 0,
};

/** Those that `ip link set … type bridge` has as well, by the names that iproute2 gives them. */
function bridgeOption(bridge: BridgeDevice, file: string, usual: number): Attribute {
  const name = file.replace(/^multicast_/, 'mcast_');
  const live: Readonly<Record<string, number>> = liveSettings(bridge);
  const value = live[name] ?? bridge.bridge.options?.[name] ?? usual;
  const text = file === 'group_fwd_mask' ? `0x${value.toString(16)}` : String(value);
  // BR_GROUPFWD_RESTRICTED: those three addresses never leave the link.
  const refused = file === 'group_fwd_mask' ? 0x7 : 0;
  return {
    text,
    write: (given) => (given & refused ? undefined : { bridge: { options: { [name]: given } } }),
  };
}

export function bridgeAttributes(ns: Netns, bridge: BridgeDevice, now: Nanos): Attributes {
  return {
    ageing_time: {
      text: String(liveSettings(bridge).ageing_time),
      write: (value) => ({ bridge: { ageing: (value * CENTISECOND) as Nanos } }),
    },
    group_addr: fixed('01:80:c2:00:00:00'),
    hash_elasticity: fixed('16'),
    hash_max: fixed('4096'),
    ...Object.fromEntries(
      Object.entries(BRIDGE_DEFAULTS).map(([name, usual]) => [name, bridgeOption(bridge, name, usual)]),
    ),
    ...asAttributes(bridgeTree(ns, bridge, now)),
  };
}

/** By the names that the engine has for them. */
const PORT_FLAGS: Readonly<Record<string, BrPortFlag>> = {
  bpdu_guard: 'guard',
  multicast_fast_leave: 'fastleave',
  multicast_to_unicast: 'mcast_to_unicast',
  neigh_suppress: 'neigh_suppress',
  root_block: 'root_block',
  broadcast_flood: 'bcast_flood',
  multicast_flood: 'mcast_flood',
};
const FLOODING: readonly BrPortFlag[] = ['bcast_flood', 'mcast_flood'];

export function brportAttributes(port: PortDevice, bridge: BridgeDevice, now: Nanos): Attributes {
  const { brport } = port;
  return {
    backup_port: fixed(''),
    group_fwd_mask: {
      text: `0x${(brport.groupFwdMask ?? 0).toString(16)}`,
      write: (groupFwdMask) => ({ brport: { groupFwdMask } }),
    },
    hairpin_mode: flag(brport.hairpin, (hairpin) => ({ brport: { hairpin } })),
    isolated: flag(brport.isolated, (isolated) => ({ brport: { isolated } })),
    learning: flag(brport.learning, (learning) => ({ brport: { learning } })),
    multicast_router: {
      text: String(brport.mcastRouter ?? 1),
      write: (mcastRouter) => ({ brport: { mcastRouter } }),
    },
    path_cost: { text: String(brport.cost), write: (cost) => ({ brport: { cost } }) },
    port_id: { text: `0x${portIdOf(brport).toString(16)}` },
    port_no: { text: `0x${brport.portNo.toString(16)}` },
    priority: { text: String(brport.priority), write: (priority) => ({ brport: { priority } }) },
    state: { text: STATES[brport.state] },
    unicast_flood: flag(brport.flood, (flood) => ({ brport: { flood } })),
    proxyarp: fixed('0'),
    proxyarp_wifi: fixed('0'),
    ...Object.fromEntries(Object.entries(PORT_FLAGS).map(([name, known]) => [name, portFlag(brport, known)])),
    ...asAttributes(portTree(bridge, port, now)),
  };
}

function portFlag({ flags }: BrPort, known: BrPortFlag): Attribute {
  const isOn = flags?.[known] ?? FLOODING.includes(known);
  return flag(isOn, (on) => ({ brport: { flags: { [known]: on } } }));
}

function flag(
  on: boolean,
  change: (on: boolean) => NonNullable<ReturnType<NonNullable<Attribute['write']>>>,
): Attribute {
  return { text: on ? '1' : '0', write: (value) => change(value !== 0) };
}

function asAttributes(texts: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text }]));
}
