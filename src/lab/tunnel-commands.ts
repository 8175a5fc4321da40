// Tunnels and macvlans as commands.

import { isMulticast } from '../wire/ipv4-addr.ts';
import { SECOND } from '../engine/ids.ts';
import type { LinkKindSpec, NetlinkOp, VxlanRemoteSpec, VxlanSpec } from '../engine/netlink.ts';
import type { NetnsNames } from './commands.ts';

type LinkAdd = Extract<NetlinkOp, { op: 'link.add' }>;
type UpperSpec = Extract<LinkKindSpec, { kind: 'vxlan' | 'macvlan' }>;
type TunnelFdbOp = Extract<NetlinkOp, { op: `vxlan.fdb.${string}` }>;

/**
 * A device on one of another namespace is made there and moved: `netns` in one command would leave the underlay where the
 * command runs, which is what is wanted.
 */
export function upperAddWords(op: LinkAdd, link: UpperSpec, nameOf: NetnsNames): string {
  const kind = link.kind === 'vxlan' ? `vxlan ${vxlanWords(link.vxlan)}` : macvlanWords(link);
  const lower = link.kind === 'macvlan' ? link.macvlan.lower : undefined;
  const from = link.kind === 'vxlan' ? link.vxlan.underlay : lower?.netns;
  const isElsewhere = from !== undefined && from !== op.netns;
  return words(
    'ip link add',
    lower && `link ${lower.name} name`,
    op.name,
    option('index', op.index),
    option('address', op.mac),
    option('mtu', op.mtu),
    isElsewhere && `netns ${nameOf(op.netns) || '1'}`,
    `type ${kind}`,
  );
}

function macvlanWords({ macvlan }: Extract<UpperSpec, { kind: 'macvlan' }>): string {
  return words(`macvlan mode ${macvlan.mode}`, option('bcqueuelen', macvlan.bcQueueLen));
}

export function vxlanWords(spec: Partial<VxlanSpec>): string {
  const { vni, remote, local, lower, port, srcPort, ttl, tos, df, learning, ageing, maxAddr } = spec;
  const flags = spec.flags ?? [];
  return words(
    option('id', vni),
    remote !== undefined && `${isMulticast(remote) ? 'group' : 'remote'} ${remote}`,
    option('local', local),
    option('dev', lower),
    srcPort && `srcport ${srcPort[0]} ${srcPort[1]}`,
    option('dstport', port),
    learning === false && 'nolearning',
    option('ttl', ttl),
    // iproute2 reads the type of service in hexadecimal.
    tos !== undefined && `tos ${tos === 'inherit' ? tos : tos.toString(16)}`,
    option('df', df),
    ageing !== undefined && `ageing ${Math.round(ageing / SECOND)}`,
    option('maxaddress', maxAddr),
    flags.join(' '),
  );
}

export function tunnelFdbWords(op: TunnelFdbOp): string {
  if (op.op === 'vxlan.fdb.flush') return `bridge fdb flush dev ${op.dev}`;
  const verb = op.op === 'vxlan.fdb.del' ? 'del' : op.how;
  const state = op.op === 'vxlan.fdb.add' && op.state && op.state !== 'permanent' ? op.state : '';
  return words(
    `bridge fdb ${verb} ${op.mac} dev ${op.dev}`,
    op.remote && remoteWords(op.remote),
    state && `self ${state}`,
  );
}

function remoteWords({ ip, port, vni, via }: VxlanRemoteSpec): string {
  return words(`dst ${ip}`, option('port', port), option('vni', vni), option('via', via));
}

function option(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `${name} ${value}`;
}

function words(...parts: (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}
