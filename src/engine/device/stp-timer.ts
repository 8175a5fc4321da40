// The timers of the spanning tree (net/bridge/br_stp_timer.c).

import type { IfIndex } from '../ids.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import type { StpBridgeTimer, StpPortTimer } from './dev.ts';
import { settleLink } from './link-state.ts';
import {
  detectTopologyChange,
  selectPortStates,
  setState,
  setTopologyChange,
  updateConfiguration,
  withRootChange,
} from './stp.ts';
import { collect } from './stp-port.ts';
import { generateConfigs, transmitConfig, transmitTcn } from './stp-send.ts';
import {
  arm,
  armPort,
  becomeDesignated,
  bridgeOf,
  disarm,
  disarmPort,
  isDesignated,
  isStpOn,
  ownTimes,
  portOf,
  portsOf,
  portStpOf,
  setStp,
  type StpCtx,
  timesOf,
} from './stp-state.ts';

export function stpTimer(
  world: World,
  { netns, bridge, timer }: Extract<Task, { kind: 'br.stp.timer' }>,
): void {
  const ns = world.netns.get(netns);
  const dev = ns?.devs.get(bridge);
  if (!ns || !dev?.bridge) return;
  const at: StpCtx = { world, ns, bridge };
  disarm(at, timer);
  BRIDGE_TIMERS[timer](at);
  settleLink(world, ns, dev);
}

export function stpPortTimer(
  world: World,
  { netns, port, timer }: Extract<Task, { kind: 'br.stp.port-timer' }>,
): void {
  const ns = world.netns.get(netns);
  const master = ns?.devs.get(port)?.master;
  const dev = master === undefined ? undefined : ns?.devs.get(master);
  if (!ns || !dev?.bridge) return;
  const at: StpCtx = { world, ns, bridge: dev.ifindex };
  disarmPort(at, port, timer);
  PORT_TIMERS[timer](at, port);
  settleLink(world, ns, dev);
}

const BRIDGE_TIMERS: Readonly<Record<StpBridgeTimer, (at: StpCtx) => void>> = {
  hello: (at) => {
    if (!bridgeOf(at).up) return;
    generateConfigs(at);
    const dev = bridgeOf(at);
    if (isStpOn(dev)) arm(at, 'hello', timesOf(dev).helloTime);
  },
  tcn: (at) => {
    if (!bridgeOf(at).up) return;
    transmitTcn(at);
    arm(at, 'tcn', ownTimes(bridgeOf(at)).helloTime);
  },
  gc: collect,
  'topology-change': (at) => {
    setStp(at, { detected: false });
    setTopologyChange(at, false);
  },
};

const PORT_TIMERS: Readonly<Record<StpPortTimer, (at: StpCtx, port: IfIndex) => void>> = {
  'message-age': (at, port) => {
    if (portOf(at, port).brport.state === 'disabled') return;
    withRootChange(at, () => {
      becomeDesignated(at, port);
      updateConfiguration(at);
      selectPortStates(at);
    });
  },
  'forward-delay': (at, port) => {
    const { state } = portOf(at, port).brport;
    if (state === 'listening') {
      setState(at, port, 'learning');
      armPort(at, port, 'forward-delay', timesOf(bridgeOf(at)).forwardDelay);
    } else if (state === 'learning') {
      setState(at, port, 'forwarding');
      if (speaksSomewhere(at)) detectTopologyChange(at);
    }
  },
  hold: (at, port) => {
    if (portStpOf(portOf(at, port)).pending) transmitConfig(at, port);
  },
};

/** br_is_designated_for_some_port */
function speaksSomewhere(at: StpCtx): boolean {
  const dev = bridgeOf(at);
  return portsOf(at).some((port) => port.brport.state !== 'disabled' && isDesignated(dev, port));
}
