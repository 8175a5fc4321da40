// Writes documents down as a person draws them: machines with addresses and routes, cables between names. For the ready
// examples; a name that isn't there throws, because that is a mistake in this program.

import { present } from '../base/assert.ts';
import { unwrap } from '../base/result.ts';
import { parseIpv4, parseIpv4Cidr, prefixContains } from '../wire/ipv4-addr.ts';
import { DEFAULT_DELAY, emptyNetns, LOOPBACK, rootNetnsDoc } from './kinds.ts';
import { derivedMac } from './mac-rule.ts';
import { DOCUMENT_VERSION, type CableDoc, type DevDoc, type LabDocument, type MachineDoc } from './schema.ts';
import type { RouteDoc, StimulusDoc } from './schema.ts';

export interface Drawing {
  readonly name: string;
  readonly machines: readonly DrawnMachine[];
  /** `h1 s1`: the next free port of each; `r1:eth1 s2`: that one. A switch's ports are made as they are needed. */
  readonly cables: readonly string[];
  readonly stimuli: readonly DrawnStimulus[];
}

export interface DrawnMachine {
  readonly name: string;
  readonly kind?: MachineDoc['kind'];
  readonly at: readonly [x: number, y: number];
  /** The addresses of eth0, eth1 …; '' is a port without one. */
  readonly eth?: readonly string[];
  /** `default via 192.0.2.1`, `10.0.0.0/8 via 192.0.2.2`. */
  readonly routes?: readonly string[];
  /** MTUs that aren't 1500, by port. */
  readonly mtu?: Readonly<Record<string, number>>;
  readonly sysctl?: Readonly<Record<string, string>>;
}

/** A ping from a machine, by name; 1 request if `count` is absent. */
interface DrawnStimulus {
  readonly from: string;
  readonly to: string;
  readonly count?: number;
  readonly size?: number;
  readonly pmtudisc?: 'do';
}

export function drawLab(drawing: Drawing): LabDocument {
  const machines = drawing.machines.map((machine, i) => ({ id: `m${i + 1}`, drawn: machine }));
  const idOf = (name: string): string =>
    present(machines.find(({ drawn }) => drawn.name === name)?.id, `machine ${name} in ${drawing.name}`);
  const switchPorts = new Map<string, number>();
  const cables = drawing.cables.map((text, i) => drawCable(text, i, idOf, switchPorts, drawing));
  return {
    format: 'packetwalk',
    version: DOCUMENT_VERSION,
    name: drawing.name,
    seed: 1,
    machines: machines.map(({ id, drawn }) => drawMachine(id, drawn, switchPorts.get(drawn.name) ?? 0)),
    cables,
    stimuli: drawing.stimuli.map((stimulus, i) => drawStimulus(stimulus, `t${i + 1}`, idOf)),
  };
}

function drawMachine(id: string, drawn: DrawnMachine, switchPorts: number): MachineDoc {
  const kind = drawn.kind ?? 'host';
  const [x, y] = drawn.at;
  const devs = kind === 'switch' ? switchDevs(id, switchPorts) : hostDevs(id, drawn);
  const sysctl = { ...(kind === 'router' && { 'net.ipv4.ip_forward': '1' }), ...drawn.sysctl };
  const netns = { ...emptyNetns('', devs), sysctl };
  const routes = (drawn.routes ?? []).map((text) => drawRoute(text, devs, drawn.name));
  return { id, name: drawn.name, kind, position: { x, y }, netns: [{ ...netns, routes }] };
}

function hostDevs(id: string, drawn: DrawnMachine): DevDoc[] {
  const ports = (drawn.eth ?? []).map((cidr, i): DevDoc => {
    const name = `eth${i}`;
    const mtu = drawn.mtu?.[name];
    return {
      name,
      kind: 'physical',
      mac: derivedMac(id, i + 2),
      ...(mtu !== undefined && { mtu }),
      up: true,
      addrs: cidr === '' ? [] : [{ cidr }],
    };
  });
  return [LOOPBACK, ...ports];
}

/** The bridge is made first, as `addMachine` does, and then a port for each cable. */
function switchDevs(id: string, ports: number): DevDoc[] {
  const bridge: DevDoc = { name: 'br0', kind: 'bridge', up: true, addrs: [] };
  const port = (n: number): DevDoc => ({
    name: `swp${n}`,
    kind: 'physical',
    mac: derivedMac(id, n + 2),
    up: true,
    addrs: [],
    master: 'br0',
  });
  return [LOOPBACK, bridge, ...Array.from({ length: ports }, (_, i) => port(i + 1))];
}

function drawRoute(text: string, devs: readonly DevDoc[], name: string): RouteDoc {
  const [dst = '', , via = ''] = text.split(' ');
  const gateway = unwrap(parseIpv4(via));
  const reaches = (dev: DevDoc): boolean =>
    dev.kind !== 'loopback' &&
    dev.addrs.some((addr) => prefixContains(unwrap(parseIpv4Cidr(addr.cidr)), gateway));
  const dev = present(devs.find(reaches), `device of ${name} that reaches ${via}`);
  return { dst: dst === 'default' ? '0.0.0.0/0' : dst, via, dev: dev.name };
}

function drawCable(
  text: string,
  index: number,
  idOf: (name: string) => string,
  switchPorts: Map<string, number>,
  drawing: Drawing,
): CableDoc {
  const end = (word: string): CableDoc['ends'][0] => {
    const [name = '', port] = word.split(':');
    const isSwitch = drawing.machines.find((machine) => machine.name === name)?.kind === 'switch';
    if (!isSwitch) return { machine: idOf(name), port: port ?? 'eth0' };
    const n = (switchPorts.get(name) ?? 0) + 1;
    switchPorts.set(name, n);
    return { machine: idOf(name), port: `swp${n}` };
  };
  const [a = '', b = ''] = text.split(' ');
  return { id: `c${index + 1}`, ends: [end(a), end(b)], delay: DEFAULT_DELAY, loss: 0, plugged: true };
}

function drawStimulus(drawn: DrawnStimulus, id: string, idOf: (name: string) => string): StimulusDoc {
  const { from, to, count = 1, size, pmtudisc } = drawn;
  return {
    id,
    kind: 'ping',
    machine: idOf(from),
    netns: '',
    to,
    count,
    ...(size !== undefined && { size }),
    ...(pmtudisc && { pmtudisc }),
  };
}

/** The machine of that name; for tests and lessons that speak of machines by name. */
export function machineNamed(document: LabDocument, name: string): MachineDoc {
  const known = document.machines.map((machine) => machine.name).join(', ');
  return present(
    document.machines.find((machine) => machine.name === name),
    `machine ${name} (there are ${known})`,
  );
}

/** The addresses of a machine's root namespace, without lo's. */
export function addressesOf(machine: MachineDoc): string[] {
  const devs = rootNetnsDoc(machine).devs.filter((dev) => dev.kind !== 'loopback');
  return devs.flatMap((dev) => dev.addrs.map((addr) => addr.cidr));
}
