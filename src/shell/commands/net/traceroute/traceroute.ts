// traceroute(8), Debian's (Dmitry Butskoy's 2.1.2). Left out: TCP, UDP-Lite and raw packets, loose source routes, IPv6.

import { err as no, ok, type Result } from '../../../../base/result.ts';
import { devByName } from '../../../../engine/device/table.ts';
import { strerror } from '../../../../engine/errno.ts';
import { connectRoute } from '../../../../engine/socket/connect.ts';
import { inetAddrType } from '../../../../engine/fib/addr-type.ts';
import { MILLISECOND, type Nanos, SECOND } from '../../../../engine/ids.ts';
import type { Errno } from '../../../../engine/netlink.ts';
import type { Netns } from '../../../../engine/netns.ts';
import type { Co } from '../../../co.ts';
import type { Proc, Program } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import { EAI_ADDRFAMILY, EAI_AGAIN, inetAton, nameOfAddr, type ResolvedName, resolveName } from '../names.ts';
import { serviceNamed } from '../services.ts';
import { HEADERS, type Probe, ttlToHops } from './probes.ts';
import { Rounds, type RoundsPlan } from './rounds.ts';
import { readSettings } from './read-settings.ts';
import { checkSettings, type Settings } from './settings.ts';
import { TRACEROUTE_OPTIONS, USAGE } from './table.ts';

/** MAX_PACKET_LEN */
const MAX_LENGTH = 65_000;
const DNS_PORT = 53;

const VERSION =
  'Modern traceroute for Linux, version 2.1.2\nCopyright (c) 2016  Dmitry Butskoy,   License: GPL v2 or any later\n';

export const traceroute: Program = {
  name: 'traceroute',
  options: TRACEROUTE_OPTIONS,
  *run(proc, args) {
    const names = {
      service: (name: string) => serviceNamed(proc, name),
      resolve: (name: string) => resolveName(proc, name),
    };
    const read = readSettings(args, names);
    if (!read.ok) return yield* refuse(proc, read.error);
    const settings = read.value;
    if (settings.optionsOf !== undefined) {
      yield* err(proc, `No options for module \`${settings.optionsOf}'\n`);
      return 0;
    }
    if (settings.version || settings.help || args.length === 0) {
      yield* err(proc, settings.version ? VERSION : USAGE);
      return 0;
    }
    const words = readWords(settings);
    if (!words.ok) return yield* refuse(proc, words.error);
    const { module } = settings;
    if (NOT_MODELLED[module]) return yield* refuse(proc, `traceroute: ${NOT_MODELLED[module]}`);
    if (!MODULES.includes(module)) return yield* refuse(proc, `Unknown traceroute module ${module}`);
    const wrong = checkSettings(settings) ?? tooLong(words.value.length);
    if (wrong !== undefined) return yield* refuse(proc, wrong);
    const plan = planOf(settings, words.value);
    // -I has one socket for all of its probes, from before the first line.
    const refused = plan.icmp ? (badSource(proc, plan) ?? icmpRefused(proc, plan)) : undefined;
    if (refused !== undefined) return yield* stop(proc, refused);
    const head = `traceroute to ${words.value.host} (${plan.to}), ${settings.max} hops max`;
    yield* out(proc, `${head}, ${module === 'dccp' ? 40 : plan.length} byte packets`);
    if (module === 'dccp') return yield* stop(proc, `socket: Socket type not supported`);
    return yield* trace(proc, settings, plan);
  },
};

const MODULES: readonly string[] = ['default', 'udp', 'icmp', 'dccp'];

/** In our own words. */
const NOT_MODELLED: Readonly<Record<string, string>> = {
  tcp: 'TCP probes are not modelled',
  tcpconn: 'TCP probes are not modelled',
  udplite: 'UDP-Lite probes are not modelled',
  raw: 'raw packets are not modelled',
  gateway: 'loose source routes are not modelled',
};

interface Words {
  readonly host: string;
  readonly addr: ResolvedName['addr'];
  readonly length: number | undefined;
}

/** The host and the length of the packets. */
function readWords({ words, names, ipv6 }: Settings): Result<Words> {
  const [host, length, extra] = words;
  if (host === undefined) return no('Specify "host" missing argument.');
  const found = ipv6 ? no(inetAton(host.text) ? EAI_ADDRFAMILY : EAI_AGAIN) : names.resolve(host.text);
  const cannot = (what: string, { text, argc }: typeof host, position: number) =>
    `Cannot handle "${what}" cmdline arg \`${text}' on position ${position} (argc ${argc})`;
  if (!found.ok) return no(`${host.text}: ${found.error}\n${cannot('host', host, 1)}`);
  if (length && !/^\d+$/.test(length.text)) return no(cannot('packetlen', length, 2));
  if (extra) return no(`Extra arg \`${extra.text}' (position 3, argc ${extra.argc})`);
  return ok({ host: host.text, addr: found.value.addr, length: length && Number(length.text) });
}

function tooLong(length: number | undefined): string | undefined {
  return length !== undefined && length > MAX_LENGTH ? `too big packetlen ${length} specified` : undefined;
}

function* refuse(proc: Proc, text: string): Co<number> {
  yield* err(proc, `${text}\n`);
  return 2;
}

function planOf(settings: Settings, { addr: to, length }: Words): RoundsPlan {
  const { source: addr, device, sport, module, mtu, port, mark, sendWait } = settings;
  const source = {
    ...(addr !== undefined && { addr }),
    ...(device !== undefined && { dev: device }),
    ...(sport !== 0 && { port: sport }),
  };
  const oneByOne = mtu || sport !== 0;
  return {
    to,
    icmp: module === 'icmp',
    length: Math.max(length ?? (mtu ? MAX_LENGTH : 60), HEADERS),
    port: port ?? (module === 'udp' ? DNS_PORT : 33_434),
    constantPort: module === 'udp',
    wait: settings.wait,
    pmtudisc: settings.dontFragment || mtu ? 'probe' : 'dont',
    findsMtu: mtu,
    dontRoute: settings.dontRoute,
    tos: settings.tos,
    ...(mark !== undefined && { mark }),
    source,
    firstHop: settings.first,
    maxHops: settings.max,
    perHop: settings.queries,
    atOnce: oneByOne ? 1 : settings.atOnce,
    here: sport === 0 ? settings.here : 0,
    near: sport === 0 ? settings.near : 0,
    // 10 and more are milliseconds.
    sendWait: Math.round(sendWait * (sendWait >= 10 ? MILLISECOND : SECOND)) as Nanos,
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
  try {
    const end = yield* rounds.run((probe, n) => show(proc, { settings, plan, rounds, probe, n }));
    if (end.kind === 'refused') {
      const what = end.errno === 'ENOBUFS' ? 'send probe' : 'connect';
      return yield* stop(proc, `${what}: ${strerror(end.errno as Errno)}`);
    }
  } catch (thrown) {
    if (!(thrown instanceof NoRegistry)) throw thrown;
    return yield* refuse(proc, `whois.radb.net/nicname: ${EAI_AGAIN}`);
  }
  yield* out(proc, '\n');
  return 0;
}

/** -A asks a routing registry, which isn't within reach. */
class NoRegistry extends Error {}

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
function* show(proc: Proc, shown: Shown): Co<void> {
  const { settings, plan, probe, n } = shown;
  const { done } = probe;
  const ttl = plan.firstHop + Math.floor(n / plan.perHop);
  if (n % plan.perHop === 0) yield* out(proc, `\n${String(ttl).padStart(2)} `);
  if (done?.from === undefined) yield* out(proc, ' *');
  else if (isNew(shown)) {
    const name = settings.numeric ? done.from : (nameOfAddr(proc, done.from) ?? done.from);
    yield* out(proc, ` ${name}${settings.numeric ? '' : ` (${done.from})`}`);
    if (settings.asPaths) throw new NoRegistry();
    const hops = probe.backTtl === undefined ? ttl : ttlToHops(probe.backTtl);
    if (settings.back && hops !== ttl) yield* out(proc, ` '-${hops}'`);
  }
  const mark = done?.mark || probe.note;
  if (done && (done.from !== undefined || done.mark !== ''))
    yield* out(proc, `  ${((done.at - probe.sentAt) / MILLISECOND).toFixed(3)} ms`);
  if (mark) yield* out(proc, ` ${mark}`);
}

function isNew({ settings, plan, rounds, probe, n }: Shown): boolean {
  const hop = rounds.probes.slice(n - (n % plan.perHop), n);
  const before = hop.findLast((other) => other.done?.from !== undefined);
  if (before?.done?.from !== probe.done?.from) return true;
  return settings.back && before?.backTtl !== probe.backTtl;
}
