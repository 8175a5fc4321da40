// What a bridge knows of the spanning tree: reading it, changing it, and its timers (struct net_bridge and
// net_bridge_port, net/bridge/br_private.h).

import { present } from '../../base/assert.ts';
import { type BridgeId, bridgeId } from '../../wire/bpdu.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import type {
  BridgeSettings,
  BrPort,
  Dev,
  StpBridge,
  StpBridgeTimer,
  StpHeard,
  StpPort,
  StpPortTimer,
  StpTimes,
} from './dev.ts';
import { putDev } from './table.ts';

/** The bridge whose part of the tree it is about. */
export interface StpCtx {
  readonly world: World;
  readonly ns: Netns;
  readonly bridge: IfIndex;
}

export type BridgeDevice = Dev & { readonly bridge: BridgeSettings };
export type PortDevice = Dev & { readonly brport: BrPort };

export const BR_DEFAULT_PRIORITY = 0x8000;
const CENTISECOND = SECOND / 100;

const QUIET: StpBridge = { rootPathCost: 0, topologyChange: false, detected: false, timers: {} };
const QUIET_PORT: StpPort = { ack: false, pending: false, timers: {} };

export function bridgeOf({ ns, bridge }: StpCtx): BridgeDevice {
  return present(ns.devs.get(bridge), `bridge ${bridge} in ${ns.id}`) as BridgeDevice;
}

export function portOf({ ns }: StpCtx, ifindex: IfIndex): PortDevice {
  return present(ns.devs.get(ifindex), `bridge port ${ifindex} in ${ns.id}`) as PortDevice;
}

/** In the kernel's order: the most recently added one first. */
export function portsOf(at: StpCtx): PortDevice[] {
  return bridgeOf(at).bridge.ports.map((ifindex) => portOf(at, ifindex));
}

export function isStpOn({ bridge }: BridgeDevice): boolean {
  return (bridge.options?.['stp_state'] ?? 0) !== 0;
}

export function stpOf(dev: BridgeDevice): StpBridge {
  return dev.bridge.stp ?? QUIET;
}

export function portStpOf({ brport }: PortDevice): StpPort {
  return brport.stp ?? QUIET_PORT;
}

export function setStp(at: StpCtx, change: Partial<StpBridge>): void {
  const dev = bridgeOf(at);
  putDev(at.ns, { ...dev, bridge: { ...dev.bridge, stp: { ...stpOf(dev), ...change } } });
}

export function setPortStp(at: StpCtx, ifindex: IfIndex, change: Partial<StpPort>): void {
  const port = portOf(at, ifindex);
  putDev(at.ns, { ...port, brport: { ...port.brport, stp: { ...portStpOf(port), ...change } } });
}

/** The port speaks for its segment from now on (br_become_designated_port). */
export function becomeDesignated(at: StpCtx, ifindex: IfIndex): void {
  const port = portOf(at, ifindex);
  if (!port.brport.stp?.heard) return;
  const { heard: _heard, ...stp } = port.brport.stp;
  putDev(at.ns, { ...port, brport: { ...port.brport, stp } });
}

/** None until it has had a port or been given an address. */
export function bridgeIdOf({ bridge, mac }: BridgeDevice): BridgeId {
  const address = bridge.carrierIsSet ? mac : ZERO_MAC;
  return bridgeId(bridge.options?.['priority'] ?? BR_DEFAULT_PRIORITY, address);
}

/** br_make_port_id: six bits of priority, ten of number. */
export function portIdOf({ priority, portNo }: BrPort): number {
  return (priority << 10) | portNo;
}

/** The bridge's own, which count while it is the root (bridge_max_age …). */
export function ownTimes({ bridge }: BridgeDevice): StpTimes {
  const time = (name: string, usual: number) => ((bridge.options?.[name] ?? usual) * CENTISECOND) as Nanos;
  return {
    maxAge: time('max_age', 2000),
    helloTime: time('hello_time', 200),
    forwardDelay: time('forward_delay', 1500),
  };
}

/** Those that count: the root's. */
export function timesOf(dev: BridgeDevice): StpTimes {
  return dev.bridge.stp?.times ?? ownTimes(dev);
}

/** What counts at the moment in place of what was set, as br_fill_info shows it: hundredths of a second. */
export function liveSettings(
  dev: BridgeDevice,
): Record<'forward_delay' | 'hello_time' | 'max_age' | 'ageing_time', number> {
  const { maxAge, helloTime, forwardDelay } = timesOf(dev);
  const { ageing = dev.bridge.ageing } = stpOf(dev);
  const shown = (time: number) => Math.round(time / CENTISECOND);
  return {
    forward_delay: shown(forwardDelay),
    hello_time: shown(helloTime),
    max_age: shown(maxAge),
    ageing_time: shown(ageing),
  };
}

export function isRoot(dev: BridgeDevice): boolean {
  return dev.bridge.stp?.rootPort === undefined;
}

export function rootOf(dev: BridgeDevice): { readonly root: BridgeId; readonly cost: number } {
  const { root = bridgeIdOf(dev), rootPathCost: cost } = stpOf(dev);
  return { root, cost };
}

/** Who speaks for the port's segment (designated_root, designated_cost, designated_bridge, designated_port). */
export function designatedOf(dev: BridgeDevice, { brport }: PortDevice): Omit<StpHeard, 'since'> {
  return brport.stp?.heard ?? { ...rootOf(dev), bridge: bridgeIdOf(dev), port: portIdOf(brport) };
}

export function isDesignated(dev: BridgeDevice, { brport }: PortDevice): boolean {
  const heard = brport.stp?.heard;
  return !heard || (heard.bridge === bridgeIdOf(dev) && heard.port === portIdOf(brport));
}

/** For how long the forwarding database believes what it has learned (hold_time, br_fdb.c). */
export function holdTime(dev: BridgeDevice): Nanos {
  const stp = dev.bridge.stp;
  if (!stp) return dev.bridge.ageing;
  return stp.topologyChange ? timesOf(dev).forwardDelay : (stp.ageing ?? dev.bridge.ageing);
}

/** Sets a timer of the bridge, anew if it runs. Nothing waits for a tree to settle: they don't keep a run going. */
export function arm(at: StpCtx, timer: StpBridgeTimer, delay: Nanos): void {
  disarm(at, timer);
  const task = { kind: 'br.stp.timer', netns: at.ns.id, bridge: at.bridge, timer } as const;
  const scheduled = at.world.schedule(delay, task, true);
  setStp(at, { timers: { ...stpOf(bridgeOf(at)).timers, [timer]: scheduled } });
}

export function disarm(at: StpCtx, timer: StpBridgeTimer): void {
  const { timers } = stpOf(bridgeOf(at));
  const running = timers[timer];
  if (!running) return;
  at.world.queue.cancel(running);
  setStp(at, { timers: { ...timers, [timer]: undefined } });
}

export function armPort(at: StpCtx, port: IfIndex, timer: StpPortTimer, delay: Nanos): void {
  disarmPort(at, port, timer);
  const task = { kind: 'br.stp.port-timer', netns: at.ns.id, port, timer } as const;
  const scheduled = at.world.schedule(delay, task, true);
  setPortStp(at, port, { timers: { ...portStpOf(portOf(at, port)).timers, [timer]: scheduled } });
}

export function disarmPort(at: StpCtx, port: IfIndex, timer: StpPortTimer): void {
  const { timers } = portStpOf(portOf(at, port));
  const running = timers[timer];
  if (!running) return;
  at.world.queue.cancel(running);
  setPortStp(at, port, { timers: { ...timers, [timer]: undefined } });
}

/** What a timer has left, in hundredths of a second (br_timer_value); 0 if it doesn't run. */
export function timerLeft(now: Nanos, timer: Scheduled<Task> | undefined): number {
  return timer ? Math.max(0, Math.floor((timer.at - now) / CENTISECOND)) : 0;
}
