// The rows of `bridge fdb`, in the kernel's order: device by device, first what its bridge knows behind it, the newest
// entry first (br_fdb_dump), then the addresses that the device itself takes (ndo_dflt_fdb_dump).

import { byNumber } from '../../../base/order.ts';
import {
  isVxlan,
  isStale,
  type VxlanDev,
  vxlanEntries,
  type VxlanRemote,
} from '../../../engine/device/vxlan-dev.ts';
import { type BridgeDev, fdbInOrder } from '../../../engine/device/bridge-fdb.ts';
import type { Dev, FdbEntry } from '../../../engine/device/dev.ts';
import { macvlansOn } from '../../../engine/device/macvlan-dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { SECOND } from '../../../engine/ids.ts';
import { allNodesGroup, hasIpv6 } from '../../../engine/sysctl-ipv6.ts';
import { isGroupMac, type MacAddr } from '../../../wire/mac.ts';
import { bridgeOption } from '../ip/link-details.ts';
import type { Printer } from '../ip/printer.ts';
import type { Session } from '../ip/session.ts';

export interface FdbRow {
  readonly mac: MacAddr;
  readonly dev: Dev;
  /** The bridge that has the entry; none for a device's own. */
  readonly bridge?: string;
  readonly state: '' | 'permanent' | 'static';
  readonly flags?: readonly string[];
  /** Of a tunnel's entry: one of its destinations. */
  readonly remote?: VxlanRemote;
  /** Seconds since it was used and since it was changed. */
  readonly age?: readonly [used: number, updated: number];
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
    if (isVxlan(dev)) return [...learned, ...tunnelRows(s, dev)];
    const own = selfMacs(s, dev).map((mac): FdbRow => ({ mac: mac as MacAddr, dev, state: 'permanent' }));
    return dev.bridge ? [...own, ...learned] : [...learned, ...own];
  });
}

function bridgeRow(s: Session, dev: Dev, entry: FdbEntry): FdbRow {
  const state = entry.local ? 'permanent' : entry.permanent ? 'static' : '';
  const age = secondsSince(s, entry.updated);
  const flags = [...(entry.externLearn ? ['extern_learn'] : []), ...(entry.sticky ? ['sticky'] : [])];
  const bridge = s.ns.devs.get(entry.bridge)?.name ?? '';
  return { mac: entry.mac, dev, bridge, state, flags, age: [age, age] };
}

function secondsSince(s: Session, then: number): number {
  return Math.trunc((s.world.now - then) / SECOND);
}

/** vxlan_fdb_dump: a row for each destination. */
function tunnelRows(s: Session, dev: VxlanDev): FdbRow[] {
  return vxlanEntries(s.ns, dev)
    .filter((entry) => !isStale(dev.vxlan, entry, s.world.now))
    .flatMap(({ mac, remotes, state, used, updated }) =>
      remotes.map((remote) => ({
        mac,
        dev,
        remote,
        state: state === 'dynamic' ? ('' as const) : state,
        age: [secondsSince(s, used), secondsSince(s, updated)] as const,
      })),
    );
}

/**
 * The multicast groups that the stack has joined: all nodes of IPv6 from the beginning (ipv6_add_dev), all hosts of IPv4
 * while the device is up, the snoopers while a snooping bridge is, and the solicited node of a link-local address.
 * In the order of their joining.
 */
function selfMacs(s: Session, dev: Dev): string[] {
  if (dev.kind === 'loopback') return [];
  const filter = dev.labels?.filter ?? [];
  const macs: string[] = [...macvlanMacs(s, dev), ...filter.filter((mac) => !isGroupMac(mac))];
  if (allNodesGroup(dev) === 'first') macs.push('33:33:00:00:00:01');
  if (dev.bridge && dev.up && bridgeOption(dev.bridge, 'mcast_snooping') !== 0)
    macs.push('01:00:5e:00:00:6a', '33:33:00:00:00:6a');
  if (dev.up) macs.push('01:00:5e:00:00:01');
  if (allNodesGroup(dev) === 'late') macs.push('33:33:00:00:00:01');
  if (dev.linkLocal && hasIpv6(s.ns, dev.name)) macs.push(`33:33:ff:${dev.linkLocal.mac.slice(9)}`);
  return [...macs, ...filter.filter(isGroupMac)];
}

/** dev_uc_add: a device takes the frames of the macvlans on it. */
function macvlanMacs(s: Session, dev: Dev): string[] {
  return macvlansOn(s.world, dev)
    .filter((upper) => upper.dev.up && upper.dev.macvlan.mode !== 'passthru')
    .map((upper) => upper.dev.mac);
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
  if (row.remote) printRemote(s, p, row.dev, row.remote);
  if (s.options.stats > 0 && row.age !== undefined) {
    const [used, updated] = row.age;
    p.put('used', used, `used ${used}`);
    p.put('updated', updated, `/${updated} `);
  }
  p.openArray('flags');
  if (row.bridge === undefined) p.item('self', 'self ');
  for (const flag of row.flags ?? []) p.item(flag, `${flag} `);
  p.closeArray();
  if (row.bridge !== undefined) p.put('master', row.bridge, `master ${row.bridge} `);
  p.put('state', row.state, row.state);
  p.say('\n');
  p.close();
}

function printRemote(s: Session, p: Printer, dev: Dev, { ip, port, vni, via }: VxlanRemote): void {
  p.say('dst ');
  p.putColored('inet', 'dst', ip, `${ip} `);
  if (port !== undefined) p.put('port', port, `port ${port} `);
  if (vni !== undefined) p.put('vni', vni, `vni ${vni} `);
  // A tunnel end that was moved: its underlay is in another namespace, whose names nobody knows here.
  const nsid = dev.vxlan && s.ns.nsids.get(dev.vxlan.underlay);
  if (via !== undefined && nsid !== undefined) p.put('viaIfIndex', via, `via ifindex ${via} `);
  else if (via !== undefined) {
    const name = s.ns.devs.get(via)?.name ?? `if${via}`;
    p.put('viaIf', name, `via ${name} `);
  }
  if (nsid !== undefined) p.put('linkNetNsId', nsid, `link-netnsid ${nsid} `);
}
