// ICMP, and the programs that send probes.

import { pingCommand } from '../packet-words.ts';
import type { EventOf, PingErrorKind } from '../../engine/trace.ts';
import { icmpCode, icmpTypeNumber, isIcmpError } from '../../wire/icmpv4.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { duration, icmpWord, packetWord, plural } from './words.ts';

export const icmp: Pick<Tellers, 'icmp.send' | 'icmp.limited' | 'icmp.suppressed' | 'icmp.rcv'> = {
  'icmp.send': (e, at) => ({
    title: `${at.machine} tells ${e.to}: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
    body: sentences(
      isIcmpError(e.message)
        ? say`An ICMP error goes back to ${code(e.to)}, the sender of the ${packetWord(e.about)}, with the beginning of that packet inside.`
        : say`${at.machine} sends an ICMP message to ${code(e.to)}.`,
      sourceBody(e, at),
    ),
  }),
  'icmp.limited': (e, at) => ({
    title: `${at.machine} keeps the ICMP error to itself`,
    body: say`"${icmpWord(e.type, e.code)}" would be due, but ${LIMITS[e.limit]}. The sender hears nothing.`,
  }),
  'icmp.suppressed': (e, at) => ({
    title: `${at.machine} sends no ICMP message`,
    body: say`"${icmpWord(e.type, e.code)}" would be due, but ${SUPPRESSED[e.why]}.`,
  }),
  'icmp.rcv': (e, at) => ({
    title: `${at.machine} gets an ICMP message: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
    body: rcvBody(e, at),
  }),
};

const LIMITS: Readonly<Record<EventOf<'icmp.limited'>['limit'], string>> = {
  peer: 'this host has been sent enough errors lately (icmp_ratelimit: one a second, six at once)',
  global: 'the machine has sent enough ICMP errors lately (icmp_msgs_per_sec)',
  'route-error': 'errors about missing routes go out once a second at most (five at once)',
};

const SUPPRESSED: Readonly<Record<EventOf<'icmp.suppressed'>['why'], string>> = {
  'about-icmp-error': 'no error is ever sent about an ICMP error: two machines could go on forever',
  broadcast: 'no error is sent about a broadcast or multicast: everybody would answer at once',
  fragment: 'errors are sent about the first fragment only',
  'no-route': 'there is no route back to the sender',
  ignored: 'the settings forbid it',
};

function sourceBody(e: EventOf<'icmp.send'>, at: Place): Body {
  const from = code(e.from);
  switch (e.sourceWhy) {
    case 'addressed-to-us':
      return say`Its source is ${from}, the address the packet was sent to.`;
    case 'route-back':
      return say`Its source is ${from}: the address of ${at.machine} on the way back to the sender.`;
    case 'inbound-address':
      return say`Its source is ${from}, the address of the device the packet came in by.`;
  }
}

function rcvBody(e: EventOf<'icmp.rcv'>, at: Place): Body {
  const { message } = e;
  if (message.type === 'echo-request') {
    return say`It is an echo request: the kernel of ${at.machine} answers by itself, with the same id, sequence number and data. No program is needed for that.`;
  }
  if (message.type === 'echo-reply') {
    return say`It is an echo reply: it belongs to the ping whose identifier is ${code(message.id)}.`;
  }
  if (!isIcmpError(message)) return say`Type ${icmpTypeNumber(message)}, code ${icmpCode(message)}.`;
  const { src, dst } = message.original.header;
  return say`It is about the packet ${code(src)} → ${code(dst)} whose beginning it carries: that says which program has to hear of it.`;
}

export const process: Pick<
  Tellers,
  'ping.start' | 'ping.send' | 'ping.reply' | 'ping.error' | 'ping.end' | 'udp.send' | 'udp.error'
> = {
  'ping.start': (e, at) => ({
    title: `${at.machine} pings ${e.to}`,
    body: say`${code(pingCommand(e))} starts: ${e.count === Infinity ? 'echo requests' : plural(e.count, 'echo request')}, and an echo reply hoped for each.`,
  }),
  'ping.send': (e, at) => ({
    title: `${at.machine} makes echo request ${e.icmpSeq}`,
    body: say`An ICMP echo request with sequence number ${e.icmpSeq} is handed to the IP layer. It has no MAC addresses yet: that comes last.`,
  }),
  'ping.reply': (e, at) => ({
    title: e.duplicate ? `${at.machine} gets the same reply again` : `The ping is answered`,
    body: e.duplicate
      ? say`Another reply to icmp_seq=${e.icmpSeq} from ${code(e.from)}: ping prints (DUP!). The request must have arrived twice, or more than one machine has answered.`
      : say`The reply to icmp_seq=${e.icmpSeq} came from ${code(e.from)} after ${duration(e.rtt)}, with a TTL of ${e.ttl}${hops(e.ttl)}.`,
  }),
  'ping.error': (e, at) => ({ title: errorTitle(e.error, at), body: errorBody(e.error) }),
  'ping.end': (e, at) => ({
    title: e.received === 0 ? `The ping from ${at.machine} has failed` : `The ping from ${at.machine} ends`,
    body: say`${plural(e.sent, 'packet')} transmitted, ${e.received} received${e.errors > 0 ? `, +${plural(e.errors, 'error')}` : ''}, ${loss(e)}% packet loss.`,
  }),
  'udp.send': (e, at) => ({
    title: `${at.machine} sends a UDP datagram to port ${e.dport}`,
    body: say`From port ${e.sport} to port ${e.dport}. UDP expects no answer: only an ICMP error would tell that nobody listens.`,
  }),
  'udp.error': (e, at) => ({ title: errorTitle(e.error, at), body: errorBody(e.error) }),
};

/** Linux starts at 64. */
function hops(ttl: number): string {
  return ttl < 64 && ttl > 32 ? `, so it passed ${plural(64 - ttl, 'router')}` : '';
}

function loss(e: EventOf<'ping.end'>): number {
  return e.sent === 0 ? 100 : Math.round((100 * (e.sent - e.received)) / e.sent);
}

const ERRNO: Readonly<Record<Extract<PingErrorKind, { type: 'local' }>['errno'], string>> = {
  ENETUNREACH: 'Network is unreachable: no route fits, not even a default route',
  EHOSTUNREACH: 'No route to host: a route of type unreachable refuses it',
  EACCES: 'Permission denied: a broadcast address needs ping -b, or a route of type prohibit refuses it',
  EINVAL: 'Invalid argument: a blackhole route swallows it',
  EMSGSIZE: 'Message too long: it does not fit and may not be fragmented',
  ENODEV: 'No such device',
  ENETDOWN: 'Network is down: the device is not up',
  ENOBUFS:
    'No buffer space available: the driver refuses the frame (the far end of the cable takes less), or it does not fit into the buffer of the socket',
  EADDRNOTAVAIL: 'Cannot assign requested address: the source is no address of this machine',
};

function errorTitle(error: PingErrorKind, at: Place): string {
  if (error.type === 'local') return `${at.machine} can't even send it`;
  return `${at.machine} is told: ${icmpWord(icmpTypeNumber(error.message), icmpCode(error.message))}`;
}

function errorBody(error: PingErrorKind): Body {
  if (error.type === 'icmp') {
    return say`The program hears it from ${code(error.from)}, about its request ${error.seq}.`;
  }
  const mtu = error.mtu === undefined ? '' : ` (MTU ${error.mtu})`;
  return say`The system call fails at once, and nothing leaves the machine: ${ERRNO[error.errno]}${mtu}.`;
}
