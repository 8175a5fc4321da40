// `type vxlan …` and what `ip -d link` shows of it (ip/iplink_vxlan.c). Left out: IPv6 tunnel ends, `external`, `gbp`, `gpe`.

import { type VxlanFlag, type VxlanSettings } from '../../../engine/device/vxlan-dev.ts';
import { type IfIndex, type Nanos, SECOND } from '../../../engine/ids.ts';
import type { VxlanSpec } from '../../../engine/netlink.ts';
import { INADDR_ANY, type Ipv4Addr, isMulticast } from '../../../wire/ipv4-addr.ts';
import { VXLAN_MAX_VNI } from '../../../wire/vxlan.ts';
import { type Args, Exit, garbage, noDevice, parseUnsigned, wrong } from './args.ts';
import { getAddr } from './inet.ts';
import { parseDsfield } from './names.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';
import { TYPE_USAGE } from './usage-types.ts';

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };

export interface VxlanWords extends Mutable<Omit<VxlanSpec, 'flags'>> {
  group?: boolean;
  flags: Set<VxlanFlag>;
  /** Of flags: what was named, set or not. */
  named: Set<string>;
  external?: boolean;
}

type Word = (s: Session, words: VxlanWords, args: Args) => void;

/** In the order in which iproute2 tries them: any beginning of a word will do. */
const WORDS: readonly (readonly [names: readonly string[], key: string, word: Word])[] = [
  [['id', 'vni'], 'id', (_s, words, args) => void (words.vni = vniWord(args.next()))],
  [['group'], 'group', groupWord],
  [['remote'], 'remote', remoteWord],
  [['local'], 'local', localWord],
  [['dev'], 'dev', devWord],
  [['ttl', 'hoplimit'], 'ttl', ttlWord],
  [['tos', 'dsfield'], 'tos', tosWord],
  [['df'], 'df', dfWord],
  [
    ['label', 'flowlabel'],
    'flowlabel',
    (_s, _words, args) => void number(args, 'invalid flowlabel', 0xfffff),
  ],
  [['ageing'], 'ageing', ageingWord],
  [['maxaddress'], 'maxaddress', maxAddrWord],
  [['port', 'srcport'], 'srcport', srcPortWord],
  [['dstport'], 'dstport', (_s, words, args) => void (words.port = number(args, 'dst port', 0xffff))],
  [['nolearning'], 'learning', (_s, words) => void (words.learning = false)],
  [['learning'], 'learning', (_s, words) => void (words.learning = true)],
  ...(['proxy', 'rsc', 'l2miss', 'l3miss'] as const).flatMap((name) => [
    [[`no${name}`], name, (_s: Session, words: VxlanWords): void => void words.flags.delete(name)] as const,
    [[name], name, (_s: Session, words: VxlanWords): void => void words.flags.add(name)] as const,
  ]),
  [['udpcsum'], 'udpcsum', (_s, words) => void words.flags.delete('noudpcsum')],
  [['noudpcsum'], 'udpcsum', (_s, words) => void words.flags.add('noudpcsum')],
  ...['udp6zerocsumtx', 'udp6zerocsumrx', 'remcsumtx', 'remcsumrx'].flatMap((name) => [
    [[name], name, ignored] as const,
    [[`no${name}`], name, ignored] as const,
  ]),
  [['external'], 'external', (_s, words) => void (words.external = true)],
  [['noexternal'], 'external', ignored],
];

function ignored(): void {
  // Of IPv6, or of a checksum that stays in the card.
}

export const VXLAN_KEYWORDS: readonly string[] = WORDS.flatMap(([names]) => names);

export function parseVxlan(s: Session, args: Args, { isNew }: { readonly isNew: boolean }): VxlanWords {
  const words: VxlanWords = { flags: new Set(), named: new Set() };
  if (!args.more) return words;
  while (args.more) {
    const found = WORDS.find(([names]) => args.starts(...names));
    if (!found) throw unknown(s, args);
    const [, key, word] = found;
    // What comes once too often is told with the value that it brings.
    const isTwice = words.named.has(key);
    words.named.add(key);
    if (isTwice) throw garbage(key, args.next());
    word(s, words, args);
    args.skip();
  }
  check(words, isNew);
  if (isNew && words.port === undefined) s.err(NO_PORT);
  return words;
}

const NO_PORT = `vxlan: destination port not specified
Will use Linux kernel default (non-standard value)
Use 'dstport 4789' to get the IANA assigned value
Use 'dstport 0' to get default and quiet this message
`;

function check(words: VxlanWords, isNew: boolean): void {
  const { external, vni, group, lower, named } = words;
  if (external && vni !== undefined)
    throw new Exit(1, "vxlan: both 'external' and vni cannot be specified\n");
  if (isNew && !external && vni === undefined)
    throw new Exit(1, 'vxlan: missing virtual network identifier\n');
  if (named.has('group') && named.has('remote'))
    throw new Exit(1, 'vxlan: both group and remote cannot be specified\n');
  if (group && lower === undefined) throw new Exit(1, "vxlan: 'group' requires 'dev' to be specified\n");
}

function unknown(s: Session, args: Args): Exit {
  const usage = TYPE_USAGE['vxlan'] ?? '';
  if (args.starts('help')) {
    s.out(usage);
    return new Exit(1, '');
  }
  return new Exit(1, `vxlan: unknown command "${args.word}"?\n${usage}`);
}

function number(args: Args, message: string, max?: number): number {
  const text = args.next();
  const value = parseUnsigned(text, max);
  if (value === undefined) throw wrong(text, message);
  return value;
}

function vniWord(text: string): number {
  const vni = parseUnsigned(text);
  if (vni === undefined || vni > VXLAN_MAX_VNI) throw wrong(text, 'invalid id');
  return vni;
}

function addrWord(text: string): Ipv4Addr {
  return text === 'any' ? INADDR_ANY : getAddr(text, 'any');
}

function groupWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const addr = addrWord(text);
  if (!isMulticast(addr)) throw wrong(text, 'invalid group address');
  words.remote = addr;
  words.group = true;
}

function remoteWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const addr = addrWord(text);
  if (addr === INADDR_ANY || isMulticast(addr)) throw wrong(text, 'invalid remote address');
  words.remote = addr;
}

function localWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const addr = addrWord(text);
  if (addr === INADDR_ANY || isMulticast(addr)) throw wrong(text, 'invalid local address');
  words.local = addr;
}

function devWord(s: Session, words: VxlanWords, args: Args): void {
  words.lower = s.needDev(args.next(), (name) => noDevice(name, 255)).name;
}

function ttlWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  if (text === 'inherit') words.ttl = text;
  else if (text !== 'auto') {
    const ttl = parseUnsigned(text);
    if (ttl === undefined) throw wrong(text, 'invalid TTL');
    if (ttl > 255) throw wrong(text, 'TTL must be <= 255');
    if (ttl > 0) words.ttl = ttl;
  }
}

function tosWord(s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const tos = text === 'inherit' ? 1 : parseDsfield(s, text);
  if (tos === undefined) throw wrong(text, 'bad TOS value');
  if (tos > 0) words.tos = tos === 1 ? 'inherit' : tos;
}

function dfWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  if (text === 'set' || text === 'inherit') words.df = text;
  else if (text !== 'unset') throw wrong(text, "DF must be 'unset', 'set' or 'inherit'");
}

/** 0 and `none` are no age: the kernel then takes its own. */
function ageingWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const seconds = text === 'none' ? 0 : parseUnsigned(text);
  if (seconds === undefined) throw wrong(text, 'ageing timer');
  if (seconds > 0) words.ageing = (seconds * SECOND) as Nanos;
}

function maxAddrWord(_s: Session, words: VxlanWords, args: Args): void {
  const text = args.next();
  const most = text === 'unlimited' ? 0 : parseUnsigned(text);
  if (most === undefined) throw wrong(text, 'max addresses');
  if (most > 0) words.maxAddr = most;
}

function srcPortWord(_s: Session, words: VxlanWords, args: Args): void {
  const first = number(args, 'min port', 0xffff);
  words.srcPort = [first, number(args, 'max port', 0xffff)];
}

/** As an operation; of a new device, with the port that Linux takes if none is named. */
export function vxlanSpec(s: Session, words: VxlanWords): VxlanSpec {
  const { group: _group, flags, named: _named, external: _external, vni = 0, ...rest } = words;
  const set = [...flags];
  return { ...rest, vni, ...(set.length > 0 && { flags: set }), underlay: s.ns.id };
}

/** What `ip link set … type vxlan` changes, or the flag that it may not. */
export function vxlanChange(words: VxlanWords): { change: Partial<VxlanSpec> } | { flag: string } {
  const { group: _group, flags: _flags, named, external: _external, ...change } = words;
  const flag = ['rsc', 'l2miss', 'l3miss', 'proxy', 'udpcsum'].find((name) => named.has(name));
  return flag === undefined ? { change } : { flag: flag.toUpperCase() };
}

/** What -d shows. */
export function printVxlan(s: Session, p: Printer, vxlan: VxlanSettings): void {
  p.put('id', vxlan.vni, `id ${vxlan.vni} `);
  printEnds(s, p, vxlan);
  const [low, high] = vxlan.srcPort ?? [0, 0];
  p.open('port_range');
  p.put('low', low, `srcport ${low} `);
  p.put('high', high, `${high} `);
  p.close();
  p.put('port', vxlan.port, `dstport ${vxlan.port} `);
  p.put('learning', vxlan.learning, vxlan.learning ? '' : 'nolearning ');
  for (const flag of ['proxy', 'rsc', 'l2miss', 'l3miss'] as const)
    if (vxlan.flags.includes(flag)) p.put(flag, true, `${flag} `);
  printOuter(p, vxlan);
  const ageing = vxlan.ageing / SECOND;
  p.put('ageing', ageing, `ageing ${ageing} `);
  if (vxlan.maxAddr !== undefined) p.put('limit', vxlan.maxAddr, `maxaddr ${vxlan.maxAddr} `);
  const sum = !vxlan.flags.includes('noudpcsum');
  p.put('udp_csum', sum, sum ? 'udpcsum ' : 'noudpcsum ');
  p.put('udp_zero_csum6_tx', false, 'noudp6zerocsumtx ');
  p.put('udp_zero_csum6_rx', false, 'noudp6zerocsumrx ');
}

function printEnds(s: Session, p: Printer, { remote, local, lower }: VxlanSettings): void {
  if (remote !== undefined) {
    const key = isMulticast(remote) ? 'group' : 'remote';
    p.put(key, remote, `${key} ${remote} `);
  }
  if (local !== undefined) p.put('local', local, `local ${local} `);
  if (lower === undefined) return;
  const name = lowerName(s, lower);
  p.put('link', name, `dev ${name} `);
}

/** iproute2 looks for the number in this namespace, wherever the underlay is. */
function lowerName(s: Session, lower: IfIndex): string {
  return s.ns.devs.get(lower)?.name ?? `if${lower}`;
}

function printOuter(p: Printer, { tos, ttl, df }: VxlanSettings): void {
  if (tos !== undefined) {
    const text = tos === 'inherit' ? tos : `0x${tos.toString(16)}`;
    p.put('tos', tos === 'inherit' ? '0x1' : text, `tos ${text} `);
  }
  if (ttl === 'inherit') p.put('ttl', ttl, 'ttl inherit ');
  else p.put('ttl', ttl ?? 0, `ttl ${ttl ?? 'auto'} `);
  p.put('df', df ?? 'unset', df === undefined ? '' : `df ${df} `);
}
