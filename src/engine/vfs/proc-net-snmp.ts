// /proc/net/snmp and /proc/net/netstat (snmp_seq_show and netstat_seq_show, net/ipv4/proc.c): a line of names, a line of numbers.

import { ICMP_TYPES } from '../mib.ts';
import type { Netns } from '../netns.ts';
import { sysctlText } from '../sysctl.ts';
import { SNMP_FIELDS } from './snmp-fields.ts';

/** Where the ICMP messages that have counters of their own stand in IcmpMsg (icmpmibmap). */
const ICMP_NAMES: readonly (readonly [string, number])[] = [
  ['DestUnreachs', 3],
  ['TimeExcds', 11],
  ['ParmProbs', 12],
  ['SrcQuenchs', 4],
  ['Redirects', 5],
  ['Echos', 8],
  ['EchoReps', 0],
  ['Timestamps', 13],
  ['TimestampReps', 14],
  ['AddrMasks', 17],
  ['AddrMaskReps', 18],
];
const ICMP_COUNTER: ReadonlyMap<string, string> = new Map(
  ICMP_NAMES.flatMap(([name, type]) => [
    [`In${name}`, `IcmpMsgInType${type}`],
    [`Out${name}`, `IcmpMsgOutType${type}`],
  ]),
);

/** What isn't counted but set (tcp_init, net/ipv4/tcp.c; RFC 1213). */
const SET: Readonly<Record<string, string>> = {
  TcpRtoAlgorithm: '1',
  TcpRtoMin: '200',
  TcpRtoMax: '120000',
  TcpMaxConn: '-1',
};

export function procNetSnmp(ns: Netns): string {
  const lines = ['Ip', 'Icmp', 'IcmpMsg', 'Tcp', 'Udp', 'UdpLite'];
  return lines.map((name) => (name === 'IcmpMsg' ? icmpMsg(ns) : pair(ns, name))).join('');
}

export function procNetNetstat(ns: Netns): string {
  return ['TcpExt', 'IpExt', 'MPTcpExt'].map((name) => pair(ns, name)).join('');
}

function pair(ns: Netns, name: string): string {
  const fields = (SNMP_FIELDS[name] ?? '').trim().split(/\s+/);
  const values = fields.map((field) => valueOf(ns, name, field));
  return `${name}: ${fields.join(' ')}\n${name}: ${values.join(' ')}\n`;
}

function valueOf(ns: Netns, name: string, field: string): string {
  // RFC 1213: 1 forwards, 2 doesn't.
  if (field === 'Forwarding') return sysctlText(ns, 'net.ipv4.ip_forward') === '0' ? '2' : '1';
  if (field === 'DefaultTTL') return sysctlText(ns, 'net.ipv4.ip_default_ttl') ?? '';
  const counter = name === 'Icmp' ? ICMP_COUNTER.get(field) : undefined;
  return SET[name + field] ?? String(ns.mib.get(counter ?? name + field));
}

/** Only the types that came or went (icmpmsg_put). */
function icmpMsg(ns: Netns): string {
  const names = ['InType', 'OutType'].flatMap((way) =>
    Array.from({ length: ICMP_TYPES }, (_, type) => `${way}${type}`),
  );
  const seen = names.filter((name) => ns.mib.get(`IcmpMsg${name}`) > 0);
  if (seen.length === 0) return '';
  return `IcmpMsg: ${seen.join(' ')}\nIcmpMsg: ${seen.map((name) => ns.mib.get(`IcmpMsg${name}`)).join(' ')}\n`;
}
