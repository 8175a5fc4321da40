// A bridge's spanning tree as brctl showstp prints it (br_show_stp and br_dump_bridge_info of bridge-utils): what it calls the
// bridge's own times are read from the same files as those that count, so they are always equal.

import type { BridgeDev } from '../../../engine/device/bridge-fdb.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import {
  bridgeIdOf,
  designatedOf,
  type PortDevice,
  portIdOf,
  portStpOf,
  rootOf,
  stpOf,
  timerLeft,
  timesOf,
} from '../../../engine/device/stp-state.ts';
import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { BridgeId } from '../../../wire/bpdu.ts';

/** `8000.020000000a01` */
export function bridgeId(dev: BridgeDev): string {
  return idText(bridgeIdOf(dev));
}

export function stpText(dev: BridgeDev, ports: readonly Dev[], now: Nanos): string {
  const stp = stpOf(dev);
  const live = timesOf(dev);
  const { root, cost } = rootOf(dev);
  const rootPort = ports.find(({ ifindex }) => ifindex === stp.rootPort)?.brport?.portNo ?? 0;
  const { hello, tcn, 'topology-change': change, gc } = stp.timers;
  const left = (timer: Parameters<typeof timerLeft>[1]) => shown(timerLeft(now, timer) / 100);
  const flags = flagsText({ TOPOLOGY_CHANGE: stp.topologyChange, TOPOLOGY_CHANGE_DETECTED: stp.detected });
  return `${dev.name}
 bridge id\t\t${bridgeId(dev)}
 designated root\t${idText(root)}
 root port\t\t${number(rootPort)}\t\t\tpath cost\t\t${number(cost)}
 max age\t\t${time(live.maxAge)}\t\t\tbridge max age\t\t${time(live.maxAge)}
 hello time\t\t${time(live.helloTime)}\t\t\tbridge hello time\t${time(live.helloTime)}
 forward delay\t\t${time(live.forwardDelay)}\t\t\tbridge forward delay\t${time(live.forwardDelay)}
 ageing time\t\t${time(stp.ageing ?? dev.bridge.ageing)}
 hello timer\t\t${left(hello)}\t\t\ttcn timer\t\t${left(tcn)}
 topology change timer\t${left(change)}\t\t\tgc timer\t\t${left(gc)}
 flags\t\t\t${flags}


${ports.map((port) => portText(dev, port as PortDevice, now)).join('')}`;
}

function portText(dev: BridgeDev, port: PortDevice, now: Nanos): string {
  const { portNo, cost, state } = port.brport;
  const designated = designatedOf(dev, port);
  const { timers, pending, ack } = portStpOf(port);
  const left = (timer: keyof typeof timers) => shown(timerLeft(now, timers[timer]) / 100);
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  const flags = flagsText({ CONFIG_PENDING: pending, TOPOLOGY_CHANGE_ACK: ack });
  return `${port.name} (${portNo})
 port id\t\t${hex(portIdOf(port.brport))}\t\t\tstate\t\t${state.padStart(15)}
 designated root\t${idText(designated.root)}\tpath cost\t\t${number(cost)}
 designated bridge\t${idText(designated.bridge)}\tmessage age timer\t${left('message-age')}
 designated port\t${hex(designated.port)}\t\t\tforward delay timer\t${left('forward-delay')}
 designated cost\t${number(designated.cost)}\t\t\thold timer\t\t${left('hold')}
 flags\t\t\t${flags}

`;
}

function idText(id: BridgeId): string {
  return id.replaceAll(':', '');
}

function flagsText(flags: Readonly<Record<string, boolean>>): string {
  return Object.entries(flags)
    .map(([name, isOn]) => (isOn ? `${name} ` : ''))
    .join('');
}

function number(value: number): string {
  return String(value).padStart(4);
}

function time(nanos: Nanos): string {
  return shown(nanos / SECOND);
}

function shown(seconds: number): string {
  return seconds.toFixed(2).padStart(7);
}
