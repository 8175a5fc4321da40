// The rows of `bridge fdb`, in the kernel's order: device by device, first what its bridge knows behind it, the newest
// entry first (br_fdb_dump), then the addresses that the device itself takes (ndo_dflt_fdb_dump).

import { byNumber } from '../../../base/order.ts';
import { type BridgeDev, fdbInOrder } from '../../../engine/device/bridge-fdb.ts';
import type { Dev, FdbEntry } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { SECOND } from '../../../engine/ids.ts';
import { hasIpv6 } from '../../../engine/sysctl-ipv6.ts';
import type { MacAddr } from '../../../wire/mac.ts';
import { bridgeOption } from '../ip/link-details.ts';
import type { Printer } from '../ip/printer.ts';
import type { Session } from '../ip/session.ts';

export interface FdbRow {
  readonly mac: MacAddr;
  readonly dev: Dev;
  /** The bridge that has the entry; none for a device's own. */
  readonly bridge?: string;
  readonly state: '' | 'permanent' | 'static';
  /** Seconds since it was used and changed. */
  readonly age?: number;
}

export function fdbRows(s: Session): FdbRow[] {
  const devs = devsInOrder(s.ns);
  const entries = devs
    .filter((dev): dev is BridgeDev => dev.bridge !== undefined)
    .flatMap((bridge) => fdbInOrder(s.ns, bridge, s.world.now));
  return devs.flatMap((dev) => {
    const learned = entries
      .filter((entry) => entry.port === dev.ifindex)
      .sort((a, b) => byNumber(b.created, a.created))
      .map((entry) => bridgeRow(s, dev, entry));
    const own = selfMacs(s, dev).map((mac): FdbRow => ({ mac: mac as MacAddr, dev, state: 'permanent' }));
    return dev.bridge ? [...own, ...learned] : [...learned, ...own];
  });
}

function bridgeRow(s: Session, dev: Dev, entry: FdbEntry): FdbRow {
  const state = entry.local ? 'permanent' : entry.permanent ? 'static' : '';
  const age = Math.trunc((s.world.now - entry.updated) / SECOND);
  return { mac: entry.mac, dev, bridge: s.ns.devs.get(entry.bridge)?.name ?? '', state, age };
}

/**
 * The multicast groups that the stack has joined: all nodes of IPv6 from the beginning (ipv6_add_dev), all hosts of IPv4
 * while the device is up, the snoopers while a snooping bridge is, and the solicited node of a link-local address.
 */
function selfMacs(s: Session, dev: Dev): string[] {
  if (dev.kind === 'loopback') return [];
  const macs = ['33:33:00:00:00:01'];
  if (dev.bridge && dev.up && bridgeOption(dev.bridge, 'mcast_snooping') !== 0)
    macs.push('01:00:5e:00:00:6a', '33:33:00:00:00:6a');
  if (dev.up) macs.push('01:00:5e:00:00:01');
  if (dev.linkLocal && hasIpv6(s.ns, dev.name)) macs.push(`33:33:ff:${dev.linkLocal.mac.slice(9)}`);
  return macs;
}

export function printFdbRow(
  s: Session,
  p: Printer,
  row: FdbRow,
  { withDev, deleted }: { readonly withDev: boolean; readonly deleted?: boolean },
): void {
  p.open();
  if (deleted) p.put('deleted', true, 'Deleted ');
  p.putColored('mac', 'mac', row.mac, `${row.mac} `);
  if (withDev) {
    p.say('dev ');
    p.putColored('ifname', 'ifname', row.dev.name, `${row.dev.name} `);
  }
  if (s.options.stats > 0 && row.age !== undefined) {
    p.put('used', row.age, `used ${row.age}`);
    p.put('updated', row.age, `/${row.age} `);
  }
  p.openArray('flags');
  if (row.bridge === undefined) p.item('self', 'self ');
  p.closeArray();
  if (row.bridge !== undefined) p.put('master', row.bridge, `master ${row.bridge} `);
  p.put('state', row.state, row.state);
  p.say('\n');
  p.close();
}
