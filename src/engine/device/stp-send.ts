// BPDUs that a bridge sends (br_transmit_config, br_transmit_tcn: net/bridge/br_stp.c; br_stp_bpdu.c).

import { type Bpdu, BRIDGE_GROUP_MAC, type ConfigBpdu, emitBpdu } from '../../wire/bpdu.ts';
import type { Frame } from '../../wire/packet.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import {
  armPort,
  type BridgeDevice,
  bridgeIdOf,
  bridgeOf,
  isDesignated,
  isRoot,
  isStpOn,
  type PortDevice,
  portIdOf,
  portOf,
  portsOf,
  portStpOf,
  rootOf,
  setPortStp,
  stpOf,
  type StpCtx,
  timesOf,
} from './stp-state.ts';
import { devXmit } from './xmit.ts';

/** HZ is 250: times are counted in ticks of 4 ms. */
export const JIFFY = SECOND / 250;
/** STP_HZ: a BPDU has times in 1/256 s. */
const STP_HZ = 256;
/** Each bridge makes the message older by at least what a BPDU can express (MESSAGE_AGE_INCR). */
const MESSAGE_AGE_INCR = (Math.floor(250 / STP_HZ) + 1) * JIFFY;

/** A configuration message by every port that speaks for its segment (br_config_bpdu_generation). */
export function generateConfigs(at: StpCtx): void {
  for (const { ifindex } of portsOf(at)) {
    const port = portOf(at, ifindex);
    if (port.brport.state !== 'disabled' && isDesignated(bridgeOf(at), port)) transmitConfig(at, ifindex);
  }
}

/** At most one a second: what comes sooner waits for the hold timer. */
export function transmitConfig(at: StpCtx, ifindex: IfIndex): void {
  const dev = bridgeOf(at);
  const port = portOf(at, ifindex);
  if (portStpOf(port).timers.hold) return setPortStp(at, ifindex, { pending: true });
  const age = messageAge(at, dev);
  if (age >= timesOf(dev).maxAge) return;
  if (isStpOn(dev)) send(at, port, configBpdu(dev, port, age));
  setPortStp(at, ifindex, { ack: false, pending: false });
  if (isStpOn(dev)) armPort(at, ifindex, 'hold', holdDelay(at.world.now));
}

/** To the root: a topology has changed here. */
export function transmitTcn(at: StpCtx): void {
  const dev = bridgeOf(at);
  const { rootPort } = stpOf(dev);
  if (rootPort !== undefined && isStpOn(dev)) send(at, portOf(at, rootPort), { type: 'tcn' });
}

function messageAge(at: StpCtx, dev: BridgeDevice): number {
  const { rootPort } = stpOf(dev);
  const since = rootPort === undefined ? undefined : portStpOf(portOf(at, rootPort)).heard?.since;
  return since === undefined ? 0 : at.world.now - since + MESSAGE_AGE_INCR;
}

function configBpdu(dev: BridgeDevice, port: PortDevice, age: number): ConfigBpdu {
  const { maxAge, helloTime, forwardDelay } = timesOf(dev);
  const { root, cost } = rootOf(dev);
  return {
    type: 'config',
    topologyChange: stpOf(dev).topologyChange,
    topologyChangeAck: portStpOf(port).ack,
    root,
    rootPathCost: cost,
    bridge: bridgeIdOf(dev),
    port: portIdOf(port.brport),
    messageAge: isRoot(dev) ? 0 : ticks(age),
    maxAge: ticks(maxAge),
    helloTime: ticks(helloTime),
    forwardDelay: ticks(forwardDelay),
  };
}

/** br_set_ticks */
function ticks(time: number): number {
  return Math.floor((Math.floor(time / JIFFY) * STP_HZ) / 250);
}

/** br_get_ticks */
export function fromTicks(count: number): Nanos {
  return (Math.ceil((count * 250) / STP_HZ) * JIFFY) as Nanos;
}

/** BR_HOLD_TIME, to the full second where that isn't far (round_jiffies: timers that needn't be exact expire together). */
function holdDelay(now: Nanos): Nanos {
  const end = now + SECOND;
  const past = end % SECOND;
  return (past < SECOND / 4 ? SECOND - past : 2 * SECOND - past) as Nanos;
}

function send({ world, ns, bridge }: StpCtx, oif: PortDevice, bpdu: Bpdu): void {
  const octets = emitBpdu(bpdu);
  const eth = { dst: BRIDGE_GROUP_MAC, src: oif.mac, etherType: octets.length };
  const frame: Frame = {
    ...world.newPacket({ kind: 'unknown', etherType: octets.length, octets }, eth),
    eth,
  };
  const name = ns.devs.get(bridge)?.name ?? '';
  world.emit({ ns, oif }, frame, { kind: 'br.stp.send', bridge: name, bpdu });
  devXmit({ world, ns, oif }, frame);
}
