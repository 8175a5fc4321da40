// `ip addr add`, `replace`, `change` and `del` (ipaddr_modify, ip/ipaddress.c), and `flush`.

import { type IfAddr, type RouteScope } from '../../../engine/fib/route.ts';
import { addrsOf } from '../../../engine/fib/addr-table.ts';
import type { NetlinkError, NetlinkOp } from '../../../engine/netlink.ts';
import { hasIpv6 } from '../../../engine/sysctl-ipv6.ts';
import { broadcastOf, type Ipv4Addr, type Ipv4Cidr, isLoopback, networkOf } from '../../../wire/ipv4-addr.ts';
import { addrsShown, parseAddrFilter } from './addr-show.ts';
import { printIpv4 } from './addr-print.ts';
import { type Args, duplicate, Exit, garbage, noDevice, parseUnsigned, wrong } from './args.ts';
import { getAddr, getPrefix, isIpv6 } from './inet.ts';
import { filteredDevs } from './link-show.ts';
import { parseScope } from './names.ts';
import type { Session } from './session.ts';
import { ADDRESS_USAGE } from './usage.ts';

export type AddrVerb = 'add' | 'replace' | 'change' | 'del';

interface AddrWords {
  local?: string;
  cidr?: Ipv4Cidr;
  peer?: string;
  /** `+`: the last address of the subnet, `-`: the first. */
  broadcast?: Ipv4Addr | '+' | '-';
  scope?: RouteScope;
  dev?: string;
  label?: string;
}

export const ADDR_KEYWORDS: readonly string[] = [
  'peer',
  'remote',
  'broadcast',
  'brd',
  'anycast',
  'scope',
  'dev',
  'label',
  'metric',
  'local',
  'valid_lft',
  'preferred_lft',
  'home',
  'nodad',
  'mngtmpaddr',
  'noprefixroute',
  'autojoin',
];
const NO_IPV6: NetlinkError = { errno: 'EACCES', extack: 'ipv6: IPv6 is disabled on this device.' };
const FLAGS = ['home', 'nodad', 'mngtmpaddr', 'noprefixroute', 'autojoin', 'optimistic'];

export function addrModify(s: Session, verb: AddrVerb, args: Args): number {
  const words: AddrWords = {};
  while (args.more) {
    addrWord(s, words, args);
    args.skip();
  }
  if (words.dev === undefined) throw new Exit(1, 'Not enough information: "dev" argument is required.\n');
  if (verb === 'del' && words.cidr && !words.local?.includes('/')) warnWildcard(s, words.cidr.addr);
  s.needDev(words.dev, noDevice);
  if (isIpv6(words.local ?? '') && !hasIpv6(s.ns, words.dev)) return s.answer({ ok: false, error: NO_IPV6 });
  if (!words.cidr || words.peer !== undefined) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  return verb === 'del'
    ? remove(s, words.dev, words.cidr, words)
    : add(s, verb, { dev: words.dev, cidr: words.cidr, words });
}

function addrWord(s: Session, words: AddrWords, args: Args): void {
  if (args.is('peer', 'remote')) {
    if (words.peer !== undefined) throw duplicate('peer', args.word);
    words.peer = args.next();
    getPrefix(words.peer, s.options.family);
  } else if (args.starts('broadcast') || args.is('brd')) words.broadcast = broadcastWord(words, args);
  else if (args.is('scope')) words.scope = scopeWord(args.next());
  else if (args.is('dev')) words.dev = args.next();
  else if (args.is('label')) words.label = args.next();
  else if (args.starts('metric')) numberWord(args.next(), '"metric" value is invalid\n');
  else if (args.starts('valid_lft')) lifetimeWord(args.next(), 'valid_lft value');
  else if (args.starts('preferred_lft')) lifetimeWord(args.next(), 'preferred_lft value');
  else if (!FLAGS.includes(args.word)) localWord(s, words, args);
}

function localWord(s: Session, words: AddrWords, args: Args): void {
  if (args.is('local')) args.next();
  if (args.starts('help')) throw new Exit(255, ADDRESS_USAGE);
  if (words.local !== undefined) throw garbage('local', args.word);
  words.local = args.word;
  // Simplified: IPv6 addresses can't be added yet.
  if (!isIpv6(args.word)) words.cidr = getPrefix(args.word, s.options.family);
}

function broadcastWord(words: AddrWords, args: Args): Ipv4Addr | '+' | '-' {
  const text = args.next();
  if (words.broadcast !== undefined) throw duplicate('broadcast', text);
  return text === '+' || text === '-' ? text : getAddr(text);
}

function scopeWord(text: string): RouteScope {
  const scope = parseScope(text);
  if (scope === undefined) throw wrong(text, 'invalid scope value.');
  return scope;
}

function numberWord(text: string, message: string): void {
  if (parseUnsigned(text) === undefined) throw wrong(text, message);
}

function lifetimeWord(text: string, message: string): void {
  if (text !== 'forever') numberWord(text, message);
}

interface Addition {
  readonly dev: string;
  readonly cidr: Ipv4Cidr;
  readonly words: AddrWords;
}

function add(s: Session, verb: AddrVerb, { dev, cidr, words }: Addition): number {
  if (words.label !== undefined && words.label.length > 15)
    return s.answer({ ok: false, error: { errno: 'ERANGE', extack: 'Attribute failed policy validation.' } });
  const known = verb !== 'add' && find(s, dev, cidr) !== undefined;
  if (known) return 0;
  const broadcast = broadcastFor(cidr, words.broadcast);
  const scope = words.scope ?? (isLoopback(cidr.addr) ? 'host' : undefined);
  const op: NetlinkOp = {
    op: 'addr.add',
    netns: s.ns.id,
    dev,
    cidr,
    ...(broadcast !== undefined && { broadcast }),
    ...(scope !== undefined && { scope }),
    ...(words.label !== undefined && { label: words.label }),
  };
  return s.apply(op);
}

function broadcastFor(cidr: Ipv4Cidr, wanted: AddrWords['broadcast']): Ipv4Addr | undefined {
  if (wanted === '+') return cidr.prefixLen <= 30 ? broadcastOf(cidr) : undefined;
  return wanted === '-' ? networkOf(cidr) : wanted;
}

function find(s: Session, devName: string, cidr: Ipv4Cidr): IfAddr | undefined {
  const dev = s.dev(devName);
  return (
    dev &&
    addrsOf(s.ns, dev.ifindex).find(
      (ifa) => ifa.cidr.addr === cidr.addr && ifa.cidr.prefixLen === cidr.prefixLen,
    )
  );
}

/** Without a prefix length any address that is the same goes: the first one of the list. */
function remove(s: Session, dev: string, cidr: Ipv4Cidr, words: AddrWords): number {
  const wildcard = !words.local?.includes('/');
  const own = s.dev(dev);
  const found =
    wildcard && own ? addrsOf(s.ns, own.ifindex).find((ifa) => ifa.cidr.addr === cidr.addr) : undefined;
  return s.apply({ op: 'addr.del', netns: s.ns.id, dev, cidr: found?.cidr ?? cidr });
}

function warnWildcard(s: Session, addr: Ipv4Addr): void {
  s.err('Warning: Executing wildcard deletion to stay compatible with old scripts.\n');
  s.err(`         Explicitly specify the prefix length (${addr}/32) to avoid this warning.\n`);
  s.err(
    '         This special behaviour is likely to disappear in further releases,\n         fix your scripts!\n',
  );
}

/** Each address that the filter names; with `-s` it says how many, with `-s -s` which. */
export function addrFlush(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'Flush requires arguments.\n');
  const filter = parseAddrFilter(s, args);
  const { stats } = s.options;
  let deleted = 0;
  for (const dev of filteredDevs(s, filter)) {
    // A primary takes its secondaries along: they are gone when it is their turn.
    for (const ifa of addrsShown(s, dev, filter)) {
      if (stats > 1) s.out(flushedLine(s, dev.ifindex, dev.name, ifa));
      deleted++;
      if (find(s, dev.name, ifa.cidr))
        s.apply({ op: 'addr.del', netns: s.ns.id, dev: dev.name, cidr: ifa.cidr });
    }
  }
  if (stats === 0) return 0;
  if (deleted === 0) s.out('Nothing to flush.\n');
  else s.out(`\n*** Round 1, deleting ${deleted} addresses ***\n*** Flush is complete after 1 round ***\n`);
  return 0;
}

function flushedLine(s: Session, ifindex: number, name: string, ifa: IfAddr): string {
  const p = s.printer();
  p.say(`${ifindex}: ${name}`);
  printIpv4(s, p, ifa);
  p.say('\n');
  return p.take();
}
