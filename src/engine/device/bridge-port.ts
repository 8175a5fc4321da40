// Ports join and leave a bridge, open and close, and give it their address and MTU (net/bridge/br_if.c, br_stp.c,
// br_stp_if.c). Without the spanning tree protocol an open port forwards at once.

import { present } from '../../base/assert.ts';
import { byText } from '../../base/order.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type MacAddr, ZERO_MAC } from '../../wire/mac.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import type { NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { addLocal, type BridgeDev, deleteLocal, deletePortEntries } from './bridge-fdb.ts';
import type { BridgeSettings, BrPort, Dev } from './dev.ts';
import { fdbKey } from './dev.ts';
import { changeBridgeAddress, closePort, openPort } from './stp-port.ts';
import { devNow, putDev } from './table.ts';

/** BR_MAX_PORTS: port numbers have ten bits, and 0 isn't one. */
const MAX_PORT_NO = 1023;
/** Path cost of a 10 Gbit/s port (port_cost), which is what a veth end says it is. */
const PORT_COST = 2;
const UNKNOWN_COST = 100;
const ETH_DATA_LEN = 1500;

export const NEW_BRIDGE: BridgeSettings = {
  ageing: (300 * SECOND) as Nanos,
  macIsSet: false,
  mtuIsSet: false,
  vlanFiltering: false,
  carrierIsSet: false,
  ports: [],
};

export function bridgeOfPort(ns: Netns, port: Dev): BridgeDev | undefined {
  return port.master === undefined ? undefined : (ns.devs.get(port.master) as BridgeDev | undefined);
}

/** br_add_if. The caller settles the states of port and bridge afterwards. */
export function addPort(world: World, ns: Netns, bridge: BridgeDev, dev: Dev): Result<void, NetlinkError> {
  if (dev.kind === 'loopback' || dev.mac === ZERO_MAC) return err({ errno: 'EINVAL' });
  if (dev.kind === 'bridge') return err({ errno: 'ELOOP', extack: 'Can not enslave a bridge to a bridge.' });
  // Its frames are its macvlans' already (netdev_rx_handler_register).
  if (dev.macvlans) return err({ errno: 'EBUSY' });
  const portNo = freePortNo(ns, bridge);
  if (portNo > MAX_PORT_NO) return err({ errno: 'ERANGE' });
  putDev(ns, { ...dev, master: bridge.ifindex, brport: newPort(portNo, portCost(dev)) });
  const ports = [dev.ifindex, ...bridge.bridge.ports];
  putDev(ns, { ...bridge, bridge: { ...bridge.bridge, ports } });
  addLocal(ns, bridge.ifindex, dev.ifindex, dev.mac, world.now);
  return ok();
}

/** br_del_if. */
export function removePort(world: World, ns: Netns, { ifindex: bridge }: BridgeDev, port: Dev): void {
  closePort({ world, ns, bridge }, port.ifindex);
  const left = present(ns.devs.get(bridge), `bridge of ${port.name}`) as BridgeDev;
  const ports = left.bridge.ports.filter((ifindex) => ifindex !== port.ifindex);
  deletePortEntries(ns, left, port.ifindex);
  putDev(ns, { ...left, bridge: { ...left.bridge, ports } });
  const { master: _master, brport: _brport, ...free } = devNow(ns, port);
  putDev(ns, free);
}

/** Opens or closes a port: it takes part while it and its bridge are up and it has a carrier. */
export function settlePort(world: World, ns: Netns, port: Dev): void {
  const { brport } = port;
  const bridge = bridgeOfPort(ns, port);
  if (!brport || !bridge) return;
  const open = bridge.up && port.up && port.carrier;
  if (open === (brport.open ?? false)) return;
  putDev(ns, { ...port, brport: { ...brport, open } });
  const at = { world, ns, bridge: bridge.ifindex };
  if (open) openPort(at, port.ifindex);
  else closePort(at, port.ifindex);
}

/** A bridge has a carrier while one of its ports forwards (br_port_state_selection), and before it ever had a port. */
export function bridgeHasCarrier(ns: Netns, bridge: BridgeDev): boolean {
  if (!bridge.bridge.carrierIsSet) return true;
  return bridge.bridge.ports.some((port) => ns.devs.get(port)?.brport?.state === 'forwarding');
}

/** The address that follows the ports: the lowest of theirs, none without ports (br_stp_recalculate_bridge_id). */
export function macFromPorts(ns: Netns, bridge: BridgeDev): MacAddr {
  if (bridge.bridge.macIsSet) return bridge.mac;
  const macs = bridge.bridge.ports.map((port) => portOf(ns, port).mac).sort(byText);
  return macs[0] ?? ZERO_MAC;
}

/** The MTU that follows the ports: the least of theirs (br_mtu_auto_adjust). */
export function mtuFromPorts(ns: Netns, bridge: BridgeDev): number {
  if (bridge.bridge.mtuIsSet) return bridge.mtu;
  const mtus = bridge.bridge.ports.map((port) => portOf(ns, port).mtu);
  return mtus.length === 0 ? ETH_DATA_LEN : Math.min(...mtus);
}

/** The bridge answers to `mac` instead of its old address (br_fdb_change_mac_address). */
export function changeBridgeMac(world: World, ns: Netns, bridge: BridgeDev, mac: MacAddr): Dev {
  const old = ns.fdb.get(fdbKey(bridge.ifindex, bridge.mac));
  if (old?.local && old.port === bridge.ifindex) ns.fdb.delete(fdbKey(bridge.ifindex, bridge.mac));
  if (mac !== ZERO_MAC) addLocal(ns, bridge.ifindex, bridge.ifindex, mac, world.now);
  const now = devNow(ns, bridge) as BridgeDev;
  putDev(ns, { ...now, mac, bridge: { ...now.bridge, carrierIsSet: true } });
  changeBridgeAddress({ world, ns, bridge: bridge.ifindex }, bridge.mac);
  return devNow(ns, bridge);
}

/** A port's address changed from `old` (br_fdb_changeaddr). */
export function changePortMac(world: World, ns: Netns, port: Dev, old: MacAddr): void {
  const bridge = bridgeOfPort(ns, port);
  if (!bridge) return;
  const entry = ns.fdb.get(fdbKey(bridge.ifindex, old));
  if (entry?.local && entry.port === port.ifindex) deleteLocal(ns, bridge, entry);
  addLocal(ns, bridge.ifindex, port.ifindex, port.mac, world.now);
}

function portOf(ns: Netns, ifindex: IfIndex): Dev {
  return present(ns.devs.get(ifindex), `bridge port ${ifindex} in ${ns.id}`);
}

function freePortNo(ns: Netns, bridge: BridgeDev): number {
  const taken = new Set(bridge.bridge.ports.map((port) => portOf(ns, port).brport?.portNo));
  let portNo = 1;
  while (taken.has(portNo)) portNo++;
  return portNo;
}

/** port_cost: by the speed that a device says it has. A tunnel has its underlay device's, if one is named. */
function portCost({ vxlan }: Dev): number {
  return vxlan && vxlan.lower === undefined ? UNKNOWN_COST : PORT_COST;
}

function newPort(portNo: number, cost: number): BrPort {
  return {
    state: 'disabled',
    portNo,
    cost,
    priority: 32,
    learning: true,
    flood: true,
    hairpin: false,
    isolated: false,
  };
}
