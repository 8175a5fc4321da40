// `ip addr save` and `showdump` (ipaddr_list_flush_or_save and ipaddr_showdump, ip/ipaddress.c).

import type { IfAddr } from '../../../engine/fib/route.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import type { Co } from '../../co.ts';
import { printIpv4 } from './addr-print.ts';
import { addrsShown, parseAddrFilter } from './addr-show.ts';
import type { Args } from './args.ts';
import { savedOps, saveTo } from './dump-file.ts';
import { filteredDevs } from './link-show.ts';
import type { Session } from './session.ts';

export function addrSave(s: Session, args: Args): number {
  const filter = parseAddrFilter(s, args);
  const ops = filteredDevs(s, filter).flatMap((dev) =>
    addrsShown(s, dev, filter).map((ifa) => addOp(s, dev.name, ifa)),
  );
  return saveTo(s, 'address', ops);
}

function addOp(s: Session, dev: string, ifa: IfAddr): NetlinkOp {
  const { cidr, peer, broadcast, scope, label, noPrefixRoute, metric } = ifa;
  return {
    op: 'addr.add',
    netns: s.ns.id,
    dev,
    cidr,
    ...(peer !== undefined && { peer }),
    ...(broadcast !== undefined && { broadcast }),
    scope,
    label,
    ...(noPrefixRoute && { noPrefixRoute }),
    ...(metric !== undefined && { metric }),
  };
}

/** iproute2 doesn't look the devices up: their numbers stand for them. */
export function* addrShowdump(s: Session): Co<number> {
  const p = s.printer();
  for (const op of yield* savedOps(s, 'address')) {
    if (op.op !== 'addr.add') continue;
    const ifindex = s.ns.ifindexes.get(op.dev);
    if (ifindex === undefined) continue;
    const { cidr, scope = 'global', label = op.dev, peer, broadcast } = op;
    p.say(`if${ifindex}:\n`);
    const row: IfAddr = { dev: ifindex, cidr, scope, label, secondary: false };
    printIpv4(s, p, {
      ...row,
      ...(peer !== undefined && { peer }),
      ...(broadcast !== undefined && { broadcast }),
    });
    p.say('\n');
  }
  s.out(p.finish());
  return 0;
}
