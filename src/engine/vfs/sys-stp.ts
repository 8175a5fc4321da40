// What a bridge's and a port's files in /sys/class/net say of the spanning tree (net/bridge/br_sysfs_br.c, br_sysfs_if.c).
// Times are in hundredths of a second.

import type { BridgeId } from '../../wire/bpdu.ts';
import {
  type BridgeDevice,
  bridgeIdOf,
  designatedOf,
  type PortDevice,
  portStpOf,
  rootOf,
  stpOf,
  timerLeft,
} from '../device/stp-state.ts';
import type { Nanos } from '../ids.ts';
import type { Netns } from '../netns.ts';

type Texts = Readonly<Record<string, string>>;

export function bridgeTree(ns: Netns, bridge: BridgeDevice, now: Nanos): Texts {
  const { root, cost } = rootOf(bridge);
  const { rootPort, topologyChange, detected, timers } = stpOf(bridge);
  const left = (timer: keyof typeof timers) => String(timerLeft(now, timers[timer]));
  const port = rootPort === undefined ? undefined : ns.devs.get(rootPort)?.brport?.portNo;
  return {
    bridge_id: idText(bridgeIdOf(bridge)),
    root_id: idText(root),
    root_port: String(port ?? 0),
    root_path_cost: String(cost),
    topology_change: String(Number(topologyChange)),
    topology_change_detected: String(Number(detected)),
    hello_timer: left('hello'),
    tcn_timer: left('tcn'),
    topology_change_timer: left('topology-change'),
    gc_timer: left('gc'),
  };
}

export function portTree(bridge: BridgeDevice, port: PortDevice, now: Nanos): Texts {
  const designated = designatedOf(bridge, port);
  const { ack, pending, timers } = portStpOf(port);
  const left = (timer: keyof typeof timers) => String(timerLeft(now, timers[timer]));
  return {
    designated_root: idText(designated.root),
    designated_bridge: idText(designated.bridge),
    designated_port: String(designated.port),
    designated_cost: String(designated.cost),
    change_ack: String(Number(ack)),
    config_pending: String(Number(pending)),
    message_age_timer: left('message-age'),
    forward_delay_timer: left('forward-delay'),
    hold_timer: left('hold'),
  };
}

function idText(id: BridgeId): string {
  return id.replaceAll(':', '');
}
