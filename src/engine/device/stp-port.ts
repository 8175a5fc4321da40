// What happens to a bridge and its ports as the spanning tree sees it: up, down, other addresses and settings
// (net/bridge/br_stp_if.c).

import { type BridgeId, bridgeId } from '../../wire/bpdu.ts';
import type { MacAddr } from '../../wire/mac.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import { collectExpired, flushLearned } from './bridge-fdb.ts';
import { selectPortStates, setState, setTopologyChange, updateConfiguration, withRootChange } from './stp.ts';
import {
  arm,
  becomeDesignated,
  bridgeIdOf,
  bridgeOf,
  designatedOf,
  disarm,
  disarmPort,
  isRoot,
  isStpOn,
  portIdOf,
  portOf,
  portsOf,
  setPortStp,
  setStp,
  type StpCtx,
  timesOf,
} from './stp-state.ts';
import { putDev } from './table.ts';

/** br_stp_enable_bridge. Its ports are opened one by one afterwards. */
export function startBridge(at: StpCtx): void {
  const dev = bridgeOf(at);
  if (!isStpOn(dev)) return;
  arm(at, 'hello', timesOf(dev).helloTime);
  arm(at, 'gc', (SECOND / 10) as Nanos);
}

/** The forwarding database's collector (gc_work). */
export function collect(at: StpCtx): void {
  arm(at, 'gc', collectExpired(at.ns, bridgeOf(at), at.world.now));
}

/** br_stp_disable_bridge, after its ports were closed. */
export function stopBridge(at: StpCtx): void {
  if (!bridgeOf(at).bridge.stp) return;
  setTopologyChange(at, false);
  setStp(at, { detected: false });
  for (const timer of ['hello', 'topology-change', 'tcn', 'gc'] as const) disarm(at, timer);
}

/** br_stp_enable_port: it begins blocked, and speaks for its segment until it hears of a better one. */
export function openPort(at: StpCtx, ifindex: IfIndex): void {
  becomeDesignated(at, ifindex);
  const port = portOf(at, ifindex);
  putDev(at.ns, { ...port, brport: { ...port.brport, state: 'blocking' } });
  if (port.brport.stp) setPortStp(at, ifindex, { ack: false, pending: false });
  selectPortStates(at);
}

/** br_stp_disable_port: what was learned behind it is forgotten, and another port may lead to the root. */
export function closePort(at: StpCtx, ifindex: IfIndex): void {
  const { world, ns } = at;
  withRootChange(at, () => {
    const dev = bridgeOf(at);
    becomeDesignated(at, ifindex);
    // It shows the root of that moment as long as it is closed.
    const heard = { ...designatedOf(dev, portOf(at, ifindex)), since: world.now };
    if (!isRoot(dev)) setPortStp(at, ifindex, { heard });
    setState(at, ifindex, 'disabled');
    if (portOf(at, ifindex).brport.stp) setPortStp(at, ifindex, { ack: false, pending: false });
    for (const timer of ['message-age', 'forward-delay', 'hold'] as const) disarmPort(at, ifindex, timer);
    flushLearned(ns, ifindex);
    updateConfiguration(at);
    selectPortStates(at);
  });
}

/** The bridge's address was `old` (br_stp_change_bridge_id). */
export function changeBridgeAddress(at: StpCtx, old: MacAddr): void {
  const { mac } = bridgeOf(at);
  const moved = (id: BridgeId) =>
    id.slice(5) === old ? bridgeId(Number.parseInt(id.slice(0, 4), 16), mac) : id;
  for (const { ifindex, brport } of portsOf(at)) {
    const heard = brport.stp?.heard;
    if (heard)
      setPortStp(at, ifindex, { heard: { ...heard, root: moved(heard.root), bridge: moved(heard.bridge) } });
  }
  reconsider(at);
}

/** The tree with other numbers: a priority or a path cost is another one, or an address. */
export function reconsider(at: StpCtx): void {
  withRootChange(at, () => {
    updateConfiguration(at);
    selectPortStates(at);
  });
}

/** br_stp_set_port_priority, done already: between two ports on one segment the better one speaks. */
export function portPriorityChanged(at: StpCtx, ifindex: IfIndex): void {
  const { brport } = portOf(at, ifindex);
  const heard = brport.stp?.heard;
  if (!heard || heard.bridge !== bridgeIdOf(bridgeOf(at)) || portIdOf(brport) >= heard.port) return;
  becomeDesignated(at, ifindex);
  selectPortStates(at);
}

/** BR_MIN_FORWARD_DELAY and BR_MAX_FORWARD_DELAY, in hundredths of a second; they count while the protocol is on. */
export const FORWARD_DELAY_RANGE = [200, 3000] as const;

/** br_stp_start, with `stp_state` set: ports that forward already go on forwarding. */
export function startStp(at: StpCtx): void {
  const dev = bridgeOf(at);
  const { forward_delay: delay = 1500 } = dev.bridge.options ?? {};
  const [least, most] = FORWARD_DELAY_RANGE;
  const options = { ...dev.bridge.options, forward_delay: Math.min(most, Math.max(least, delay)) };
  if (delay < least || delay > most) putDev(at.ns, { ...dev, bridge: { ...dev.bridge, options } });
  if (dev.up) {
    arm(at, 'hello', timesOf(dev).helloTime);
    collect(at);
  }
  selectPortStates(at);
}
