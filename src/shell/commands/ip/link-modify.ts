// `ip link add`, `set` and `del` (iplink_modify, ip/iplink.c).

import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Nanos, type NetnsId, SECOND } from '../../../engine/ids.ts';
import type { LinkKindSpec, NetlinkError, NetlinkOp } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import { type Args, Exit, noDevice } from './args.ts';
import { type BridgeWords, parseBridge, parseBridgeSlave, parseVeth } from './link-kinds.ts';
import { type MacvlanWords, parseMacvlan } from './link-macvlan.ts';
import { parseVxlan, vxlanChange, vxlanSpec, type VxlanWords } from './link-vxlan.ts';
import { type LinkWords, NO_PROCESS, parseLinkWords } from './link-words.ts';
import { TYPE_USAGE } from './usage-types.ts';
import type { PortChange } from './port-settings.ts';
import type { Session } from './session.ts';

type LinkSet = Extract<NetlinkOp, { op: 'link.set' }>;

/** A name longer than IFNAMSIZ gets as far as the kernel. */
const POLICY = 'Attribute failed policy validation.';
const UNKNOWN_TYPE = 'Unknown device type.';
const NO_TUN = 'tun/tap creation via rtnetlink is not supported.';
const NO_ATTRIBUTES: NetlinkError = {
  errno: 'EINVAL',
  extack: 'Required attributes not provided to perform the operation.',
};

export function linkAdd(s: Session, args: Args): number {
  const words = parseLinkWords(s, args);
  if (words.type === undefined) throw new Exit(1, 'Not enough information: "type" argument is required\n');
  if (words.link !== undefined) s.needDev(words.link, noDevice);
  const netns = words.netns ?? s.ns.id;
  const kind = parseKind(s, { words, type: words.type, args, netns });
  if (kind === 'no-attributes') return s.answer({ ok: false, error: NO_ATTRIBUTES });
  if (kind === 'no-lower') return s.answer({ ok: false, error: { errno: 'EINVAL' } });
  const refused = birthRefusal(words) ?? (kind?.peer && birthRefusal(kind.peer));
  if (refused) return s.answer({ ok: false, error: refused });
  const name = words.name ?? words.dev;
  if (isTooLong(name) || (kind?.link.kind === 'veth' && isTooLong(kind.link.peer.name)))
    return s.answer({ ok: false, error: { errno: 'ERANGE', extack: POLICY } });
  if (words.type === 'tun') return s.answer({ ok: false, error: { errno: 'EINVAL', extack: NO_TUN } });
  if (!kind) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP', extack: UNKNOWN_TYPE } });
  if (kind.vlanFiltering) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const ns = s.world.netns.get(netns) as Netns;
  const own = name === undefined ? freeName(ns, words.type, kind.link) : numbered(ns, name);
  const { index, mac, mtu } = words;
  const status = s.apply({
    op: 'link.add',
    netns,
    name: own,
    link: kind.link,
    ...(index !== undefined && { index }),
    ...(mac !== undefined && { mac }),
    ...(mtu !== undefined && { mtu }),
  });
  return status === 0 ? finishAdd(s, { netns, name: own, words, kind }) : status;
}

/** Before the kernel looks at anything else. */
function birthRefusal({ netns, badMacLength }: LinkWords): NetlinkError | undefined {
  if (netns === NO_PROCESS) return { errno: 'ESRCH' };
  return badMacLength === undefined ? undefined : { errno: 'EINVAL' };
}

interface Added {
  readonly netns: NetnsId;
  readonly name: string;
  readonly words: LinkWords;
  readonly kind: Kind;
}

/** What a new device gets beside its birth: the kernel does it in the same message. */
function finishAdd(s: Session, { netns, name, words, kind }: Added): number {
  const bridge = kind.bridge && bridgeChange(kind.bridge);
  const change = { ...laterChange(words), ...(bridge && Object.keys(bridge).length > 0 && { bridge }) };
  const status = setIfAny(s, { netns, name, change });
  if (status !== 0 || !kind.peer || kind.link.kind !== 'veth') return status;
  const { mtu } = kind.peer;
  const peerChange = { ...laterChange(kind.peer), ...(mtu !== undefined && { mtu }) };
  const peer = kind.link.peer;
  return setIfAny(s, { netns: peer.netns ?? netns, name: peer.name, change: peerChange });
}

interface LaterChange {
  readonly netns: NetnsId;
  readonly name: string;
  readonly change: Partial<LinkSet>;
}

function setIfAny(s: Session, { netns, name, change }: LaterChange): number {
  return Object.keys(change).length === 0 ? 0 : s.apply({ ...change, op: 'link.set', netns, name });
}

/** What isn't part of the birth itself. */
function laterChange({ up, txqlen, master, group, labels: named }: LinkWords): Partial<LinkSet> {
  // The kernel heeds no alias here.
  const { alias: _alias, ...labels } = named;
  return changeOf({
    labels,
    ...(up !== undefined && { up }),
    ...(txqlen !== undefined && { txqlen }),
    ...(master !== undefined && { master }),
    ...(group !== undefined && { group }),
  });
}

interface Kind {
  readonly link: LinkKindSpec;
  readonly bridge?: BridgeWords;
  readonly peer?: LinkWords;
  readonly vlanFiltering?: boolean;
}

interface KindWords {
  readonly words: LinkWords;
  readonly type: string;
  readonly args: Args;
  readonly netns: NetnsId;
}

/** Undefined for a kind that the kernel doesn't have. */
function parseKind(
  s: Session,
  { words, type, args, netns }: KindWords,
): Kind | 'no-attributes' | 'no-lower' | undefined {
  if (type === 'vxlan') {
    if (!args.more) return 'no-attributes';
    const vxlan = vxlanSpec(s, parseVxlan(s, args, { isNew: true }));
    return { link: { kind: 'vxlan', vxlan } };
  }
  if (type === 'macvlan') {
    const { mode = 'vepa', ...rest } = parseMacvlan(s, args);
    if (words.link === undefined) return 'no-lower';
    return {
      link: { kind: 'macvlan', macvlan: { mode, ...rest, lower: { netns: s.ns.id, name: words.link } } },
    };
  }
  if (type === 'bridge') {
    const bridge = parseBridge(s, args);
    return {
      link: { kind: 'bridge' },
      bridge,
      vlanFiltering: bridge.options['vlan_filtering'] !== undefined,
    };
  }
  if (type !== 'veth') return foreignKind(s, type, args);
  const peer = parseVeth(s, args);
  const peerNetns = peer ? (peer.netns ?? s.ns.id) : netns;
  const peerNs = s.world.netns.get(peerNetns) ?? s.ns;
  const name = peer?.name === undefined ? freeNumbered(peerNs, 'veth') : numbered(peerNs, peer.name);
  const spec = {
    name,
    netns: peerNetns,
    ...(peer?.mac !== undefined && { mac: peer.mac }),
    ...(peer?.index !== undefined && { index: peer.index }),
  };
  return { link: { kind: 'veth', peer: spec }, ...(peer && { peer }) };
}

/** They take no words, and pass over all. */
const WORDLESS = ['dummy', 'ifb', 'nlmon', 'vcan', 'netdevsim', 'team', 'virt_wifi'];

/** A kind that the kernel doesn't have: iproute2 knows its words all the same, and its help. */
function foreignKind(s: Session, type: string, args: Args): undefined {
  const usage = TYPE_USAGE[type];
  if (usage === undefined || WORDLESS.includes(type) || !args.left.includes('help')) return undefined;
  s.err(usage);
  throw new Exit(1, '');
}

/** dev_alloc_name: `bridge0`, `veth1`. */
function freeName(ns: Netns, type: string, link: LinkKindSpec): string {
  const name = freeNumbered(ns, type);
  if (link.kind !== 'veth' || link.peer.name !== name) return name;
  return freeNumbered(ns, type, link.peer.name);
}

/** `eth%d`: the first number that is free. */
function numbered(ns: Netns, name: string): string {
  const [prefix = '', rest] = name.split('%d');
  return rest === '' ? freeNumbered(ns, prefix) : name;
}

function freeNumbered(ns: Netns, prefix: string, taken?: string): string {
  for (let n = 0; ; n++) {
    const name = `${prefix}${n}`;
    if (!ns.ifindexes.has(name) && name !== taken) return name;
  }
}

function isTooLong(name: string | undefined): boolean {
  return name !== undefined && new TextEncoder().encode(name).length > 15;
}

export function linkSet(s: Session, args: Args): number {
  const words = parseLinkWords(s, args);
  const kind = words.type === undefined ? {} : parseSetKind(s, words.type, args);
  if (words.dev === undefined) {
    if (words.group !== undefined) return setGroup(s, words);
    throw new Exit(255, 'Not enough information: "dev" argument is required.\n');
  }
  if (words.index !== undefined && words.netns === undefined) {
    const text = 'index can be used only when creating devices or when moving device to another netns.\n';
    throw new Exit(255, text);
  }
  const dev = s.needDev(words.dev, noDevice);
  if (words.badMacLength !== undefined)
    throw new Exit(1, `Invalid address length ${words.badMacLength} - must be 6 bytes\n`);
  const gone: NetlinkError | undefined = words.netns === NO_PROCESS ? { errno: 'ESRCH' } : undefined;
  const refused = gone ?? words.refused ?? kindRefusal(kind);
  if (refused) return s.answer({ ok: false, error: refused });
  if (words.name !== undefined) words.name = numbered(s.ns, words.name);
  return setDev(s, dev, { ...changeOf(words), ...kindChange(dev, kind) });
}

function setDev(s: Session, dev: Dev, change: Partial<LinkSet>): number {
  if (change.bridge?.options?.['vlan_filtering'] !== undefined)
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  return s.apply({ ...change, op: 'link.set', netns: s.ns.id, name: dev.name });
}

/** Every device of a group. */
function setGroup(s: Session, { group, ...words }: LinkWords): number {
  for (const dev of devsInOrder(s.ns)) {
    if ((dev.labels?.group ?? 0) !== group) continue;
    const status = setDev(s, dev, changeOf(words));
    if (status !== 0) return status;
  }
  return 0;
}

interface SetKind {
  readonly vxlan?: VxlanWords;
  readonly macvlan?: MacvlanWords;
  readonly bridge?: BridgeWords;
  readonly brport?: PortChange;
}

function parseSetKind(s: Session, type: string, args: Args): SetKind {
  if (type === 'bridge') return { bridge: parseBridge(s, args) };
  if (type === 'bridge_slave') return { brport: parseBridgeSlave(s, args) };
  if (type === 'vxlan') return { vxlan: parseVxlan(s, args, { isNew: false }) };
  if (type === 'macvlan') return { macvlan: parseMacvlan(s, args) };
  // A pair can't be changed, but whom it names must be there.
  const peer = type === 'veth' ? parseVeth(s, args)?.name : undefined;
  if (peer !== undefined) s.needDev(peer, noDevice);
  return {};
}

/** vxlan_parse: most flags are for life. */
function kindRefusal({ vxlan }: SetKind): NetlinkError | undefined {
  if (!vxlan) return undefined;
  if (vxlan.named.size === 0) return NO_ATTRIBUTES;
  const result = vxlanChange(vxlan);
  if ('change' in result) return undefined;
  return { errno: 'EOPNOTSUPP', extack: `vxlan: cannot change ${result.flag} flag.` };
}

/** A kind that isn't the device's own is ignored if it comes without settings. */
function kindChange(dev: Dev, { bridge, brport, vxlan, macvlan }: SetKind): Partial<LinkSet> {
  const tunnel = vxlan && vxlanChange(vxlan);
  return {
    ...(tunnel && 'change' in tunnel && { vxlan: tunnel.change }),
    ...(macvlan?.mode && { macvlan: { mode: macvlan.mode } }),
    ...(bridge && (dev.bridge || Object.keys(bridge.options).length > 0) && { bridge: bridgeChange(bridge) }),
    ...(brport && { brport }),
  };
}

function bridgeChange({ options }: BridgeWords): NonNullable<LinkSet['bridge']> {
  const { ageing_time: ageing, ...rest } = options;
  return {
    ...(ageing !== undefined && { ageing: ((ageing * SECOND) / 100) as Nanos }),
    ...(Object.keys(rest).length > 0 && { options: rest }),
  };
}

function changeOf(words: LinkWords): Partial<LinkSet> {
  const { up, mac, mtu, txqlen, master, netns, name, group } = words;
  const labels = group === undefined ? words.labels : { ...words.labels, group };
  return {
    ...(up !== undefined && { up }),
    ...(mac !== undefined && { mac }),
    ...(mtu !== undefined && { mtu }),
    ...(txqlen !== undefined && { txqlen }),
    ...(master !== undefined && { master }),
    ...(netns !== undefined && { moveTo: netns }),
    ...(name !== undefined && name !== words.dev && { rename: name }),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

/** rtnl_group_dellink: the default group has everything in it, and can't be deleted. */
function deleteGroup(s: Session, group: number): number {
  const members = devsInOrder(s.ns).filter((dev) => (dev.labels?.group ?? 0) === group);
  if (group === 0 || members.length === 0)
    return s.answer({ ok: false, error: { errno: group === 0 ? 'EPERM' : 'ENODEV' } });
  for (const { name, kind } of members.reverse())
    if (kind !== 'loopback' && s.dev(name)) s.apply({ op: 'link.del', netns: s.ns.id, name });
  return 0;
}

export function linkDel(s: Session, args: Args): number {
  const words = parseLinkWords(s, args);
  if (words.dev === undefined && words.group !== undefined) return deleteGroup(s, words.group);
  const name = words.dev ?? words.name;
  if (name === undefined) throw new Exit(255, 'Not enough information: "dev" argument is required.\n');
  const dev = s.needDev(name, noDevice);
  return s.apply({ op: 'link.del', netns: s.ns.id, name: dev.name });
}
