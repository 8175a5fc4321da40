// `ip link show` and the filters that it shares with `ip addr show` (ipaddr_list_flush_or_save, ip/ipaddress.c).

import { byNumber } from '../../../base/order.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit, garbage, wrong } from './args.ts';
import type { LinkFilter } from './addr-filter.ts';
import { kindName } from './dev-facts.ts';
import { printBriefLink, printLink } from './link-print.ts';
import { parseGroup } from './names.ts';
import type { Session } from './session.ts';

/** A keyword of the filter; false if the word is none, and then it is the device's name. */
export function linkFilterWord(s: Session, args: Args): LinkFilter | false {
  if (args.is('up')) return { up: true };
  if (args.is('group')) return groupFilter(s, args.next());
  if (args.is('master')) return { master: masterIndex(s, args.next()) };
  if (args.is('vrf')) throw wrong(args.next(), 'Not a valid VRF name\n');
  if (args.is('nomaster')) return { nomaster: true };
  if (args.is('type')) return { kind: args.next() };
  return false;
}

function groupFilter(s: Session, word: string): LinkFilter {
  const group = parseGroup(s, word);
  if (group === undefined) throw wrong(word, 'Invalid "group" value\n');
  return { group };
}

function masterIndex(s: Session, name: string): number {
  return s.needDev(name, () => wrong(name, 'Device does not exist\n')).ifindex;
}

/** Reads all of a filter. */
export function parseFilter<F extends LinkFilter>(args: Args, keyword: (args: Args) => F | false): F {
  let filter = {} as F;
  while (args.more) {
    const found = keyword(args);
    if (found) filter = { ...filter, ...found };
    else {
      if (args.is('dev')) args.next();
      if (filter.dev !== undefined) throw garbage('dev', args.word);
      filter = { ...filter, dev: args.word };
    }
    args.skip();
  }
  return filter;
}

/** The devices of a filter; the one that it names must exist. */
export function filteredDevs(s: Session, filter: LinkFilter): Dev[] {
  const named = filter.dev === undefined ? undefined : s.needDev(filter.dev, noSuchDevice).name;
  const wanted = named === undefined ? filter : { ...filter, dev: named };
  return devsInOrder(s.ns).filter((dev) => isShown(dev, wanted));
}

export function noSuchDevice(name: string): Exit {
  return new Exit(1, `Device "${name}" does not exist.\n`);
}

function isShown(dev: Dev, filter: LinkFilter): boolean {
  return (
    (filter.dev === undefined || dev.name === filter.dev) &&
    (!filter.up || dev.up) &&
    (filter.master === undefined || dev.master === filter.master) &&
    (!filter.nomaster || dev.master === undefined) &&
    (filter.group === undefined || (dev.labels?.group ?? 0) === filter.group) &&
    (filter.kind === undefined || isOfKind(dev, filter.kind))
  );
}

/** `bridge_slave` is any port of a bridge. */
function isOfKind(dev: Dev, kind: string): boolean {
  if (kind === 'bridge_slave') return dev.brport !== undefined;
  return kindName(dev.kind) === kind;
}

export function linkShow(s: Session, args: Args): number {
  const filter = parseFilter(args, (at) => linkFilterWord(s, at));
  const p = s.printer();
  for (const dev of filteredDevs(s, filter).sort((a, b) => byNumber(a.ifindex, b.ifindex))) {
    if (s.options.brief) {
      printBriefLink(s, p, dev);
      continue;
    }
    p.open();
    printLink(s, p, dev, { mode: true, lladdr: s.options.family !== 'inet6' });
    p.say('\n');
    p.close();
  }
  s.out(p.finish());
  return 0;
}
