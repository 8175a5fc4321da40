// BPDUs that a bridge receives (br_stp_rcv: net/bridge/br_stp_bpdu.c; br_received_config_bpdu: br_stp.c).

import { type Bpdu, type ConfigBpdu, parseBpdu } from '../../wire/bpdu.ts';
import type { Frame } from '../../wire/packet.ts';
import type { IfIndex, Nanos } from '../ids.ts';
import type { EventOf } from '../trace.ts';
import { settleLink } from './link-state.ts';
import type { RcvCtx } from './rcv.ts';
import { detectTopologyChange, selectPortStates, setTopologyChange, updateConfiguration } from './stp.ts';
import { closePort } from './stp-port.ts';
import { fromTicks, generateConfigs, transmitConfig, transmitTcn } from './stp-send.ts';
import {
  arm,
  armPort,
  type BridgeDevice,
  bridgeIdOf,
  bridgeOf,
  designatedOf,
  disarm,
  isDesignated,
  isRoot,
  ownTimes,
  portOf,
  setPortStp,
  setStp,
  stpOf,
  type StpCtx,
} from './stp-state.ts';

type Verdict = EventOf<'br.stp.rcv'>['verdict'];

/** The frame went to the bridges' group address, and the protocol is on. */
export function stpRcv({ world, ns, iif }: RcvCtx, dev: BridgeDevice, frame: Frame): void {
  const bpdu = frame.net.kind === 'unknown' ? parseBpdu(frame.net.octets) : undefined;
  if (!bpdu)
    return void world.emit({ ns, iif }, frame, { kind: 'packet.drop', reason: 'reserved-multicast' });
  const at: StpCtx = { world, ns, bridge: dev.ifindex };
  const verdict = judge(at, iif.ifindex, bpdu);
  world.emit({ ns, iif }, frame, { kind: 'br.stp.rcv', bridge: dev.name, bpdu, verdict });
  const seen = world.emit({ ns, iif }, frame, { kind: 'packet.deliver', to: 'stp' });
  if (verdict === 'guarded') closePort(at, iif.ifindex);
  else if (verdict === 'change') receivedTcn(at, iif.ifindex);
  else if (verdict === 'worse') transmitConfig(at, iif.ifindex);
  else if (verdict === 'better' && bpdu.type === 'config') receivedBetter(at, iif.ifindex, bpdu);
  world.cause = seen;
  settleLink(world, ns, dev);
}

function judge(at: StpCtx, ifindex: IfIndex, bpdu: Bpdu): Verdict {
  const dev = bridgeOf(at);
  const port = portOf(at, ifindex);
  if (!dev.up || port.brport.state === 'disabled') return 'ignored';
  if (port.brport.flags?.guard) return 'guarded';
  if (bpdu.type === 'tcn') return isDesignated(dev, port) ? 'change' : 'ignored';
  if (bpdu.messageAge > bpdu.maxAge) return 'ignored';
  if (supersedes(at, ifindex, bpdu)) return 'better';
  return isDesignated(dev, port) ? 'worse' : 'ignored';
}

/** br_supersedes_port_info: is it at least as good as what counts on this segment, or that bridge's own next word? */
function supersedes(at: StpCtx, ifindex: IfIndex, bpdu: ConfigBpdu): boolean {
  const dev = bridgeOf(at);
  const known = designatedOf(dev, portOf(at, ifindex));
  if (bpdu.root !== known.root) return bpdu.root < known.root;
  if (bpdu.rootPathCost !== known.cost) return bpdu.rootPathCost < known.cost;
  if (bpdu.bridge !== known.bridge) return bpdu.bridge < known.bridge;
  return bpdu.bridge !== bridgeIdOf(dev) || bpdu.port <= known.port;
}

function receivedBetter(at: StpCtx, ifindex: IfIndex, bpdu: ConfigBpdu): void {
  const wasRoot = isRoot(bridgeOf(at));
  record(at, ifindex, bpdu);
  updateConfiguration(at);
  selectPortStates(at);
  if (wasRoot && !isRoot(bridgeOf(at))) abdicate(at);
  if (stpOf(bridgeOf(at)).rootPort !== ifindex) return;
  const times = {
    maxAge: fromTicks(bpdu.maxAge),
    helloTime: fromTicks(bpdu.helloTime),
    forwardDelay: fromTicks(bpdu.forwardDelay),
  };
  setStp(at, { times });
  setTopologyChange(at, bpdu.topologyChange);
  generateConfigs(at);
  if (!bpdu.topologyChangeAck) return;
  setStp(at, { detected: false });
  disarm(at, 'tcn');
}

/** br_record_config_information */
function record(at: StpCtx, ifindex: IfIndex, bpdu: ConfigBpdu): void {
  const age = fromTicks(bpdu.messageAge);
  const { root, rootPathCost: cost, bridge, port } = bpdu;
  const since = (at.world.now - age) as Nanos;
  setPortStp(at, ifindex, { heard: { root, cost, bridge, port, since } });
  armPort(at, ifindex, 'message-age', (fromTicks(bpdu.maxAge) - age) as Nanos);
}

/** Another one is the root: no hellos any more, and what changed is told to it. */
function abdicate(at: StpCtx): void {
  disarm(at, 'hello');
  if (!stpOf(bridgeOf(at)).detected) return;
  disarm(at, 'topology-change');
  transmitTcn(at);
  arm(at, 'tcn', ownTimes(bridgeOf(at)).helloTime);
}

/** br_received_tcn_bpdu */
function receivedTcn(at: StpCtx, ifindex: IfIndex): void {
  detectTopologyChange(at);
  setPortStp(at, ifindex, { ack: true });
  transmitConfig(at, ifindex);
}
