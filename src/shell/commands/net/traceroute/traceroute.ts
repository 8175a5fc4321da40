// traceroute(8), Debian's (Dmitry Butskoy's 2.1.2). Left out: TCP and the other modules, loose source routes, AS look-ups.

import { err as no, ok, type Result } from '../../../../base/result.ts';
import { devByName } from '../../../../engine/device/table.ts';
import { strerror } from '../../../../engine/errno.ts';
import { connectRoute } from '../../../../engine/socket/connect.ts';
import { inetAddrType } from '../../../../engine/fib/addr-type.ts';
import { type Nanos, SECOND } from '../../../../engine/ids.ts';
import type { Errno } from '../../../../engine/netlink.ts';
import type { Netns } from '../../../../engine/netns.ts';
import type { Co } from '../../../co.ts';
import type { Proc, Program } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import { inetAton, nameOfAddr, resolveName } from '../names.ts';
import type { Probe } from './probes.ts';
import { DEFAULT_WAIT, Rounds, type RoundsPlan } from './rounds.ts';
import { TRACEROUTE_OPTIONS, USAGE } from './table.ts';

interface Settings {
  first: number;
  max: number;
  queries: number;
  atOnce: number;
  wait: Nanos;
  here: number;
  near: number;
  port: number | undefined;
  tos: number;
  icmp: boolean;
  numeric: boolean;
  dontFragment: boolean;
  device: string | undefined;
  source: string | undefined;
  help: boolean;
  version: boolean;
  readonly words: string[];
}

const VERSION =
  'Modern traceroute for Linux, version 2.1.2\nCopyright (c) 2016  Dmitry Butskoy,   License: GPL v2 or any later\n';

export const traceroute: Program = {
  name: 'traceroute',
  options: TRACEROUTE_OPTIONS,
  *run(proc, args) {
    const read = readSettings(args);
    if (!read.ok) return yield* refuse(proc, read.error);
    const settings = read.value;
    if (settings.version || settings.help || args.length === 0) {
      yield* err(proc, settings.version ? VERSION : USAGE);
      return 0;
    }
    const wrong = checkSettings(settings);
    if (wrong !== undefined) return yield* refuse(proc, wrong);
    const [host, length] = settings.words;
    if (host === undefined) return yield* refuse(proc, 'Specify "host" missing argument.');
    const found = resolveName(proc, host);
    if (!found.ok)
      return yield* refuse(
        proc,
        `${host}: ${found.error}\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc ${args.indexOf(host) + 1})`,
      );
    if (length !== undefined && !/^\d+$/.test(length))
      return yield* refuse(
        proc,
        `Cannot handle "packetlen" cmdline arg \`${length}' on position 2 (argc ${args.indexOf(length) + 1})`,
      );
    const plan = planOf(settings, found.value.addr, Number(length ?? 60));
    // -I has one socket for all of its probes, from before the first line.
    const refused = plan.icmp ? (badSource(proc, plan) ?? icmpRefused(proc, plan)) : undefined;
    if (refused !== undefined) return yield* stop(proc, refused);
    yield* out(
      proc,
      `traceroute to ${host} (${plan.to}), ${settings.max} hops max, ${plan.length} byte packets`,
    );
    return yield* trace(proc, settings, plan);
  },
};

function* refuse(proc: Proc, text: string): Co<number> {
  yield* err(proc, `${text}\n`);
  return 2;
}

function planOf(settings: Settings, to: RoundsPlan['to'], length: number): RoundsPlan {
  const addr = settings.source === undefined ? undefined : inetAton(settings.source);
  const source = {
    ...(addr !== undefined && { addr }),
    ...(settings.device !== undefined && { dev: settings.device }),
  };
  return {
    to,
    icmp: settings.icmp,
    length: Math.max(length, 28),
    port: settings.port ?? 33_434,
    wait: settings.wait,
    dontFragment: settings.dontFragment,
    tos: settings.tos,
    source,
    firstHop: settings.first,
    maxHops: settings.max,
    perHop: settings.queries,
    atOnce: settings.atOnce,
    here: settings.here,
    near: settings.near,
  };
}

/** What bind() and SO_BINDTODEVICE say. */
function badSource(proc: Proc, { source = {} }: RoundsPlan): string | undefined {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const { addr, dev } = source;
  if (dev !== undefined && !devByName(ns, dev)) return 'setsockopt SO_BINDTODEVICE: No such device';
  if (addr !== undefined && inetAddrType(ns, addr) !== 'local')
    return 'bind: Cannot assign requested address';
  return undefined;
}

/** What connect() says. */
function icmpRefused(proc: Proc, { to, tos, source = {} }: RoundsPlan): string | undefined {
  const { world } = proc;
  const ns = world.netns.get(proc.netns) as Netns;
  const oif = source.dev === undefined ? undefined : devByName(ns, source.dev);
  const from = { ...(source.addr !== undefined && { src: source.addr }), ...(oif && { oif }) };
  world.beginTurn(undefined);
  const route = connectRoute({ world, ns }, { dst: to, tos, purpose: 'output', ...from });
  return route.kind === 'error' ? `connect: ${strerror(route.errno)}` : undefined;
}

function* trace(proc: Proc, settings: Settings, plan: RoundsPlan): Co<number> {
  const refused = badSource(proc, plan);
  if (refused !== undefined) return yield* stop(proc, refused);
  const rounds = new Rounds(proc, plan);
  const end = yield* rounds.run((probe, n) => show(proc, { settings, plan, rounds, probe, n }));
  if (end.kind === 'refused') {
    if (end.errno === 'EMSGSIZE') return yield* stop(proc, 'send: Message too long');
    if (end.errno === 'ENOBUFS') return yield* stop(proc, `send probe: ${strerror('ENOBUFS')}`);
    return yield* stop(proc, `connect: ${strerror(end.errno as Errno)}`);
  }
  yield* out(proc, '\n');
  return 0;
}

function* stop(proc: Proc, text: string): Co<number> {
  yield* err(proc, `\n${text}\n`);
  return 1;
}

interface Shown {
  readonly settings: Settings;
  readonly plan: RoundsPlan;
  readonly rounds: Rounds;
  readonly probe: Probe;
  readonly n: number;
}

/** print_probe: the address only where it differs from the one before. */
function* show(proc: Proc, { settings, plan, rounds, probe, n }: Shown): Co<void> {
  const nth = n % plan.perHop;
  const head = nth === 0 ? `\n${String(probe.ttl).padStart(2)} ` : '';
  const { done } = probe;
  if (done?.from === undefined) return yield* out(proc, `${head} *`);
  const before = rounds.probes.slice(n - nth, n).findLast((other) => other.done?.from !== undefined);
  const name = settings.numeric ? '' : ` (${done.from})`;
  const shown = settings.numeric ? done.from : (nameOfAddr(proc, done.from) ?? done.from);
  const addr = before?.done?.from === done.from ? '' : ` ${shown}${name}`;
  const millis = ((done.at - probe.sentAt) / 1e6).toFixed(3);
  yield* out(proc, `${head}${addr}  ${millis} ms${done.mark && ` ${done.mark}`}`);
}

function newSettings(): Settings {
  return {
    first: 1,
    max: 30,
    queries: 3,
    atOnce: 16,
    wait: DEFAULT_WAIT,
    here: 3,
    near: 10,
    port: undefined,
    tos: 0,
    icmp: false,
    numeric: false,
    dontFragment: false,
    device: undefined,
    source: undefined,
    help: false,
    version: false,
    words: [],
  };
}

const FLAGS: Readonly<Record<string, (settings: Settings) => void>> = {
  4: () => undefined,
  d: () => undefined,
  F: (s) => void (s.dontFragment = true),
  I: (s) => void (s.icmp = true),
  n: (s) => void (s.numeric = true),
  r: () => undefined,
  e: () => undefined,
  U: () => undefined,
  D: () => undefined,
  V: (s) => void (s.version = true),
};

/** false: that isn't a value for it. */
type Take = (settings: Settings, value: string) => boolean;

function whole(put: (settings: Settings, value: number) => void): Take {
  return (settings, text) => {
    if (!/^\d+$/.test(text)) return false;
    put(settings, Number(text));
    return true;
  };
}

const VALUES: Readonly<Record<string, Take>> = {
  f: whole((s, value) => void (s.first = value)),
  m: whole((s, value) => void (s.max = value)),
  N: whole((s, value) => void (s.atOnce = Math.max(value, 1))),
  p: whole((s, value) => void (s.port = value & 0xffff)),
  q: whole((s, value) => void (s.queries = value)),
  t: whole((s, value) => void (s.tos = value & 0xff)),
  l: whole(() => undefined),
  i: (s, text) => {
    s.device = text;
    return true;
  },
  s: (s, text) => {
    s.source = text;
    return inetAton(text) !== undefined;
  },
  w: (s, text) => {
    const [max, here = 0, near = 0] = text.split(',').map(Number);
    if (max === undefined || Number.isNaN(max + here + near) || text === '') return false;
    s.wait = Math.round(max * SECOND) as Nanos;
    s.here = here;
    s.near = near;
    return true;
  },
  z: (_, text) => /^[\d.]+$/.test(text),
};

function readSettings(args: readonly string[]): Result<Settings> {
  const settings = newSettings();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (!arg.startsWith('-') || arg === '-') {
      settings.words.push(arg);
      continue;
    }
    if (arg === '--help') {
      settings.help = true;
      continue;
    }
    const long = arg.startsWith('--') ? arg.slice(2).split('=')[0] : undefined;
    const letters = long === undefined ? arg.slice(1) : shortOf(long);
    if (letters === undefined) return no(`Bad option \`${arg}' (argc ${at + 1})`);
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] as string;
      if (letter === 'T') return no('traceroute: TCP probes are not modelled');
      const flag = FLAGS[letter];
      if (flag) {
        flag(settings);
        continue;
      }
      if (letter === 'M') return no(`Unknown traceroute module ${args[at + 1] ?? ''}`);
      const take = VALUES[letter];
      if (!take) return no(`Bad option \`-${letter}' (argc ${at + 1})`);
      const rest = long === undefined ? letters.slice(i + 1) : (arg.split('=')[1] ?? '');
      const value = rest === '' ? args[++at] : rest;
      if (value === undefined) return no(`Option \`-${letter}' (argc ${at}) requires an argument`);
      if (!take(settings, value))
        return no(`Cannot handle \`-${letter}' option with arg \`${value}' (argc ${at + 1})`);
      break;
    }
  }
  return ok(settings);
}

function shortOf(long: string): string | undefined {
  return TRACEROUTE_OPTIONS.options.find((spec) => spec.long === long)?.short;
}

function checkSettings({ first, max, queries }: Settings): string | undefined {
  if (first === 0 || first > max) return 'first hop out of range';
  if (max > 255) return 'max hops cannot be more than 255';
  return queries === 0 || queries > 10 ? 'no more than 10 probes per hop' : undefined;
}
