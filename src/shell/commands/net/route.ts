// route(8) of net-tools 2.10: show and change the routing table, as the old ioctls do (route.c, lib/inet_sr.c).

import { applyOp } from '../../../engine/apply.ts';
import { addrTypeInTable } from '../../../engine/fib/addr-type.ts';
import { RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { strerror } from '../../../engine/errno.ts';
import type { RouteSpec } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import { ipv4ToNumber, netmask } from '../../../wire/ipv4-addr.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { inetAton, nameOfAddr, resolveName } from './names.ts';
import { hasRouteFile, type RouteColumns, routeTable } from './route-rows.ts';

const USAGE = `Usage: route [-nNvee] [-FC] [<AF>]           List kernel routing tables
       route [-v] [-FC] {add|del|flush} ...  Modify routing table for AF.

       route {-h|--help} [<AF>]              Detailed usage syntax for specified AF.
       route {-V|--version}                  Display version/author and exit.

        -v, --verbose            be verbose
        -n, --numeric            don't resolve names
        -e, --extend             display other/more information
        -F, --fib                display Forwarding Information Base (default)
        -C, --cache              display routing cache instead of FIB

  <AF>=Use -4, -6, '-A <af>' or '--<af>'; default: inet
  List of possible address families (which support routing):
`;
const FAMILIES = `    inet (DARPA Internet) inet6 (IPv6) ax25 (AMPR AX.25) 
    netrom (AMPR NET/ROM) rose (AMPR ROSE) ipx (Novell IPX) 
    ddp (Appletalk DDP) x25 (CCITT X.25) 
`;
const INET_USAGE = `Usage: inet_route [-vF] del {-host|-net} Target[/prefix] [gw Gw] [metric M] [[dev] If]
       inet_route [-vF] add {-host|-net} Target[/prefix] [gw Gw] [metric M]
                              [netmask N] [mss Mss] [window W] [irtt I]
                              [mod] [dyn] [reinstate] [[dev] If]
       inet_route [-vF] add {-host|-net} Target[/prefix] [metric M] reject
       inet_route [-FC] flush      NOT supported
`;
const VERSION = `net-tools 2.10
+NEW_ADDRT +RTF_IRTT +RTF_REJECT +I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW:  +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

const OPTIONS: OptionTable = {
  about: 'route - show / manipulate the IP routing table',
  options: [
    { short: 'v', long: 'verbose', about: 'be verbose' },
    { short: 'n', long: 'numeric', about: "don't resolve names" },
    { short: 'N', long: 'symbolic', about: 'resolve names' },
    { short: 'e', long: 'extend', about: 'display other/more information' },
    { short: 'F', long: 'fib', about: 'display Forwarding Information Base (default)' },
    { short: 'C', long: 'cache', about: 'display routing cache instead of FIB' },
    { short: 'A', argument: 'family', about: 'use that address family' },
    { short: '4', long: 'inet', about: 'IPv4' },
    { short: '6', long: 'inet6', about: 'IPv6' },
    { short: 'V', long: 'version', about: 'display version' },
    { short: 'h', long: 'help', about: 'display the usage' },
  ],
  operands: '[{add|del} [-net|-host] TARGET [netmask MASK] [gw GATEWAY] [metric M] [[dev] IF]]',
  usage: USAGE,
};

const SYNTAX = 3;
const NO_HOST = 6;
const IOCTL_FAILED = 7;

export const route: Program = {
  name: 'route',
  options: OPTIONS,
  *run(proc, args) {
    const verb = args.findIndex((arg) => !arg.startsWith('-') && arg !== 'inet');
    const parsed = parseArgs('route', OPTIONS, verb < 0 ? args : args.slice(0, verb), { noHint: true });
    if (!parsed.ok) {
      yield* out(proc, USAGE);
      yield* err(proc, parsed.error + FAMILIES);
      return 0;
    }
    const given = parsed.value;
    if (given.has('V')) {
      yield* out(proc, VERSION);
      return 0;
    }
    if (given.has('h')) {
      yield* out(proc, USAGE);
      yield* err(proc, FAMILIES);
      return 0;
    }
    if (verb < 0) return yield* show(proc, given);
    return yield* change(proc, args[verb] as string, args.slice(verb + 1));
  },
};

function* show(proc: Proc, given: ParsedArgs): Co<number> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  if (given.has('C')) {
    yield* out(
      proc,
      'Kernel IP routing cache\nSource          Destination     Gateway         Flags Metric Ref    Use Iface\n',
    );
    return 0;
  }
  const extended = given.given.filter(({ spec }) => spec.short === 'e').length;
  const columns: RouteColumns = extended === 0 ? 'metric' : extended === 1 ? 'mss' : 'all';
  yield* out(
    proc,
    routeTable(ns, columns, (addr) => shownName(proc, addr, given.has('n'))),
  );
  return hasRouteFile(ns) ? 0 : 1;
}

/** `default`, or a name of /etc/hosts. */
export function shownName(proc: Proc, addr: string, numeric: boolean): string | undefined {
  if (numeric) return undefined;
  const number = inetAton(addr);
  if (addr === '0.0.0.0' || number === undefined) return 'default';
  return nameOfAddr(proc, number);
}

function* syntax(proc: Proc, problem = ''): Co<number> {
  yield* err(proc, problem + INET_USAGE);
  return SYNTAX;
}

function* change(proc: Proc, verb: string, args: readonly string[]): Co<number> {
  if (verb === 'flush') return yield* syntax(proc, "Flushing `inet' routing table not supported\n");
  if (verb !== 'add' && verb !== 'del' && verb !== 'delete') {
    yield* err(proc, USAGE + FAMILIES);
    return SYNTAX;
  }
  if (args.length === 0) {
    yield* out(proc, INET_USAGE);
    return 0;
  }
  const asked = readRoute(proc, args);
  if ('syntax' in asked) return yield* syntax(proc, asked.syntax);
  if ('problem' in asked) {
    yield* err(proc, asked.problem);
    return asked.status ?? SYNTAX;
  }
  const adds = verb === 'add';
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const call = adds ? 'SIOCADDRT' : 'SIOCDELRT';
  const odd = isOddTarget(asked.route) || asked.noMask === true;
  const done = odd
    ? ({ ok: false, error: { errno: 'EINVAL' } } as const)
    : adds && asked.route.type === 'unicast' && asked.route.via === undefined && asked.route.dev === undefined
      ? ({ ok: false, error: { errno: 'ENODEV' } } as const)
      : applyOp(proc.world, {
          op: adds ? 'route.prepend' : 'route.del',
          netns: ns.id,
          route: adds ? scoped(ns, asked.route) : asked.route,
        });
  if (done.ok) return 0;
  yield* err(proc, `${call}: ${strerror(odd ? done.error.errno : errnoOf(done.error.errno, asked.route))}\n`);
  return IOCTL_FAILED;
}

/** rtentry_to_fib_config: a way by an own address goes no further than the link, as long as main knows own addresses. */
function scoped(ns: Netns, route: RouteSpec): RouteSpec {
  const { via } = route;
  return via !== undefined && addrTypeInTable(ns, via, RT_TABLE_MAIN) !== 'unicast'
    ? { ...route, scope: 'link' }
    : route;
}

/** The ioctl has no words of its own; a gateway that isn't on any link is unreachable there, too. */
function errnoOf<E extends string>(errno: E, { via }: RouteSpec): E | 'ENETUNREACH' {
  return via !== undefined && errno === 'EINVAL' ? 'ENETUNREACH' : errno;
}

/** The kernel wants the host bits clear. */
function isOddTarget({ dst }: RouteSpec): boolean {
  return (ipv4ToNumber(dst.addr) & ~netmask(dst.prefixLen)) !== 0;
}

type Read =
  | { readonly route: RouteSpec; readonly noMask?: boolean }
  | { readonly syntax: string }
  | { readonly problem: string; readonly status?: number };

/** INET_setroute. */
function readRoute(proc: Proc, args: readonly string[]): Read {
  const words = [...args];
  const how = words[0] === '-net' || words[0] === '-host' ? words.shift() : undefined;
  const target = words.shift();
  if (target === undefined) return { syntax: '' };
  const [name = '', length] = target.split('/');
  const isDefault = name === 'default';
  const found = isDefault ? undefined : resolveName(proc, name);
  if (found && !found.ok) return { problem: `${name}: ${hostError(found.error)}\n`, status: NO_HOST };
  const addr = found?.value.addr ?? inetAton('0');
  if (Number(length) > 32) return { syntax: "route: netmask doesn't match route address\n" };
  const options = readOptions(proc, words);
  if ('syntax' in options || 'problem' in options) return options;
  const isHost = how === '-host' || (how === undefined && !isDefault);
  const mask = options.mask ?? maskOf(length) ?? (isHost ? 0xffff_ffff : 0);
  const wrong = maskProblem({
    mask,
    isHost,
    text: options.maskText ?? '',
    addr: ipv4ToNumber(addr ?? ('0.0.0.0' as never)),
  });
  if (wrong) return { syntax: wrong };
  const prefixLen = 32 - Math.log2((~mask >>> 0) + 1);
  const { mask: _mask, maskText: _text, ...route } = options;
  const noMask = how === '-net' && !isDefault && length === undefined && options.mask === undefined;
  return {
    noMask: noMask && addr !== '0.0.0.0',
    route: { type: 'unicast', ...route, dst: { addr: addr as never, prefixLen } },
  };
}

function hostError(error: string): string {
  return error.startsWith('Temporary') ? 'Host name lookup failure' : 'Unknown host';
}

function maskOf(length: string | undefined): number | undefined {
  return length === undefined ? undefined : netmask(Math.min(Number(length), 32));
}

function maskProblem({
  mask,
  isHost,
  text,
  addr,
}: {
  readonly mask: number;
  readonly isHost: boolean;
  readonly text: string;
  readonly addr: number;
}): string | undefined {
  const rest = ~mask >>> 0;
  if (isHost && rest !== 0)
    return `route: netmask ${rest.toString(16).padStart(8, '0')} doesn't make sense with host route\n`;
  if ((rest & (rest + 1)) !== 0) return `route: bogus netmask ${text}\n`;
  return mask !== 0 && (addr & rest) !== 0 ? "route: netmask doesn't match route address\n" : undefined;
}

type Options = Omit<RouteSpec, 'dst'> & { readonly mask?: number; readonly maskText?: string };
const WITH_NUMBER = ['mss', 'window', 'irtt'];

function readOptions(proc: Proc, words: string[]): Options | Exclude<Read, { route: RouteSpec }> {
  let options: Options = {};
  while (words.length > 0) {
    const word = words.shift() as string;
    // RTF_REJECT is a route of scope host (rtentry_to_fib_config): a gateway behind it is no neighbour's.
    if (word === 'reject') options = { ...options, type: 'unreachable', scope: 'host' };
    else if (['mod', 'dyn', 'reinstate'].includes(word)) continue;
    else if (['metric', 'netmask', 'gw', 'gateway', 'dev', 'device', ...WITH_NUMBER].includes(word)) {
      const value = words.shift();
      if (value === undefined) return { syntax: '' };
      const read = readOption(proc, word, value);
      if ('syntax' in read || 'problem' in read) return read;
      const metrics = { ...options.metrics, ...('metrics' in read ? read.metrics : {}) };
      options = { ...options, ...read, ...(Object.keys(metrics).length > 0 && { metrics }) };
    } else if (words.length === 0) options = { ...options, dev: word };
    else return { syntax: '' };
  }
  return options;
}

/** The kernel takes an MSS for the advertised one, less the headers; irtt counts in eighths of milliseconds. */
function metricOf(word: string, value: string): Options | { readonly syntax: string } {
  if (!/^\d+$/.test(value)) return { syntax: '' };
  const number = Number(value);
  if (word === 'mss') return { metrics: { advmss: number - 40 } };
  return { metrics: word === 'window' ? { window: number } : { rtt: number * 8 } };
}

function readOption(proc: Proc, word: string, value: string): Options | Exclude<Read, { route: RouteSpec }> {
  if (word === 'metric') {
    if (!/^\d+$/.test(value)) return { syntax: '' };
    return Number(value) === 0 ? {} : { metric: Number(value) };
  }
  if (WITH_NUMBER.includes(word)) return metricOf(word, value);
  if (word === 'dev' || word === 'device') return { dev: value };
  if (word === 'netmask') {
    const mask = inetAton(value);
    return mask === undefined
      ? { problem: `route: bogus netmask ${value}\n` }
      : { mask: ipv4ToNumber(mask), maskText: value };
  }
  const gateway = resolveName(proc, value);
  return gateway.ok ? { via: gateway.value.addr } : { problem: `${value}: Unknown host\n`, status: NO_HOST };
}
