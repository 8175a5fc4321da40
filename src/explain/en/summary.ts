// One short line for every kind of event, for the timeline.

import { routeText, winnerOf } from '../fib-reasons.ts';
import { opCommand } from '../op-text.ts';
import { icmpCode, icmpTypeNumber } from '../../wire/icmpv4.ts';
import type { EventOf, PingErrorKind } from '../../engine/trace.ts';
import type { Packet } from '../../wire/packet.ts';
import { packetKind, pingCommand } from '../packet-words.ts';
import { endsOf, type Place, type Summaries } from '../tell.ts';
import { because } from './route.ts';
import { STP_SUMMARIES } from './stp.ts';
import { TUNNEL_SUMMARIES } from './tunnel.ts';
import { duration, icmpWord, packetWord, plural } from './words.ts';

export const SUMMARIES: Summaries = {
  ...STP_SUMMARIES,
  ...TUNNEL_SUMMARIES,
  'dev.xmit': (e) => packetLine(e.packet),
  'dev.rcv': (e, at) => `${at.dev} receives: ${packetLine(e.packet)}`,
  'dev.state': (e, at) => `${at.dev} ${e.up ? (e.carrier ? 'up' : 'up, no carrier') : 'down'}`,
  'br.learn': (e, at) => `${e.mac} is behind ${at.dev}${e.movedFrom ? `, moved from ${e.movedFrom}` : ''}`,
  'br.fdb.lookup': fdbLine,
  'br.forward': (e) => `forward to ${e.port}`,
  'br.flood': (e) => (e.ports.length > 0 ? `flood to ${e.ports.join(', ')}` : 'nobody to flood to'),
  'br.local': (e) => `up to ${e.bridge}`,
  'br.storm': () => 'broadcast storm',
  'neigh.lookup': (e) => (e.mac === undefined ? `${e.ip}: no MAC address` : `${e.ip} at ${e.mac} ${e.state}`),
  'neigh.state': (e) => `${e.ip} ${e.from} → ${e.to}`,
  'neigh.queue': (e) => `${packetWord(e.packet)} waits for ${e.ip}`,
  'neigh.probe': (e) => `ask for ${e.ip}, ${e.n} of ${e.of}`,
  'arp.rcv': (e) => ARP[e.decision](endsOf(e.packet).dst, endsOf(e.packet).src),
  'fib.lookup': lookupLine,
  'fib.source': (e) => `source ${e.chosen}`,
  'fib.rp-filter': (e) => `rp_filter ${e.passed ? 'passed' : 'failed'}`,
  'fib.exception': (e) => `${e.dst}: ${e.mtu === undefined ? `via ${e.gateway}` : `MTU ${e.mtu}`}`,
  'fib.multipath': (e) => `next hop ${e.chosen + 1} of ${e.route.nexthops?.length ?? 1}`,
  'addr.lifetime': (e) => `${e.addr} ${e.to}`,
  'ip.rcv': (e) => `IP header right: ${packetLine(e.packet)}`,
  'nf.hook': (e) => e.hook,
  'ip.local-deliver': (e) => `for us: ${e.matched}`,
  'ip.forward': (e) => `forward to ${e.nextHop} by ${e.oif}`,
  'ip.output': (e) => `send to ${e.nextHop} by ${e.oif}`,
  'ip.loopback-copy': () => 'own broadcast comes back',
  'ip.fragment': (e) => `cut into ${plural(e.fragments.length, 'fragment')}, MTU ${e.mtu}`,
  'ip.defrag': (e) => (e.complete ? `${plural(e.have, 'fragment')}: whole again` : `fragment ${e.have} kept`),
  'ip.mtu-exceeded': (e) => `${e.length} octets, MTU ${e.mtu}, DF set`,
  'ip.redirect': (e) => `redirect to ${e.gateway}: ${REDIRECT[e.decision]}`,
  'icmp.send': (e) => `${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))} to ${e.to}`,
  'icmp.limited': (e) => `rate limit: no "${icmpWord(e.type, e.code)}"`,
  'icmp.suppressed': (e) => `no "${icmpWord(e.type, e.code)}"`,
  'icmp.rcv': (e) => `ICMP: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
  'ping.start': (e) => pingCommand(e),
  'ping.send': (e) => `icmp_seq=${e.icmpSeq}`,
  'ping.reply': (e) =>
    `icmp_seq=${e.icmpSeq} from ${e.from}${e.duplicate ? ' (DUP!)' : ` in ${duration(e.rtt)}`}`,
  'ping.error': (e) => errorLine(e.error),
  'ping.end': (e) => `${e.sent} sent, ${e.received} received`,
  'udp.send': (e) => `UDP ${e.sport} → ${e.dport}`,
  'udp.error': (e) => errorLine(e.error),
  'packet.deliver': (e) => `delivered: ${packetWord(e.packet)}`,
  'packet.drop': (e) => `dropped: ${packetWord(e.packet)} (${e.reason})`,
  op: (e) => `${opCommand(e.op) ?? e.op.op}${e.error === undefined ? '' : `: ${e.error}`}`,
};

const REDIRECT = { send: 'sent', accept: 'accepted', ignore: 'ignored' };

const ARP: Readonly<Record<EventOf<'arp.rcv'>['decision'], (dst: string, src: string) => string>> = {
  answer: (dst) => `answer for ${dst}`,
  learn: (_dst, src) => `learn ${src}`,
  ignore: (dst) => `ARP for ${dst} ignored`,
};

function fdbLine(e: EventOf<'br.fdb.lookup'>, at: Place): string {
  if (!e.hit || e.aged) return `${e.mac} unknown`;
  if (e.hit.local) return `${e.mac} is our own`;
  return `${e.mac} is behind ${e.netns === undefined ? '' : at.names.dev(e.netns, e.hit.port)}`;
}

function lookupLine(e: EventOf<'fib.lookup'>, at: Place): string {
  const winner = winnerOf(e.answer);
  if (!winner) return `no route to ${e.answer.flow.dst}`;
  if (winner.type === 'local') return `${e.answer.flow.dst} is our own address`;
  return `${routeText(winner, e.netns, at.names)} wins${because(e)}`;
}

function errorLine(error: PingErrorKind): string {
  if (error.type === 'local') return error.errno;
  return `${icmpWord(icmpTypeNumber(error.message), icmpCode(error.message))}, from ${error.from}`;
}

/** `echo request 192.168.1.5 → 192.168.2.5, ttl 64` */
function packetLine(packet: Packet | undefined): string {
  if (!packet) return '';
  const { net } = packet;
  const { src, dst } = endsOf(packet);
  if (net.kind === 'unknown') return `frame ${src} → ${dst}`;
  if (net.kind === 'ipv4') return `${packetWord(packet)} ${src} → ${dst}, ttl ${net.ttl}`;
  switch (packetKind(packet)) {
    case 'arp-request':
      return `who has ${net.tpa}? tell ${net.spa}`;
    case 'arp-probe':
      return `does anybody have ${net.tpa}?`;
    case 'arp-gratuitous':
      return `${net.spa} is at ${net.sha} (gratuitous)`;
    case 'arp-reply':
      return `${net.spa} is at ${net.sha}`;
    default:
      return `ARP ${src} → ${dst}`;
  }
}
