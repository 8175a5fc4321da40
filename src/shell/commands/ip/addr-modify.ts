// `ip addr add`, `replace`, `change` and `del` (ipaddr_modify, ip/ipaddress.c), and `flush`.

import { type IfAddr, type RouteScope } from '../../../engine/fib/route.ts';
import { addrsOf } from '../../../engine/fib/addr-table.ts';
import type { NetlinkError } from '../../../engine/netlink.ts';
import { hasIpv6 } from '../../../engine/sysctl-ipv6.ts';
import {
  broadcastOf,
  type Ipv4Addr,
  type Ipv4Cidr,
  isLoopback,
  isMulticast,
  networkOf,
} from '../../../wire/ipv4-addr.ts';
import { addrsShown, parseAddrFilter } from './addr-show.ts';
import { printIpv4 } from './addr-print.ts';
import { type Args, duplicate, Exit, garbage, noDevice, parseUnsigned, unsigned, wrong } from './args.ts';
import { getAddr, getPrefix, isIpv6 } from './inet.ts';
import { filteredDevs } from './link-show.ts';
import { parseScope } from './names.ts';
import type { Session } from './session.ts';
import { ADDRESS_USAGE } from './usage.ts';

export type AddrVerb = 'add' | 'replace' | 'change' | 'del';

interface AddrWords {
  local?: string;
  cidr?: Ipv4Cidr;
  peer?: Ipv4Cidr;
  /** `+`: the last address of the subnet, `-`: the first. */
  broadcast?: Ipv4Addr | '+' | '-';
  scope?: RouteScope;
  dev?: string;
  label?: string;
  metric?: number;
  validLft?: number;
  preferredLft?: number;
  flags: string[];
}

/** Those of the second line mean something for IPv6 only, and are warned of. */
const FLAGS = ['noprefixroute', 'autojoin'];
const IPV6_FLAGS = ['home', 'nodad', 'mngtmpaddr', 'optimistic'];
const FOREVER = 0xffffffff;

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
  ...FLAGS,
  ...IPV6_FLAGS,
];
const NO_IPV6: NetlinkError = { errno: 'EACCES', extack: 'ipv6: IPv6 is disabled on this device.' };

export function addrModify(s: Session, verb: AddrVerb, args: Args): number {
  const words: AddrWords = { flags: [] };
  while (args.more) {
    addrWord(s, words, args);
    args.skip();
  }
  const six = isIpv6(words.local ?? '');
  if (!six) warnFlags(s, words);
  if (words.dev === undefined) throw new Exit(1, 'Not enough information: "dev" argument is required.\n');
  if (verb === 'del' && words.cidr && isWildcard(words)) warnWildcard(s, words.cidr.addr);
  if (verb !== 'del') checkLifetimes(words);
  if (words.flags.includes('autojoin') && words.cidr && !isMulticast(words.cidr.addr))
    throw new Exit(1, 'autojoin needs multicast address\n');
  s.needDev(words.dev, noDevice);
  if (six && !hasIpv6(s.ns, words.dev)) return s.answer({ ok: false, error: NO_IPV6 });
  if (!words.cidr) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const named: Named = { ...words, dev: words.dev, cidr: words.cidr };
  return verb === 'del' ? remove(s, named) : add(s, verb, named);
}

/** What a command must name. */
interface Named extends AddrWords {
  readonly dev: string;
  readonly cidr: Ipv4Cidr;
}

function addrWord(s: Session, words: AddrWords, args: Args): void {
  if (args.is('peer', 'remote')) {
    const text = args.next();
    if (words.peer) throw duplicate('peer', text);
    words.peer = getPrefix(text, s.options.family);
  } else if (args.starts('broadcast') || args.is('brd')) words.broadcast = broadcastWord(words, args);
  else if (args.is('anycast')) getAddr(args.next());
  else if (args.is('scope')) words.scope = scopeWord(s, args.next());
  else if (args.is('dev')) words.dev = args.next();
  else if (args.is('label')) words.label = args.next();
  else if (args.starts('metric')) words.metric = unsigned(args.next(), '"metric" value is invalid\n');
  else if (args.starts('valid_lft')) words.validLft = lifetimeWord(args.next(), 'valid_lft');
  else if (args.starts('preferred_lft')) words.preferredLft = lifetimeWord(args.next(), 'preferred_lft');
  else if ([...FLAGS, ...IPV6_FLAGS].includes(args.word)) words.flags.push(args.word);
  else localWord(s, words, args);
}

function localWord(s: Session, words: AddrWords, args: Args): void {
  if (args.is('local')) args.next();
  if (args.starts('help')) throw new Exit(255, ADDRESS_USAGE);
  if (words.local !== undefined) throw garbage('local', args.word);
  words.local = args.word;
  // `default` names no address. Simplified: IPv6 addresses can't be added yet.
  if (isIpv6(args.word) || args.is('default', 'any', 'all')) return;
  words.cidr = getPrefix(args.word, s.options.family);
}

function broadcastWord(words: AddrWords, args: Args): Ipv4Addr | '+' | '-' {
  const text = args.next();
  if (words.broadcast !== undefined) throw duplicate('broadcast', text);
  return text === '+' || text === '-' ? text : getAddr(text);
}

function scopeWord(s: Session, text: string): RouteScope {
  const scope = parseScope(s, text);
  if (scope === undefined) throw wrong(text, 'invalid scope value.');
  return scope;
}

/** set_lifetime: `forever` or seconds. A preferred lifetime of 0 is a deprecated address, a valid one of 0 none at all. */
function lifetimeWord(text: string, name: 'valid_lft' | 'preferred_lft'): number {
  const seconds = text === 'forever' ? FOREVER : parseUnsigned(text);
  if (seconds === undefined) throw wrong(text, `${name} value`);
  return seconds;
}

/** Without `valid_lft` an address is valid forever. */
function checkLifetimes({ validLft, preferredLft }: AddrWords): void {
  if (validLft === undefined && preferredLft === undefined) return;
  const valid = validLft ?? FOREVER;
  if (valid === 0) throw new Exit(1, 'valid_lft is zero\n');
  if (valid < (preferredLft ?? FOREVER) && preferredLft !== undefined)
    throw new Exit(1, 'preferred_lft is greater than valid_lft\n');
}

function warnFlags(s: Session, { flags }: AddrWords): void {
  for (const flag of flags)
    if (IPV6_FLAGS.includes(flag)) s.err(`Warning: ${flag} option can be set only for IPv6 addresses\n`);
}

function add(s: Session, verb: AddrVerb, named: Named): number {
  const { dev, label, metric, validLft, preferredLft, flags } = named;
  if (label !== undefined && label.length > 15)
    return s.answer({ ok: false, error: { errno: 'ERANGE', extack: 'Attribute failed policy validation.' } });
  const cidr = ownCidr(named);
  const broadcast = broadcastFor(named);
  const scope = named.scope ?? (isLoopback(cidr.addr) ? 'host' : undefined);
  return s.apply({
    op: verb === 'add' ? 'addr.add' : 'addr.change',
    netns: s.ns.id,
    dev,
    cidr,
    ...(named.peer && { peer: named.peer.addr }),
    ...(broadcast !== undefined && { broadcast }),
    ...(scope !== undefined && { scope }),
    ...(label !== undefined && { label }),
    ...(flags.includes('noprefixroute') && { noPrefixRoute: true as const }),
    ...(metric !== undefined && { metric }),
    ...((validLft !== undefined || preferredLft !== undefined) && {
      validLft: validLft ?? FOREVER,
      preferredLft: preferredLft ?? validLft ?? FOREVER,
    }),
  });
}

/** The prefix length is the peer's, whatever the local address has. */
function ownCidr({ cidr, peer }: Named): Ipv4Cidr {
  return peer ? { addr: cidr.addr, prefixLen: peer.prefixLen } : cidr;
}

function broadcastFor(named: Named): Ipv4Addr | undefined {
  const { broadcast: wanted, peer } = named;
  const own = ownCidr(named);
  const subnet = peer ? { addr: peer.addr, prefixLen: own.prefixLen } : own;
  if (wanted === '+') return subnet.prefixLen <= 30 ? broadcastOf(subnet) : undefined;
  if (wanted === '-') return subnet.prefixLen <= 30 ? networkOf(subnet) : undefined;
  return wanted;
}

function find(s: Session, devName: string, ifa: IfAddr): IfAddr | undefined {
  const dev = s.dev(devName);
  return dev && addrsOf(s.ns, dev.ifindex).find((each) => each === ifa);
}

/** Neither a prefix length nor a peer was named. */
function isWildcard({ local = '', peer }: AddrWords): boolean {
  return !local.includes('/') && !peer;
}

/** Without a prefix length any address that is the same goes: the first one of the list. */
function remove(s: Session, named: Named): number {
  const { dev, cidr, peer, label } = named;
  const own = s.dev(dev);
  const found =
    isWildcard(named) && own
      ? addrsOf(s.ns, own.ifindex).find(
          (ifa) => ifa.cidr.addr === cidr.addr && (label === undefined || ifa.label === label),
        )
      : undefined;
  return s.apply({
    op: 'addr.del',
    netns: s.ns.id,
    dev,
    cidr: found?.cidr ?? ownCidr(named),
    ...(peer ? { peer: peer.addr } : found?.peer !== undefined && { peer: found.peer }),
    ...(label !== undefined && { label }),
  });
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
      if (find(s, dev.name, ifa)) s.apply(delOp(s, dev.name, ifa));
    }
  }
  if (stats === 0) return 0;
  if (deleted === 0) s.out('Nothing to flush.\n');
  else s.out(`\n*** Round 1, deleting ${deleted} addresses ***\n*** Flush is complete after 1 round ***\n`);
  return 0;
}

function delOp(s: Session, dev: string, { cidr, peer, label }: IfAddr) {
  return {
    op: 'addr.del' as const,
    netns: s.ns.id,
    dev,
    cidr,
    label,
    ...(peer !== undefined && { peer }),
  };
}

function flushedLine(s: Session, ifindex: number, name: string, ifa: IfAddr): string {
  const p = s.printer();
  p.say(`${ifindex}: ${name}`);
  printIpv4(s, p, ifa);
  p.say('\n');
  return p.take();
}
