// A bridge's spanning tree as brctl showstp prints it (br_show_stp and br_dump_bridge_info of bridge-utils).
// Simplified: there is no spanning tree, so that every bridge is its own root and all timers stand still.

import type { BridgeDev } from '../../../engine/device/bridge-fdb.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { SECOND } from '../../../engine/ids.ts';
import { ownAddress } from '../ip/link-details.ts';

const DEFAULT_PRIORITY = 0x8000;

/** `8000.020000000a01` */
export function bridgeId(dev: BridgeDev): string {
  const priority = dev.bridge.options?.['priority'] ?? DEFAULT_PRIORITY;
  return `${priority.toString(16).padStart(4, '0')}.${ownAddress(dev).replaceAll(':', '')}`;
}

export function stpText(dev: BridgeDev, ports: readonly Dev[]): string {
  const { options = {}, ageing } = dev.bridge;
  const id = bridgeId(dev);
  const time = (key: string, usual: number) => (options[key] ?? usual) / 100;
  const [age, hello, delay] = [time('max_age', 2000), time('hello_time', 200), time('forward_delay', 1500)];
  // bridge-utils 1.7 reads three of the times in ticks of 1/250 s as if they were of 1/100 s.
  const odd = (seconds: number) => shown(seconds * 2.5);
  const none = shown(0);
  return `${dev.name}
 bridge id\t\t${id}
 designated root\t${id}
 root port\t\t${'0'.padStart(4)}\t\t\tpath cost\t\t${'0'.padStart(4)}
 max age\t\t${shown(age)}\t\t\tbridge max age\t\t${odd(age)}
 hello time\t\t${shown(hello)}\t\t\tbridge hello time\t${odd(hello)}
 forward delay\t\t${odd(delay)}\t\t\tbridge forward delay\t${shown(delay)}
 ageing time\t\t${shown(ageing / SECOND)}
 hello timer\t\t${none}\t\t\ttcn timer\t\t${none}
 topology change timer\t${none}\t\t\tgc timer\t\t${none}
 flags\t\t\t


${ports.map((port) => portText(id, port)).join('')}`;
}

function portText(id: string, { name, brport }: Dev): string {
  const { portNo = 0, priority = 32, cost = 2, state = 'disabled' } = brport ?? {};
  const port = ((priority << 10) | portNo).toString(16).padStart(4, '0');
  const none = shown(0);
  const number = (value: number) => String(value).padStart(4);
  return `${name} (${portNo})
 port id\t\t${port}\t\t\tstate\t\t${state.padStart(15)}
 designated root\t${id}\tpath cost\t\t${number(cost)}
 designated bridge\t${id}\tmessage age timer\t${none}
 designated port\t${port}\t\t\tforward delay timer\t${none}
 designated cost\t${number(0)}\t\t\thold timer\t\t${none}
 flags\t\t\t

`;
}

function shown(seconds: number): string {
  return seconds.toFixed(2).padStart(7);
}
