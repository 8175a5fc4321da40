// `ip addr show` (ipaddr_list_flush_or_save, ip/ipaddress.c).

import type { Dev } from '../../../engine/device/dev.ts';
import { addrsOf } from '../../../engine/fib/addr-table.ts';
import type { IfAddr } from '../../../engine/fib/route.ts';
import { prefixContains } from '../../../wire/ipv4-addr.ts';
import type { AddrFilter } from './addr-filter.ts';
import { isDynamic, printBriefAddr, printIpv4, printIpv6 } from './addr-print.ts';
import { type Args, wrong } from './args.ts';
import { type Ipv6Line, ipv6Line } from './dev-facts.ts';
import { getPrefix } from './inet.ts';
import { printBrief, printLink } from './link-print.ts';
import { filteredDevs, linkFilterWord, parseFilter } from './link-show.ts';
import { parseScope } from './names.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

export const ADDR_FILTER_KEYWORDS: readonly string[] = [
  'to',
  'scope',
  'up',
  'dynamic',
  'permanent',
  'secondary',
  'temporary',
  'primary',
  'tentative',
  'deprecated',
  'noprefixroute',
  'label',
  'group',
  'master',
  'nomaster',
  'type',
  'dev',
];

function addrFilterWord(s: Session, args: Args): AddrFilter | false {
  switch (args.word) {
    case 'to':
      return { to: getPrefix(args.next(), s.options.family) };
    case 'scope':
      return scopeFilter(s, args.next());
    case 'dynamic':
      return { dynamic: true };
    case 'permanent':
      return { dynamic: false };
    case 'secondary':
    case 'temporary':
      return { secondary: true };
    case 'primary':
      return { secondary: false };
    case 'tentative':
      return { tentative: true };
    case '-tentative':
      return { tentative: false };
    case 'deprecated':
      return { deprecated: true };
    case '-deprecated':
      return { deprecated: false };
    case 'noprefixroute':
      return { noPrefixRoute: true };
    case '-noprefixroute':
      return { noPrefixRoute: false };
    case 'dadfailed':
    case 'home':
    case 'nodad':
    case 'mngtmpaddr':
    case 'autojoin':
      return { never: true };
    case '-dadfailed':
    case '-home':
    case '-nodad':
    case '-mngtmpaddr':
    case '-autojoin':
      return {};
    case 'label':
      return { label: args.next() };
    default:
      return linkFilterWord(s, args);
  }
}

function scopeFilter(s: Session, word: string): AddrFilter {
  if (word === 'all') return {};
  const scope = parseScope(s, word);
  if (scope === undefined) throw wrong(word, 'invalid "scope"\n');
  return { scope };
}

export function parseAddrFilter(s: Session, args: Args): AddrFilter {
  return parseFilter<AddrFilter>(args, (at) => addrFilterWord(s, at));
}

interface Addresses {
  readonly dev: Dev;
  readonly four: readonly IfAddr[];
  readonly six: Ipv6Line | undefined;
}

export function addrShow(s: Session, args: Args): number {
  const filter = parseAddrFilter(s, args);
  const p = s.printer();
  for (const addresses of listed(s, filter)) {
    if (s.options.brief) printBriefAddresses(s, p, addresses);
    else printAddresses(s, p, addresses, filter);
  }
  s.out(p.finish());
  return 0;
}

/** What is shown of which device: one whose addresses are all filtered out isn't, one that never had any is. */
function listed(s: Session, filter: AddrFilter): Addresses[] {
  const { family } = s.options;
  const all = filteredDevs(s, filter).map((dev) => ({
    dev,
    four: addrsShown(s, dev, filter),
    six: ipv6Shown(s, dev, filter),
  }));
  if (family === 'link') return all;
  const anyFamily = family === 'any' && filter.to === undefined && filter.label === undefined;
  return all.filter(
    ({ dev, four, six }) => four.length > 0 || six !== undefined || (anyFamily && !hasAddress(s, dev)),
  );
}

function hasAddress(s: Session, dev: Dev): boolean {
  return addrsOf(s.ns, dev.ifindex).length > 0 || ipv6Line(s, dev) !== undefined;
}

/** The IPv4 addresses of a device that the filter lets through. */
export function addrsShown(s: Session, dev: Dev, filter: AddrFilter): IfAddr[] {
  const { family } = s.options;
  if (family === 'inet6' || family === 'link') return [];
  return addrsOf(s.ns, dev.ifindex).filter(
    (ifa) =>
      (filter.scope === undefined || ifa.scope === filter.scope) &&
      (filter.secondary === undefined || ifa.secondary === filter.secondary) &&
      (filter.to === undefined || prefixContains(filter.to, ifa.cidr.addr)) &&
      (filter.label === undefined || fnmatch(filter.label, ifa.label)) &&
      (filter.noPrefixRoute === undefined || (ifa.noPrefixRoute === true) === filter.noPrefixRoute) &&
      (filter.deprecated === undefined || (ifa.lifetime?.deprecated === true) === filter.deprecated) &&
      (filter.dynamic === undefined || isDynamic(ifa) === filter.dynamic) &&
      filter.tentative !== true &&
      !filter.never,
  );
}

function ipv6Shown(s: Session, dev: Dev, filter: AddrFilter): Ipv6Line | undefined {
  const { family } = s.options;
  if (family === 'inet' || family === 'link') return undefined;
  if (filter.to !== undefined || filter.secondary === true) return undefined;
  // An IPv6 address has no label: the device's name is taken for it.
  if (filter.label !== undefined && !fnmatch(filter.label, dev.name)) return undefined;
  if (filter.dynamic === true || filter.deprecated === true || filter.noPrefixRoute === true || filter.never)
    return undefined;
  const line = ipv6Line(s, dev);
  if (!line || (filter.scope !== undefined && filter.scope !== line.scope)) return undefined;
  return filter.tentative === undefined || filter.tentative === line.tentative ? line : undefined;
}

/** fnmatch(3) with `*` and `?`. */
function fnmatch(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function printAddresses(s: Session, p: Printer, { dev, four, six }: Addresses, filter: AddrFilter): void {
  p.open();
  if (filter.label === undefined && !s.options.oneline) {
    const anyFamily = s.options.family !== 'inet' && s.options.family !== 'inet6' && filter.to === undefined;
    printLink(s, p, dev, { mode: false, lladdr: anyFamily || s.options.details > 0 });
    p.say('\n');
  } else if (p.isJson && filter.label === undefined) printLink(s, p, dev, { mode: false, lladdr: true });
  p.openArray('addr_info');
  printAddrs(s, p, dev, four);
  if (six) printOne(s, p, dev, () => printIpv6(s, p, six));
  p.closeArray();
  p.close();
}

/** In JSON an address that the filter keeps back is an empty object. */
function printAddrs(s: Session, p: Printer, dev: Dev, shown: readonly IfAddr[]): void {
  const { family } = s.options;
  const all = p.isJson && family !== 'inet6' && family !== 'link' ? addrsOf(s.ns, dev.ifindex) : shown;
  for (const ifa of all) {
    if (shown.includes(ifa)) printOne(s, p, dev, () => printIpv4(s, p, ifa));
    else {
      p.open();
      p.close();
    }
  }
}

function printOne(s: Session, p: Printer, dev: Dev, print: () => void): void {
  p.open();
  if (s.options.oneline) p.say(`${dev.ifindex}: ${p.colored('ifname', dev.name)}`);
  print();
  p.say('\n');
  p.close();
}

function printBriefAddresses(s: Session, p: Printer, { dev, four, six }: Addresses): void {
  p.open();
  printBrief(s, p, dev);
  p.openArray('addr_info');
  for (const { cidr, peer } of four) printBriefAddr(p, 'inet', { ...cidr, peer });
  if (six) printBriefAddr(p, 'inet6', six);
  p.closeArray();
  p.say('\n');
  p.close();
}
