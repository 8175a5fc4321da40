// netstat -s: the counters of /proc/net/snmp and netstat in words (statistics.c of net-tools). A counter that it has no words for
// is shown by its name, if it isn't zero.

import type { Proc } from '../../program.ts';

/** `always` is shown even if it is zero; a `histogram` counter has a title before the first of its kind. */
type How = 'always' | 'unless-zero' | 'in-histogram' | 'out-histogram';
type Words = readonly [text: string, how: How];

const ICMP_KINDS: readonly (readonly [name: string, into: string, outOf: string])[] = [
  ['DestUnreachs', 'destination unreachable', 'destination unreachable'],
  ['TimeExcds', 'timeout in transit', 'time exceeded'],
  ['ParmProbs', 'wrong parameters', 'wrong parameters'],
  ['SrcQuenchs', 'source quenches', 'source quench'],
  ['Redirects', 'redirects', 'redirect'],
  ['Echos', 'echo requests', 'echo requests'],
  ['EchoReps', 'echo replies', 'echo replies'],
  ['Timestamps', 'timestamp request', 'timestamp requests'],
  ['TimestampReps', 'timestamp reply', 'timestamp replies'],
  ['AddrMasks', 'address mask request', 'address mask requests'],
  ['AddrMaskReps', 'address mask replies', 'address mask replies'],
];

const WORDS: Readonly<Record<string, Words>> = {
  IpForwarding: ['Forwarding: %', 'always'],
  IpInReceives: ['% total packets received', 'always'],
  IpInHdrErrors: ['% with invalid headers', 'unless-zero'],
  IpInAddrErrors: ['% with invalid addresses', 'unless-zero'],
  IpForwDatagrams: ['% forwarded', 'always'],
  IpInUnknownProtos: ['% with unknown protocol', 'unless-zero'],
  IpInDiscards: ['% incoming packets discarded', 'always'],
  IpInDelivers: ['% incoming packets delivered', 'always'],
  IpOutRequests: ['% requests sent out', 'always'],
  IpOutDiscards: ['% outgoing packets dropped', 'unless-zero'],
  IpOutNoRoutes: ['% dropped because of missing route', 'unless-zero'],
  IpReasmTimeout: ['% fragments dropped after timeout', 'unless-zero'],
  IpReasmReqds: ['% reassemblies required', 'unless-zero'],
  IpReasmOKs: ['% packets reassembled ok', 'unless-zero'],
  IpReasmFails: ['% packet reassemblies failed', 'unless-zero'],
  IpFragOKs: ['% outgoing packets fragmented ok', 'unless-zero'],
  IpFragFails: ['% outgoing packets failed fragmentation', 'unless-zero'],
  IpFragCreates: ['% fragments created', 'unless-zero'],
  IcmpInMsgs: ['% ICMP messages received', 'always'],
  IcmpInErrors: ['% input ICMP message failed', 'always'],
  IcmpOutMsgs: ['% ICMP messages sent', 'always'],
  IcmpOutErrors: ['% ICMP messages failed', 'always'],
  ...Object.fromEntries(
    ICMP_KINDS.flatMap(([name, into, outOf]): [string, Words][] => [
      [`IcmpIn${name}`, [`${into}: %`, 'in-histogram']],
      [`IcmpOut${name}`, [`${outOf}: %`, 'out-histogram']],
    ]),
  ),
  TcpActiveOpens: ['% active connection openings', 'always'],
  TcpPassiveOpens: ['% passive connection openings', 'always'],
  TcpAttemptFails: ['% failed connection attempts', 'always'],
  TcpEstabResets: ['% connection resets received', 'always'],
  TcpCurrEstab: ['% connections established', 'always'],
  TcpInSegs: ['% segments received', 'always'],
  TcpOutSegs: ['% segments sent out', 'always'],
  TcpRetransSegs: ['% segments retransmitted', 'always'],
  TcpInErrs: ['% bad segments received', 'always'],
  TcpOutRsts: ['% resets sent', 'always'],
  UdpInDatagrams: ['% packets received', 'always'],
  UdpNoPorts: ['% packets to unknown port received', 'always'],
  UdpInErrors: ['% packet receive errors', 'always'],
  UdpOutDatagrams: ['% packets sent', 'always'],
  UdpRcvbufErrors: ['% receive buffer errors', 'always'],
  UdpSndbufErrors: ['% send buffer errors', 'always'],
  TcpExtTCPHPHits: ['% packet headers predicted', 'always'],
  TcpExtIPReversePathFilter: ['IPReversePathFilter: %', 'unless-zero'],
};

/** Of the setting, not of what happened. */
const SILENT = new Set(['IpDefaultTTL', 'TcpRtoAlgorithm', 'TcpRtoMin', 'TcpRtoMax', 'TcpMaxConn']);
const TITLES = {
  'in-histogram': 'ICMP input histogram:',
  'out-histogram': 'ICMP output histogram:',
} as const;

/** -t, -u and -w choose; what belongs to no protocol of these is always there. */
export type Chosen = Readonly<Record<'tcp' | 'udp' | 'raw', boolean>>;
const BELONGS: Readonly<Record<string, keyof Chosen>> = {
  Ip: 'raw',
  Icmp: 'raw',
  Tcp: 'tcp',
  TcpExt: 'tcp',
  Udp: 'udp',
};

export function snmpText(proc: Proc, chosen: Chosen): string {
  const all = !chosen.tcp && !chosen.udp && !chosen.raw;
  let text = '';
  for (const path of ['/proc/net/snmp', '/proc/net/netstat']) {
    const file = proc.files.read(path);
    const lines = file.ok ? file.value.split('\n') : [];
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const [section = '', ...names] = (lines[i] as string).split(' ');
      const values = (lines[i + 1] as string).split(' ').slice(1);
      const name = section.slice(0, -1);
      const belongs = BELONGS[name];
      if (!all && belongs && !chosen[belongs]) continue;
      text += `${section}\n${sectionText(name, names, values.map(Number), all || chosen.raw)}`;
    }
  }
  return text;
}

function sectionText(
  section: string,
  names: readonly string[],
  values: readonly number[],
  deep: boolean,
): string {
  let text = '';
  let title: How | undefined;
  for (const [i, name] of names.entries()) {
    const value = values[i] ?? 0;
    const known = WORDS[section + name];
    if (SILENT.has(section + name)) continue;
    if (!known) {
      const indent = section === 'IcmpMsg' && deep ? '        ' : '    ';
      if (value !== 0) text += `${indent}${name}: ${value}\n`;
      continue;
    }
    const [words, how] = known;
    const isHistogram = how === 'in-histogram' || how === 'out-histogram';
    if (isHistogram && title !== how) text += `    ${TITLES[how]}\n`;
    title = isHistogram ? how : title;
    if (how === 'always' || value !== 0)
      text += `${isHistogram ? '        ' : '    '}${words.replace('%', String(value))}\n`;
  }
  return text;
}
