// A host that is told what to do as a shell is told, so that a case reads like a session:
//
//   const host = ipHost('ip addr add 192.0.2.1/24 dev eth0');
//   host.get('192.0.2.9')   // '192.0.2.9 dev eth0 src 192.0.2.1 cache <>'
//
// It has lo and three ports, eth0 to eth2, all up and with carrier but eth2, which has no cable.

import { applyOp, describeError } from '../../../src/engine/apply.ts';
import { routeInput } from '../../../src/engine/fib/route-input.ts';
import type { InputRouteVerdict } from '../../../src/engine/fib/route-verdict.ts';
import type { RouteProto, RouteScope, RouteType } from '../../../src/engine/fib/route.ts';
import type { CableId, MachineId, Nanos, NetnsId } from '../../../src/engine/ids.ts';
import type { Op, RouteSpec } from '../../../src/engine/netlink.ts';
import type { Netns } from '../../../src/engine/netns.ts';
import { World } from '../../../src/engine/world.ts';
import { unwrap } from '../../../src/base/result.ts';
import { type Ipv4Addr, type Ipv4Cidr, parseIpv4, parseIpv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import type { Ipv4Packet } from '../../../src/wire/ipv4.ts';
import { answerTo, tablesOf } from '../../kernel/fib-engine.ts';

const HOST = 'h1' as NetnsId;

export class IpHost {
  readonly world = new World(1);

  constructor(commands: readonly string[]) {
    this.#apply({ op: 'machine.add', id: 'h1' as MachineId, name: 'h1', kind: 'host' });
    this.#apply({ op: 'machine.add', id: 'far' as MachineId, name: 'far', kind: 'host' });
    for (const name of ['eth0', 'eth1', 'eth2']) this.#port(name);
    this.did('ip link set lo up');
    for (const command of commands) this.did(command);
  }

  get ns(): Netns {
    return this.world.netns.get(HOST) as Netns;
  }

  /** Runs `command`, which must work. */
  did(command: string): this {
    const said = this.says(command);
    if (said !== '') throw new Error(`${command}: ${said}`);
    return this;
  }

  /** Runs `command` and returns what it says: nothing, or its error. */
  says(command: string): string {
    const done = applyOp(this.world, parseCommand(command));
    return done.ok ? '' : describeError(done.error);
  }

  /** `ip route get`: `get('192.0.2.1 from 192.0.2.9 iif eth0')`. */
  get(question: string): string {
    const words = pairs(`dst ${question}`);
    return answerTo(this.world, this.ns, {
      dst: words.addr('dst') as Ipv4Addr,
      tos: Number(words.text('tos') ?? 0),
      ...(words.has('from') && { src: words.addr('from') as Ipv4Addr }),
      ...(words.has('iif') && { iif: words.text('iif') as string }),
      ...(words.has('oif') && { oif: words.text('oif') as string }),
    });
  }

  /** What routing says of a packet that comes in by `dev`. */
  input(src: string, dst: string, dev = 'eth0'): InputRouteVerdict {
    const ip = { kind: 'ipv4', src, dst, tos: 0, ttl: 64, protocol: 17 } as Ipv4Packet;
    const iif = this.ns.devs.sorted((a, b) => a.ifindex - b.ifindex).find(({ name }) => name === dev);
    this.world.beginTurn(undefined);
    return routeInput(
      { world: this.world, ns: this.ns, ...(iif && { iif }) },
      { ...this.world.newPacket(ip), net: ip },
    );
  }

  /** `ip route show`: one line a route, table main unless another is named. */
  routes(table = 'main'): string[] {
    const lines = tablesOf(this.ns).filter((line) => line.startsWith('route '));
    const ofTable = lines.filter((line) => (/ table (\S+)/.exec(line)?.[1] ?? 'main') === table);
    return ofTable.map((line) => line.slice('route '.length).replace(/ table \S+/, ''));
  }

  /** The addresses of `dev`, in the order of its list. */
  addrs(dev: string): string[] {
    const prefix = `addr ${dev} `;
    const lines = tablesOf(this.ns).filter((line) => line.startsWith(prefix));
    return lines.map((line) => line.slice(prefix.length).replace(/ label .*/, ''));
  }

  #port(name: string): void {
    for (const netns of [HOST, 'far' as NetnsId]) {
      this.#apply({ op: 'link.add', netns, name, link: { kind: 'physical' } });
      this.#apply({ op: 'link.set', netns, name, up: true });
    }
    const end = (machine: string) => ({ machine: machine as MachineId, port: name });
    const ends = [end('h1'), end('far')] as const;
    this.#apply({
      op: 'cable.add',
      id: name as CableId,
      ends,
      delay: 0 as Nanos,
      loss: 0,
      plugged: name !== 'eth2',
    });
  }

  #apply(op: Op): void {
    const done = applyOp(this.world, op);
    if (!done.ok) throw new Error(`${JSON.stringify(op)}: ${describeError(done.error)}`);
  }
}

export function ipHost(...commands: readonly string[]): IpHost {
  return new IpHost(commands);
}

/** The cable of `dev` is pulled or put back. */
export function plug(host: IpHost, dev: string, plugged: boolean): void {
  unwrap(applyOp(host.world, { op: 'cable.set', id: dev as CableId, plugged }));
}

function parseCommand(command: string): Op {
  const [tool, object, verb, ...rest] = command.split(' ');
  if (tool === 'sysctl') return sysctl(object as string);
  const words = rest.join(' ');
  if (object === 'link')
    return { op: 'link.set', netns: HOST, name: rest[0] as string, up: rest[1] === 'up' };
  if (object === 'addr') return addr(verb as string, words);
  if (object === 'rule') return rule(verb as string, words);
  return { op: `route.${verb}` as 'route.add', netns: HOST, route: route(words) };
}

function sysctl(text: string): Op {
  const [key, value] = text.split('=') as [string, string];
  return { op: 'sysctl.write', netns: HOST, key: `net.ipv4.${key}`, value };
}

function addr(verb: string, text: string): Op {
  const words = pairs(`cidr ${text}`);
  const base = { netns: HOST, dev: words.text('dev') as string, cidr: words.cidr('cidr') as Ipv4Cidr };
  if (verb === 'del') return { op: 'addr.del', ...base };
  return {
    op: 'addr.add',
    ...base,
    ...(words.has('brd') && { broadcast: words.addr('brd') as Ipv4Addr }),
    ...(words.has('scope') && { scope: words.text('scope') as RouteScope }),
  };
}

function rule(verb: string, text: string): Op {
  const words = pairs(text);
  return {
    op: `rule.${verb}` as 'rule.add',
    netns: HOST,
    rule: {
      pref: Number(words.text('pref')),
      table: Number(words.text('lookup')),
      ...(words.has('from') && { from: words.cidr('from') as Ipv4Cidr }),
      ...(words.has('to') && { to: words.cidr('to') as Ipv4Cidr }),
      ...(words.has('iif') && { iif: words.text('iif') as string }),
      ...(words.has('oif') && { oif: words.text('oif') as string }),
    },
  };
}

const TYPES = /^(local|broadcast|unreachable|blackhole|prohibit|throw) /;

function route(text: string): RouteSpec {
  const type = TYPES.exec(text)?.[1];
  const onlink = text.endsWith(' onlink');
  const words = pairs(`dst ${text.replace(TYPES, '').replace(/ onlink$/, '')}`);
  const number = (name: string) => (words.has(name) ? { [name]: Number(words.text(name)) } : {});
  return {
    dst: words.cidr('dst') as Ipv4Cidr,
    ...(type !== undefined && { type: type as RouteType }),
    ...(words.has('via') && { via: words.addr('via') as Ipv4Addr }),
    ...(words.has('dev') && { dev: words.text('dev') as string }),
    ...(words.has('src') && { src: words.addr('src') as Ipv4Addr }),
    ...(words.has('scope') && { scope: words.text('scope') as RouteScope }),
    ...(words.has('proto') && { proto: words.text('proto') as RouteProto }),
    ...number('metric'),
    ...number('table'),
    ...number('tos'),
    ...number('mtu'),
    ...(onlink && { onlink }),
  };
}

/** `name value name value …` */
function pairs(text: string) {
  const words = text.split(' ');
  const of = (name: string): string | undefined => {
    const at = words.findIndex((word, i) => i % 2 === 0 && word === name);
    return at < 0 ? undefined : words[at + 1];
  };
  return {
    has: (name: string) => of(name) !== undefined,
    text: of,
    addr: (name: string) => unwrap(parseIpv4(of(name) ?? '')),
    cidr: (name: string) => unwrap(parseIpv4Cidr(of(name) === 'default' ? '0.0.0.0/0' : (of(name) ?? ''))),
  };
}
