// The spanning tree protocol of IEEE 802.1D-1998 as the kernel has it (net/bridge/br_stp.c): which bridge is the root,
// which port leads to it, which ports speak for their segments, and which are kept shut.
// Whoever calls looks at the bridge's carrier afterwards: it has one while a port forwards.

import type { IfIndex, Nanos } from '../ids.ts';
import type { BrPortState } from './dev.ts';
import { generateConfigs, transmitTcn } from './stp-send.ts';
import {
  arm,
  armPort,
  becomeDesignated,
  bridgeIdOf,
  bridgeOf,
  type BridgeDevice,
  disarm,
  disarmPort,
  isDesignated,
  isRoot,
  isStpOn,
  ownTimes,
  type PortDevice,
  portIdOf,
  portOf,
  portsOf,
  rootOf,
  setPortStp,
  setStp,
  stpOf,
  type StpCtx,
  timesOf,
} from './stp-state.ts';
import { putDev } from './table.ts';

/** br_configuration_update */
export function updateConfiguration(at: StpCtx): void {
  selectRoot(at);
  for (const { ifindex } of portsOf(at)) {
    const port = portOf(at, ifindex);
    if (port.brport.state !== 'disabled' && shouldBeDesignated(bridgeOf(at), port))
      becomeDesignated(at, ifindex);
  }
}

/** br_root_selection */
function selectRoot(at: StpCtx): void {
  const before = bridgeOf(at);
  let best: PortDevice | undefined;
  for (const port of portsOf(at)) {
    if (!shouldBeRootPort(before, port, best)) continue;
    if (port.brport.flags?.root_block) blockRootPort(at, port);
    else best = port;
  }
  const heard = best?.brport.stp?.heard;
  const old = stpOf(before);
  if (!best || !heard) {
    if (old.rootPort === undefined) return;
    setStp(at, { rootPort: undefined, root: undefined, rootPathCost: 0 });
    return tellRoot(at, before);
  }
  const rootPathCost = heard.cost + best.brport.cost;
  if (old.rootPort === best.ifindex && old.root === heard.root && old.rootPathCost === rootPathCost) return;
  setStp(at, { rootPort: best.ifindex, root: heard.root, rootPathCost });
  tellRoot(at, before);
}

function tellRoot({ world, ns, ...at }: StpCtx, before: BridgeDevice): void {
  const dev = bridgeOf({ world, ns, ...at });
  if (!isStpOn(dev)) return;
  const { root, cost } = rootOf(dev);
  const { rootPort } = stpOf(dev);
  const port = rootPort === undefined ? undefined : ns.devs.get(rootPort)?.name;
  const body = { kind: 'br.stp.root', bridge: before.name, root, cost } as const;
  world.emit({ ns, iif: dev }, undefined, port === undefined ? body : { ...body, port });
}

/** br_should_become_root_port: the best word of a better root, then the cheapest way, then who says it. */
function shouldBeRootPort(dev: BridgeDevice, port: PortDevice, best: PortDevice | undefined): boolean {
  const heard = port.brport.stp?.heard;
  if (port.brport.state === 'disabled' || !heard || isDesignated(dev, port)) return false;
  if (bridgeIdOf(dev) <= heard.root) return false;
  const rival = best?.brport.stp?.heard;
  if (!best || !rival) return true;
  if (heard.root !== rival.root) return heard.root < rival.root;
  const cost = heard.cost + port.brport.cost;
  const rivalCost = rival.cost + best.brport.cost;
  if (cost !== rivalCost) return cost < rivalCost;
  if (heard.bridge !== rival.bridge) return heard.bridge < rival.bridge;
  if (heard.port !== rival.port) return heard.port < rival.port;
  return portIdOf(port.brport) < portIdOf(best.brport);
}

/** A port that mustn't lead to the root listens as long as it seems to (br_root_port_block). */
function blockRootPort(at: StpCtx, port: PortDevice): void {
  setState(at, port.ifindex, 'listening');
  const { forwardDelay } = timesOf(bridgeOf(at));
  if (forwardDelay > 0) armPort(at, port.ifindex, 'forward-delay', forwardDelay);
}

/** br_should_become_designated_port: does this bridge have a better way to the root than whoever was heard? */
function shouldBeDesignated(dev: BridgeDevice, port: PortDevice): boolean {
  const heard = port.brport.stp?.heard;
  if (!heard || isDesignated(dev, port)) return true;
  const { root, cost } = rootOf(dev);
  if (heard.root !== root) return true;
  if (cost !== heard.cost) return cost < heard.cost;
  const id = bridgeIdOf(dev);
  return id === heard.bridge ? portIdOf(port.brport) < heard.port : id < heard.bridge;
}

/** Opens the ports that are part of the tree, and shuts the others (br_port_state_selection). */
export function selectPortStates(at: StpCtx): void {
  for (const { ifindex } of portsOf(at)) {
    const port = portOf(at, ifindex);
    if (port.brport.state === 'disabled') continue;
    const dev = bridgeOf(at);
    if (ifindex === stpOf(dev).rootPort) {
      setPortStp(at, ifindex, { ack: false, pending: false });
      makeForwarding(at, ifindex);
    } else if (isDesignated(dev, port)) {
      disarmPort(at, ifindex, 'message-age');
      makeForwarding(at, ifindex);
    } else {
      setPortStp(at, ifindex, { ack: false, pending: false });
      makeBlocking(at, ifindex);
    }
  }
}

/** A blocked port may forward: at once without a protocol, otherwise after twice the forward delay. */
function makeForwarding(at: StpCtx, ifindex: IfIndex): void {
  if (portOf(at, ifindex).brport.state !== 'blocking') return;
  const dev = bridgeOf(at);
  const { forwardDelay } = timesOf(dev);
  if (!isStpOn(dev) || forwardDelay === 0) {
    setState(at, ifindex, 'forwarding');
    detectTopologyChange(at);
    return disarmPort(at, ifindex, 'forward-delay');
  }
  setState(at, ifindex, 'listening');
  armPort(at, ifindex, 'forward-delay', forwardDelay);
}

function makeBlocking(at: StpCtx, ifindex: IfIndex): void {
  const { state } = portOf(at, ifindex).brport;
  if (state === 'blocking') return;
  if (state === 'forwarding' || state === 'learning') detectTopologyChange(at);
  setState(at, ifindex, 'blocking');
  disarmPort(at, ifindex, 'forward-delay');
}

/** br_set_state. Without a protocol it isn't worth a line: that the device is up says as much. */
export function setState(at: StpCtx, ifindex: IfIndex, to: BrPortState): void {
  const { world, ns } = at;
  const port = portOf(at, ifindex);
  const { state: from } = port.brport;
  if (from === to) return;
  const iif = putDev(ns, { ...port, brport: { ...port.brport, state: to } });
  const dev = bridgeOf(at);
  if (!isStpOn(dev)) return;
  const role =
    to === 'disabled'
      ? 'disabled'
      : ifindex === stpOf(dev).rootPort
        ? 'root'
        : isDesignated(dev, port)
          ? 'designated'
          : 'alternate';
  world.emit({ ns, iif }, undefined, { kind: 'br.stp.state', bridge: dev.name, from, to, role });
}

/** br_become_root_bridge */
export function becomeRoot(at: StpCtx): void {
  setStp(at, { times: undefined });
  detectTopologyChange(at);
  disarm(at, 'tcn');
  const dev = bridgeOf(at);
  generateConfigs(at);
  if (dev.up && isStpOn(dev)) arm(at, 'hello', ownTimes(dev).helloTime);
}

/** Runs `change` and what follows if it made this bridge the root (`was_root` in the kernel). */
export function withRootChange(at: StpCtx, change: () => void): void {
  const was = isRoot(bridgeOf(at));
  change();
  if (!was && isRoot(bridgeOf(at))) becomeRoot(at);
}

/** br_topology_change_detection: the root tells everybody, any other bridge tells the root. */
export function detectTopologyChange(at: StpCtx): void {
  const dev = bridgeOf(at);
  if (!isStpOn(dev)) return;
  const own = ownTimes(dev);
  if (isRoot(dev)) {
    setTopologyChange(at, true);
    arm(at, 'topology-change', (own.forwardDelay + own.maxAge) as Nanos);
  } else if (!stpOf(dev).detected) {
    transmitTcn(at);
    arm(at, 'tcn', own.helloTime);
  }
  setStp(at, { detected: true });
}

/** __br_set_topology_change: meanwhile addresses are forgotten sooner. */
export function setTopologyChange(at: StpCtx, topologyChange: boolean): void {
  const { world, ns } = at;
  const dev = bridgeOf(at);
  if (stpOf(dev).topologyChange === topologyChange) return;
  if (!isStpOn(dev)) return setStp(at, { topologyChange });
  const { forwardDelay } = timesOf(dev);
  const ageing = topologyChange ? ((2 * forwardDelay) as Nanos) : undefined;
  setStp(at, { topologyChange, ageing });
  const held = topologyChange ? forwardDelay : dev.bridge.ageing;
  const body = { kind: 'br.stp.topology', bridge: dev.name, changing: topologyChange, ageing: held } as const;
  world.emit({ ns, iif: dev }, undefined, body);
}
