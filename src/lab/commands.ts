// The shell command that does the same as an operation: what a user would type as root on that machine. The page shows it
// for every edit, and the exporter writes scripts of it. What only hands can do (rack a machine, plug a cable) has none.

import { RT_TABLE_LOCAL, RT_TABLE_MAIN, type Rule } from '../engine/fib/route.ts';
import { type NetnsId, SECOND } from '../engine/ids.ts';
import type { NetlinkOp, NexthopSpec, Op, RouteSpec } from '../engine/netlink.ts';
import { formatIpv4Cidr, type Ipv4Addr, type Ipv4Cidr } from '../wire/ipv4-addr.ts';
import { usualScope, usualTable } from './route-doc.ts';
import { tunnelFdbWords, upperAddWords, vxlanWords } from './tunnel-commands.ts';

/** How namespaces are called in a command: '' is the machine's root namespace, where no `-n` is needed. */
export type NetnsNames = (netns: NetnsId) => string;

/** `m1/web` is called `web`. */
const netnsNameOf: NetnsNames = (netns) => {
  const slash = netns.indexOf('/');
  return slash < 0 ? '' : netns.slice(slash + 1);
};

/** The command, in the shell of the operation's machine; undefined for what isn't done by a command. */
export function commandOf(op: Op, nameOf: NetnsNames = netnsNameOf): string | undefined {
  switch (op.op) {
    case 'machine.add':
    case 'machine.set':
    case 'machine.del':
    case 'cable.add':
    case 'cable.set':
    case 'cable.del':
      return undefined;
    case 'netns.add':
      return `ip netns add ${op.name}`;
    case 'netns.del':
      return `ip netns del ${op.name}`;
    case 'netns.attach':
    case 'netns.drop':
      return undefined;
    case 'sysctl.write':
      return inNetns(nameOf(op.netns), `sysctl -w ${op.key}=${quote(op.value)}`);
    default: {
      const words = netlinkWords(op, nameOf);
      return words && withNetns(nameOf(homeOf(op)), words);
    }
  }
}

/** Where the command runs: a tunnel's underlay stays there, and a macvlan's lower device is there. */
function homeOf(op: IpOp): NetnsId {
  if (op.op !== 'link.add') return op.netns;
  if (op.link.kind === 'vxlan') return op.link.vxlan.underlay ?? op.netns;
  return op.link.kind === 'macvlan' ? (op.link.macvlan.lower.netns ?? op.netns) : op.netns;
}

type IpOp = Exclude<
  NetlinkOp,
  { op: 'netns.add' | 'netns.del' | 'netns.attach' | 'netns.drop' | 'sysctl.write' }
>;

function netlinkWords(op: IpOp, nameOf: NetnsNames): string | undefined {
  switch (op.op) {
    case 'link.add':
      return linkAddWords(op, nameOf);
    case 'link.set':
      return linkSetWords(op, nameOf);
    case 'link.del':
      return `ip link del ${op.name}`;
    case 'addr.add':
    case 'addr.change':
      return words(
        `ip addr ${op.op.slice('addr.'.length)}`,
        localWords(op),
        option('brd', op.broadcast),
        `dev ${op.dev}`,
        option('label', op.label),
        op.scope && op.scope !== 'global' ? `scope ${op.scope}` : '',
        op.noPrefixRoute ? 'noprefixroute' : '',
        option('metric', op.metric),
        lifetime('valid_lft', op.validLft),
        lifetime('preferred_lft', op.preferredLft),
      );
    case 'addr.del':
      return words(`ip addr del ${localWords(op)} dev ${op.dev}`);
    case 'route.add':
    case 'route.replace':
    case 'route.change':
    case 'route.append':
    case 'route.prepend':
    case 'route.del':
      return `ip route ${op.op.slice('route.'.length)} ${routeWords(op.route)}`;
    case 'rule.add':
    case 'rule.del':
      return `ip rule ${op.op.slice('rule.'.length)} ${ruleWords(op.rule)}`;
    case 'neigh.add':
    case 'neigh.change':
    case 'neigh.replace':
      return words(
        `ip neigh ${op.op.slice('neigh.'.length)} ${op.ip}`,
        option('lladdr', op.mac),
        `dev ${op.dev}`,
        op.state && op.state !== 'PERMANENT' ? `nud ${op.state.toLowerCase()}` : '',
        op.router ? 'router' : '',
        op.externLearn ? 'extern_learn' : '',
        op.managed ? 'managed' : '',
        op.use ? 'use' : '',
        option('protocol', op.proto),
      );
    case 'pneigh.add':
    case 'pneigh.del':
      return words(
        `ip neigh ${op.op.slice('pneigh.'.length)} proxy ${op.ip}`,
        option('dev', op.dev),
        op.router ? 'router' : '',
        option('protocol', op.proto),
      );
    case 'neigh.del':
      return `ip neigh del ${op.ip} dev ${op.dev}`;
    case 'neigh.flush':
      return `ip neigh flush ${op.dev === undefined ? 'all' : `dev ${op.dev}`}`;
    case 'vxlan.fdb.add':
    case 'vxlan.fdb.del':
    case 'vxlan.fdb.flush':
      return tunnelFdbWords(op);
    case 'fdb.flush':
      return words(
        `bridge fdb flush dev ${op.port}`,
        op.brport === undefined ? '' : `brport ${op.brport}`,
        op.states?.length === 1 ? op.states[0] : '',
      );
    case 'fdb.add':
      return words(
        `bridge fdb ${op.replace ? 'replace' : 'add'} ${op.mac} dev ${op.port} master ${op.state ?? 'static'}`,
        op.flags?.join(' '),
      );
    case 'fdb.del':
      return `bridge fdb del ${op.mac} dev ${op.port} master`;
  }
}

type LinkAdd = Extract<NetlinkOp, { op: 'link.add' }>;
type LinkSet = Extract<NetlinkOp, { op: 'link.set' }>;

/** A physical port is put in by hand. */
function linkAddWords(op: LinkAdd, nameOf: NetnsNames): string | undefined {
  if (op.link.kind === 'physical') return undefined;
  const { link } = op;
  if (link.kind === 'vxlan' || link.kind === 'macvlan') return upperAddWords(op, link, nameOf);
  return words(
    `ip link add ${op.name}`,
    option('index', op.index),
    option('address', op.mac),
    option('mtu', op.mtu),
    `type ${link.kind}`,
    link.kind === 'veth' ? peerWords(link.peer, nameOf) : '',
  );
}

function peerWords(peer: Extract<LinkAdd['link'], { kind: 'veth' }>['peer'], nameOf: NetnsNames): string {
  return words(
    `peer name ${peer.name}`,
    option('index', peer.index),
    option('address', peer.mac),
    peer.netns === undefined ? '' : option('netns', nameOf(peer.netns) || undefined),
  );
}

function linkSetWords(op: LinkSet, nameOf: NetnsNames): string {
  const { name, bridge, brport } = op;
  const link = words(
    option('name', op.rename),
    option('address', op.mac),
    option('mtu', op.mtu),
    op.master === null ? 'nomaster' : option('master', op.master),
    op.moveTo === undefined ? '' : `netns ${nameOf(op.moveTo) || '1'}`,
    op.up === undefined ? '' : op.up ? 'up' : 'down',
    bridge && bridgeWords(bridge),
    op.vxlan && `type vxlan ${vxlanWords(op.vxlan)}`,
    op.macvlan && `type macvlan mode ${op.macvlan.mode}`,
  );
  const port = words(
    onOff('learning', brport?.learning),
    onOff('flood', brport?.flood),
    onOff('hairpin', brport?.hairpin),
    onOff('isolated', brport?.isolated),
    option('cost', brport?.cost),
    option('priority', brport?.priority),
    option('state', brport?.state),
    option('mcast_router', brport?.mcastRouter),
    ...Object.entries(brport?.flags ?? {}).map(([flag, isOn]) => onOff(flag, isOn)),
    brport?.backupPort === null ? 'nobackup_port' : option('backup_port', brport?.backupPort),
  );
  return [link && `ip link set ${name} ${link}`, port && `bridge link set dev ${name} ${port}`]
    .filter((command) => command !== '')
    .join('\n');
}

function bridgeWords({ ageing, options = {} }: NonNullable<LinkSet['bridge']>): string {
  const all = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  const time = ageing === undefined ? '' : `ageing_time ${Math.round((ageing / SECOND) * 100)}`;
  return words('type bridge', time, ...all);
}

/** A route as `ip route` takes it: what it would choose by itself is left out. */
function routeWords(route: RouteSpec): string {
  const type = route.type ?? 'unicast';
  const hasGateway = route.via !== undefined || route.nexthops !== undefined;
  const scope = route.scope ?? usualScope(type, hasGateway);
  return words(
    type === 'unicast' ? '' : type,
    destination(route.dst),
    option('via', route.via),
    option('dev', route.dev),
    route.proto && route.proto !== 'boot' ? `proto ${route.proto}` : '',
    scope === usualScope(type, hasGateway) ? '' : `scope ${scope}`,
    option('src', route.src),
    route.metric ? `metric ${route.metric}` : '',
    route.table === undefined || route.table === usualTable(type) ? '' : `table ${tableName(route.table)}`,
    route.tos ? `tos 0x${route.tos.toString(16)}` : '',
    metricWords(route),
    route.onlink ? 'onlink' : '',
    ...(route.nexthops ?? []).map(nexthopWords),
  );
}

function metricWords({ mtu, metrics = {}, locked = [], congctl, realm }: RouteSpec): string {
  const lock = (name: string): string => ((locked as readonly string[]).includes(name) ? ' lock' : '');
  return words(
    mtu === undefined ? '' : `mtu${lock('mtu')} ${mtu}`,
    ...Object.entries(metrics).map(([name, value]) =>
      name === 'features' ? 'features ecn' : `${name}${name === 'rto_min' ? '' : lock(name)} ${value}`,
    ),
    option('congctl', congctl),
    realm === undefined ? '' : `realms ${realm >>> 16}/${realm & 0xffff}`,
  );
}

function nexthopWords({ via, dev, weight, onlink, realm }: NexthopSpec): string {
  return words(
    'nexthop',
    option('via', via),
    option('dev', dev),
    option('weight', weight),
    onlink ? 'onlink' : '',
    realm === undefined ? '' : `realms ${realm >>> 16}/${realm & 0xffff}`,
  );
}

/** `192.0.2.1/24`, `192.0.2.1 peer 192.0.2.2/32`. */
function localWords({ cidr, peer }: { readonly cidr: Ipv4Cidr; readonly peer?: Ipv4Addr }): string {
  return peer === undefined ? formatIpv4Cidr(cidr) : `${cidr.addr} peer ${peer}/${cidr.prefixLen}`;
}

function lifetime(name: string, seconds: number | undefined): string {
  return seconds === undefined ? '' : `${name} ${seconds === 0xffffffff ? 'forever' : seconds}`;
}

function ruleWords(rule: Rule): string {
  return words(
    rule.not ? 'not' : '',
    rule.pref === 0 && rule.table === 0 && !rule.action ? '' : `pref ${rule.pref}`,
    `from ${rule.from ? formatIpv4Cidr(rule.from) : 'all'}`,
    rule.to ? `to ${formatIpv4Cidr(rule.to)}` : '',
    option('iif', rule.iif),
    option('oif', rule.oif),
    rule.fwmark ? `fwmark 0x${rule.fwmark.value.toString(16)}/0x${rule.fwmark.mask.toString(16)}` : '',
    rule.tos === undefined ? '' : `tos 0x${rule.tos.toString(16)}`,
    option('ipproto', rule.ipproto),
    range('sport', rule.sport),
    range('dport', rule.dport),
    rule.uidrange ? `uidrange ${rule.uidrange.start}-${rule.uidrange.end}` : '',
    option('tun_id', rule.tunId),
    rule.realm === undefined ? '' : `realms ${rule.realm >>> 16}/${rule.realm & 0xffff}`,
    option('protocol', rule.proto),
    actionWords(rule),
    option('suppress_prefixlength', rule.suppressPrefixlength),
    option('suppress_ifgroup', rule.suppressIfgroup),
  );
}

function range(name: string, ports: Rule['sport']): string {
  if (!ports) return '';
  return `${name} ${ports.start}${ports.end === ports.start ? '' : `-${ports.end}`}`;
}

function actionWords({ action, goto: target, table }: Rule): string {
  const lookup = table === 0 ? '' : `lookup ${tableName(table)}`;
  if (action === undefined) return lookup;
  return words(action === 'goto' ? `goto ${target}` : action, lookup);
}

function destination(dst: Ipv4Cidr): string {
  if (dst.prefixLen === 0 && dst.addr === '0.0.0.0') return 'default';
  return dst.prefixLen === 32 ? dst.addr : formatIpv4Cidr(dst);
}

/** /etc/iproute2/rt_tables. */
function tableName(table: number): string {
  if (table === RT_TABLE_MAIN) return 'main';
  if (table === RT_TABLE_LOCAL) return 'local';
  return table === 253 ? 'default' : String(table);
}

/** `ip -n web …`, `bridge -n web …`: one command a line. */
function withNetns(name: string, commands: string): string {
  return name === '' ? commands : commands.replaceAll(/^(ip|bridge) /gm, `$1 -n ${name} `);
}

function inNetns(name: string, command: string): string {
  return name === '' ? command : `ip netns exec ${name} ${command}`;
}

function option(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `${name} ${value}`;
}

function onOff(name: string, value: boolean | undefined): string {
  return value === undefined ? '' : `${name} ${value ? 'on' : 'off'}`;
}

function quote(value: string): string {
  return /^[\w.:-]+$/.test(value) ? value : `"${value}"`;
}

function words(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
