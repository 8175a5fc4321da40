// IPv4 on its way through a machine.

import type { EventOf } from '../../engine/trace.ts';
import type { Hook } from '../../engine/netfilter/hooks.ts';
import { code, say, sentences } from '../say.ts';
import { type Body, endsOf, type Place, type Tellers } from '../tell.ts';
import { packetWord, plural } from './words.ts';

export const ip: Pick<
  Tellers,
  | 'ip.rcv'
  | 'nf.hook'
  | 'ip.local-deliver'
  | 'ip.forward'
  | 'ip.output'
  | 'ip.loopback-copy'
  | 'ip.fragment'
  | 'ip.defrag'
  | 'ip.mtu-exceeded'
  | 'ip.redirect'
> = {
  'ip.rcv': (e, at) => ({
    title: `${at.machine} checks the IP header`,
    body: say`The ${packetWord(e.packet)} ${ends(e)} came in by ${code(at.dev)}. Version, length and header checksum are right, so it may go on.`,
  }),
  'nf.hook': (e, at) => ({
    title: `${e.hook}: nothing in the way`,
    body: say`The packet passes the netfilter hook ${code(e.hook)} of ${at.machine} (${HOOKS[e.hook]}). There is no rule, so it is accepted.`,
  }),
  'ip.local-deliver': (e, at) => ({
    title: `The packet has arrived at ${at.machine}`,
    body: say`${code(e.matched)} is ${at.machine}'s own address, so the packet isn't forwarded but handed to protocol ${protocol(e.protocol)}.`,
  }),
  'ip.forward': (e, at) => ({
    title: `${at.machine} forwards the packet`,
    body: forwardBody(e, at),
  }),
  'ip.output': (e, at) => ({
    title: `${at.machine} sends the packet towards ${e.nextHop}`,
    body: outputBody(e),
  }),
  'ip.loopback-copy': (_e, at) => ({
    title: `${at.machine} gets a copy of its own broadcast`,
    body: say`A broadcast is for everybody, the sender included: beside the frame that leaves through ${code(at.dev)}, a copy goes back into ${at.machine}'s own stack.`,
  }),
  'ip.fragment': (e, at) => ({
    title: `${at.machine} cuts the packet into ${e.fragments.length}`,
    body: say`The packet is larger than the MTU of ${e.mtu} octets on ${code(at.dev)} and may be fragmented (DF is off), so it travels as ${plural(e.fragments.length, 'fragment')} with the same id. Only the destination puts them together again.`,
  }),
  'ip.defrag': (e, at) => ({
    title: e.complete
      ? `${at.machine} has all fragments`
      : `${at.machine} keeps a fragment and waits for the others`,
    body: e.complete
      ? say`With this one ${plural(e.have, 'fragment')} are there without a gap: the packet is whole again.`
      : say`${plural(e.have, 'fragment')} of this packet so far. If the rest doesn't come within 30 seconds, all are thrown away.`,
  }),
  'ip.mtu-exceeded': (e, at) => ({
    title: `The packet doesn't fit through ${at.machine}'s way out`,
    body: say`It is ${e.length} octets long, the MTU is ${e.mtu}, and DF (don't fragment) is set. So it can't go on, and the sender is told which size would fit.`,
  }),
  'ip.redirect': (e, at) => ({ title: redirectTitle(e, at), body: redirectBody(e, at) }),
};

const HOOKS: Readonly<Record<Hook, string>> = {
  PREROUTING: 'right after it came in, before the routing decision',
  INPUT: 'before it is handed to a local process',
  FORWARD: 'between coming in and going out, for packets that pass through',
  OUTPUT: "for the machine's own packets",
  POSTROUTING: 'the last one before it leaves',
};

function ends(e: EventOf<'ip.rcv'>): ReturnType<typeof say> {
  const { src, dst } = endsOf(e.packet);
  return say`${code(src)} → ${code(dst)}`;
}

function protocol(number: number): string {
  return { 1: '1 (ICMP)', 6: '6 (TCP)', 17: '17 (UDP)' }[number] ?? `${number}`;
}

function forwardBody(e: EventOf<'ip.forward'>, at: Place): Body {
  const { dst } = endsOf(e.packet);
  const before = e.before.net.kind === 'ipv4' ? e.before.net.ttl : 0;
  const way =
    e.nextHop === dst ? say`straight to ${code(e.nextHop)}` : say`to the next hop ${code(e.nextHop)}`;
  return say`${code(dst)} is somebody else's address and ${code('net.ipv4.ip_forward')} is 1, so ${at.machine} passes the packet on: out of ${code(e.oif)}, ${way}. The TTL goes down from ${before} to ${before - 1}; the IP addresses stay, only the MAC addresses will be new.`;
}

function outputBody(e: EventOf<'ip.output'>): Body {
  const { dst } = endsOf(e.packet);
  if (e.nextHop === dst) {
    return say`${code(dst)} is on the link of ${code(e.oif)}, so the frame will go straight to it. What is missing is its MAC address.`;
  }
  return say`${code(dst)} isn't on the link, so the frame goes to the gateway ${code(e.nextHop)} out of ${code(e.oif)}: its MAC address, but the IP address of the destination.`;
}

function redirectTitle(e: EventOf<'ip.redirect'>, at: Place): string {
  if (e.decision === 'send') return `${at.machine} tells the sender a shorter way`;
  return e.decision === 'accept'
    ? `${at.machine} follows the redirect`
    : `${at.machine} doesn't act on the redirect`;
}

const IGNORED: Readonly<Record<string, string>> = {
  send_redirects: 'send_redirects is off',
  rate: 'the sender has been told often enough lately',
  'no-route': 'there is no route that it could change',
  'not-the-gateway': "it doesn't come from the gateway that is in use",
  'same-gateway': 'it names the gateway that is in use anyway',
  'accept-redirects-off': 'accept_redirects is off',
  'invalid-gateway': 'the new gateway is no address that a host could have',
  'gateway-off-link': 'the new gateway is not on the same link',
  'not-a-known-gateway': 'no route has the new gateway (secure_redirects)',
  'gateway-unresolved': 'the new gateway has to be found by ARP first',
};

function redirectBody(e: EventOf<'ip.redirect'>, at: Place): Body {
  const gateway = code(e.gateway);
  if (e.decision === 'send') {
    return say`The packet leaves by the device it came in by: sender and next hop ${gateway} are on the same link. ${at.machine} forwards it all the same, and sends an ICMP redirect so that the next ones go to ${gateway} directly.`;
  }
  if (e.decision === 'accept') {
    return say`From now on packets to this destination go to ${gateway}. The routing table stays as it is; the kernel keeps this beside it.`;
  }
  return sentences(
    say`${gateway} would be a better next hop, but nothing is done about it: ${IGNORED[e.why ?? ''] ?? e.why ?? 'it is not allowed here'}.`,
  );
}
