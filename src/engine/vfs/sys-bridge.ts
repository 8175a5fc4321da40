// A bridge's and a bridge port's files in /sys/class/net (net/bridge/br_sysfs_br.c, br_sysfs_if.c). Times are in
// hundredths of a second. What the engine doesn't model (STP, multicast snooping) has its default and keeps it.

import type { BrPort, BrPortState, Dev } from '../device/dev.ts';
import { type Nanos, SECOND } from '../ids.ts';
import { type Attribute, type Attributes, fixed } from './sys-attribute.ts';

const CENTISECOND = SECOND / 100;

const STATES: Readonly<Record<BrPortState, string>> = {
  disabled: '0',
  listening: '1',
  learning: '2',
  forwarding: '3',
  blocking: '4',
};

const BRIDGE_DEFAULTS: Readonly<Record<string, string>> = {
  forward_delay: '1500',
  group_addr: '01:80:c2:00:00:00',
  group_fwd_mask: '0x0',
  hash_elasticity: '16',
  hash_max: '4096',
  hello_time: '200',
  max_age: '2000',
  multicast_igmp_version: '2',
  multicast_last_member_count: '2',
  multicast_last_member_interval: '100',
  multicast_membership_interval: '26000',
  multicast_mld_version: '1',
  multicast_querier: '0',
  multicast_querier_interval: '25500',
  multicast_query_interval: '12500',
  multicast_query_response_interval: '1000',
  multicast_query_use_ifaddr: '0',
  multicast_router: '1',
  multicast_snooping: '1',
  multicast_startup_query_count: '2',
  multicast_startup_query_interval: '3124',
  multicast_stats_enabled: '0',
  nf_call_arptables: '0',
  nf_call_ip6tables: '0',
  nf_call_iptables: '0',
  no_linklocal_learn: '0',
  priority: '32768',
  stp_state: '0',
};

const BRIDGE_ZEROS =
  'hello_timer root_path_cost root_port tcn_timer topology_change topology_change_detected topology_change_timer'.split(
    ' ',
  );

export function bridgeAttributes(bridge: Dev): Attributes {
  const id: Attribute = { text: bridgeId(bridge) };
  const ageing = String(Math.round((bridge.bridge?.ageing ?? 0) / CENTISECOND));
  return {
    ageing_time: {
      text: ageing,
      write: (value) => ({ bridge: { ageing: (value * CENTISECOND) as Nanos } }),
    },
    bridge_id: id,
    root_id: id,
    ...Object.fromEntries(Object.entries(BRIDGE_DEFAULTS).map(([name, text]) => [name, fixed(text)])),
    ...Object.fromEntries(BRIDGE_ZEROS.map((name) => [name, { text: '0' }])),
  };
}

const PORT_OFF =
  'bpdu_guard multicast_fast_leave multicast_to_unicast neigh_suppress proxyarp proxyarp_wifi root_block'.split(
    ' ',
  );
const PORT_ZEROS =
  'change_ack config_pending designated_cost forward_delay_timer hold_timer message_age_timer'.split(' ');

export function brportAttributes(port: Dev, bridge: Dev): Attributes {
  const brport = port.brport as BrPort;
  const id: Attribute = { text: bridgeId(bridge) };
  const number = (0x8000 | brport.portNo).toString(16);
  return {
    backup_port: fixed(''),
    broadcast_flood: fixed('1'),
    designated_bridge: id,
    designated_port: { text: String(0x8000 | brport.portNo) },
    designated_root: id,
    group_fwd_mask: fixed('0x0'),
    hairpin_mode: flag(brport.hairpin, (hairpin) => ({ brport: { hairpin } })),
    isolated: flag(brport.isolated, (isolated) => ({ brport: { isolated } })),
    learning: flag(brport.learning, (learning) => ({ brport: { learning } })),
    multicast_flood: fixed('1'),
    multicast_router: fixed('1'),
    path_cost: { text: String(brport.cost), write: (cost) => ({ brport: { cost } }) },
    port_id: { text: `0x${number}` },
    port_no: { text: `0x${brport.portNo.toString(16)}` },
    priority: fixed(String(brport.priority)),
    state: { text: STATES[brport.state] },
    unicast_flood: flag(brport.flood, (flood) => ({ brport: { flood } })),
    ...Object.fromEntries(PORT_OFF.map((name) => [name, fixed('0')])),
    ...Object.fromEntries(PORT_ZEROS.map((name) => [name, { text: '0' }])),
  };
}

function flag(
  on: boolean,
  change: (on: boolean) => NonNullable<ReturnType<NonNullable<Attribute['write']>>>,
): Attribute {
  return { text: on ? '1' : '0', write: (value) => change(value !== 0) };
}

/** Priority 0x8000, and the address. */
function bridgeId(bridge: Dev): string {
  return `8000.${bridge.mac.replaceAll(':', '')}`;
}
