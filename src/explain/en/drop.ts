// Why a packet ends.

import type { EventOf } from '../../engine/trace.ts';
import { code, say } from '../say.ts';
import { type Body, type DropTellers, endsOf, type Place, type Teller } from '../tell.ts';
import { packetWord } from './words.ts';

type Drop = EventOf<'packet.drop'>;

export const packetDrop: Teller<Drop> = (e, at) => DROPS[e.reason](e, at);

/** `title` names what died, and where; the body says why. */
function drop(title: (at: Place, word: string) => string, body: (e: Drop, at: Place) => Body): Teller<Drop> {
  return (e, at) => ({ title: title(at, packetWord(e.packet)), body: body(e, at) });
}

const here = (at: Place, word: string) => `${at.machine} drops the ${word}`;
const ignored = (at: Place, word: string) => `${at.machine} ignores the ${word}`;
const dst = (e: Drop) => code(endsOf(e.packet).dst);
const src = (e: Drop) => code(endsOf(e.packet).src);
const detail = (e: Drop, key: string) => e.detail?.[key];

const DROPS: DropTellers = {
  NO_SOCKET: drop(ignored, (e, at) =>
    detail(e, 'port') === undefined
      ? say`No program on ${at.machine} waits for this reply (any more).`
      : say`Nothing listens on UDP port ${code(detail(e, 'port') ?? '')} of ${at.machine}. The sender is told "port unreachable".`,
  ),
  PKT_TOO_BIG: drop(here, (e, at) =>
    detail(e, 'mtu') === undefined
      ? say`It is too large for the way out of ${at.machine}.`
      : say`It is ${detail(e, 'length') ?? '?'} octets long and the MTU here is ${detail(e, 'mtu') ?? '?'}. It can't be cut: DF is set, or a bridge would have to do it, and bridges don't.`,
  ),
  OTHERHOST: drop(
    ignored,
    (e, at) =>
      say`The frame is addressed to the MAC address ${code(e.packet?.eth?.dst ?? '?')}, and ${code(at.dev)} has another one. It reached ${at.machine} only because a switch flooded it.`,
  ),
  IP_CSUM: drop(here, () => say`The checksum of the IP header is wrong: the packet was damaged on the way.`),
  IP_INHDR: drop(here, inHeader),
  IP_RPFILTER: drop(
    here,
    (e, at) =>
      say`The reverse path filter: ${at.machine} wouldn't send to ${src(e)} through ${code(at.dev)}, so a packet from there may not come in here. Either a route back is missing, or the path is asymmetric and ${code('rp_filter')} should be 2 (loose).`,
  ),
  IP_OUTNOROUTES: drop(here, (e, at) => say`${at.machine} has no route to ${dst(e)}.`),
  IP_INNOROUTES: drop(
    here,
    (e, at) =>
      say`${at.machine} has no route to ${dst(e)}, and no default route. The sender is told "destination net unreachable".`,
  ),
  IP_LOCAL_SOURCE: drop(
    here,
    (e, at) =>
      say`A martian: the packet came in from outside, but claims to come from ${src(e)}, which is ${at.machine}'s own address. Two machines may have the same address.`,
  ),
  IP_INVALID_SOURCE: drop(
    here,
    (e) => say`A martian: ${src(e)} can't be the source of any packet (broadcast, multicast or 0.0.0.0).`,
  ),
  IP_INVALID_DEST: drop(here, (e) => say`A martian: ${dst(e)} can't be the destination of a packet.`),
  IP_LOCALNET: drop(
    here,
    () =>
      say`A martian: addresses of ${code('127.0.0.0/8')} never leave a machine, and none may come in from outside.`,
  ),
  IP_NOPROTO: drop(
    here,
    (e, at) =>
      say`${at.machine} has no handler for IP protocol ${detail(e, 'protocol') ?? '?'}. The sender is told "protocol unreachable".`,
  ),
  ICMP_CSUM: drop(here, () => say`The ICMP checksum is wrong.`),
  UDP_CSUM: drop(here, () => say`The UDP checksum is wrong.`),
  NEIGH_FAILED: drop(
    here,
    (e, at) =>
      say`Nobody answered the ARP requests of ${at.machine} on ${code(at.dev)}, so no frame can be made. The next hop is switched off, on another segment, or has another address. The sender of the packet (${src(e)}) is told "destination host unreachable".`,
  ),
  NEIGH_QUEUEFULL: drop(
    here,
    () => say`Too many packets wait for the same ARP answer; the oldest one gives way.`,
  ),
  NEIGH_CREATEFAIL: drop(here, (_e, at) => say`The neighbour table of ${at.machine} is full.`),
  NEIGH_DEAD: drop(here, () => say`The neighbour entry it needed is being removed.`),
  QUEUE_PURGE: drop(here, () => say`It was waiting, and what it waited for went away.`),
  DUP_FRAG: drop(here, () => say`This fragment is there already, or overlaps one that is.`),
  FRAG_REASM_TIMEOUT: drop(
    here,
    () =>
      say`The other fragments of this packet didn't come in time (30 seconds), so what is there is useless.`,
  ),
  FRAG_TOO_FAR: drop(here, () => say`Too many fragments of other packets from there have come in since.`),
  NETFILTER_DROP: drop(here, (_e, at) => say`A netfilter rule of ${at.machine} drops it.`),
  UNHANDLED_PROTO: drop(ignored, () => say`Nothing on this machine handles this protocol.`),
  DEV_READY: drop(here, (_e, at) => say`${code(at.dev)} of ${at.machine} is down.`),
  TC_EGRESS: drop(here, () => say`The queueing discipline of the device drops it.`),
  BRIDGE_INGRESS_STP_STATE: drop(
    here,
    (_e, at) =>
      say`The bridge port ${code(at.dev)} isn't forwarding (yet), so frames that come in there are not passed on.`,
  ),
  BRIDGE_NON_FORWARDING_STATE: drop(here, () => say`The port it would leave by isn't forwarding.`),
  NO_TX_TARGET: drop(here, () => say`No other port could take a copy: there is nobody to flood to.`),
  VXLAN_INVALID_HDR: drop(
    here,
    () => say`It came to a VXLAN port, but what follows the UDP header isn't a VXLAN header with a frame.`,
  ),
  VXLAN_VNI_NOT_FOUND: drop(here, (e, at) =>
    detail(e, 'vni') === undefined
      ? say`The other end of the tunnel should be on ${at.machine} itself, but no tunnel that is up there has this network identifier and port.`
      : say`It carries the network identifier ${code(detail(e, 'vni') ?? '')}, and no VXLAN device of ${at.machine} that is up has that one. Both ends of a tunnel need the same ${code('id')}.`,
  ),
  VXLAN_ENTRY_EXISTS: drop(
    here,
    (e, at) =>
      say`${code(at.dev)} has a fixed entry that puts ${code(e.packet?.eth?.src ?? '?')} behind another tunnel end. Who claims to be it from elsewhere isn't heard.`,
  ),
  VXLAN_NO_REMOTE: drop(
    here,
    (_e, at) => say`The entry in the forwarding database of ${code(at.dev)} names no tunnel end.`,
  ),
  LOCAL_MAC: drop(
    here,
    (_e, at) => say`It claims to come from ${code(at.dev)}'s own MAC address: it has gone round in a loop.`,
  ),
  MAC_INVALID_SOURCE: drop(
    here,
    (e) => say`${code(e.packet?.eth?.src ?? '?')} can't be the source address of a frame.`,
  ),
  NOT_SPECIFIED: drop(here, () => say`Linux gives no reason.`),
  'forwarding-disabled': drop(
    here,
    (e, at) =>
      say`${dst(e)} isn't an address of ${at.machine}, and ${at.machine} is no router: ${code('net.ipv4.ip_forward')} is 0. So the packet ends here, and nobody is told. (Linux counts it as IpInAddrErrors.)`,
  ),
  'route-unreachable': drop(here, (e) => say`A route of type unreachable refuses ${dst(e)}.`),
  'route-blackhole': drop(here, (e) => say`A blackhole route swallows whatever goes to ${dst(e)}.`),
  'route-prohibit': drop(here, (e) => say`A route of type prohibit refuses ${dst(e)}.`),
  'arp-not-for-us': drop(
    ignored,
    (e, at) => say`It asks for ${dst(e)}, which isn't an address of ${at.machine}.`,
  ),
  'arp-ignored': drop(
    ignored,
    () => say`There is nothing in it that this machine has to do something about.`,
  ),
  'icmp-ignored': drop(ignored, icmpIgnored),
  'broadcast-forward': drop(
    here,
    () => say`It came as a link-layer broadcast, and routers don't forward those.`,
  ),
  'multicast-not-joined': drop(
    ignored,
    (e, at) => say`Nobody on ${at.machine} has joined the group ${dst(e)}.`,
  ),
  'bridge-same-port': drop(
    here,
    (_e, at) =>
      say`The destination is behind ${code(at.dev)}, where the frame came from: it has been there already.`,
  ),
  'bridge-isolated': drop(
    here,
    () => say`Both ports are isolated, and isolated ports don't talk to each other.`,
  ),
  'tunnel-loop': drop(
    here,
    (e, at) =>
      say`The way to ${code(detail(e, 'remote') ?? '?')}, the other end of the tunnel, leads through the tunnel ${code(at.dev)} itself.`,
  ),
  'tunnel-proxy': drop(
    ignored,
    (_e, at) =>
      say`${code(at.dev)} has ${code('proxy')} on: it answers ARP requests from its own neighbour table, and sends none across the tunnel. It has no answer to this one.`,
  ),
  'reserved-multicast': drop(
    here,
    () =>
      say`Addresses ${code('01:80:c2:00:00:0x')} are for neighbours on the same cable; a bridge doesn't pass them on.`,
  ),
  'no-carrier': drop(
    (_at, word) => `The ${word} is lost on the cable`,
    (_e, at) =>
      say`Nobody is at the other end of ${code(at.dev)}: the cable is out, or the far side is down.`,
  ),
  'cable-loss': drop(
    (_at, word) => `The ${word} is lost on the cable`,
    () => say`This cable loses a share of the frames, and this was one of them.`,
  ),
  'transport-not-modelled': drop(
    ignored,
    (e) =>
      say`Linux would answer here, but IP protocol ${detail(e, 'protocol') ?? '?'} isn't part of this simulation yet.`,
  ),
  'storm-bound': drop(
    (_at, word) => `The ${word} is taken out of the loop`,
    () => say`On real cables it would go round forever. The simulation stops it here.`,
  ),
};

function inHeader(e: Drop, at: Place): Body {
  const ttl = detail(e, 'ttl');
  if (ttl !== undefined) {
    return say`Its TTL is ${ttl}: ${at.machine} would have to lower it to 0, so the packet ends here, and the sender is told "time to live exceeded". That happens when the TTL was set low (traceroute does), or when routers send the packet in a circle.`;
  }
  const option = detail(e, 'option');
  if (option !== undefined) return say`The IP option ${code(option)} is wrong.`;
  return say`The IP header makes no sense: wrong version, wrong length, or cut short.`;
}

function icmpIgnored(e: Drop, at: Place): Body {
  switch (detail(e, 'why')) {
    case 'broadcast':
      return say`It was sent to a broadcast address, and ${code('net.ipv4.icmp_echo_ignore_broadcasts')} is 1, as it is by default.`;
    case 'icmp_echo_ignore_all':
      return say`${code('net.ipv4.icmp_echo_ignore_all')} is 1 on ${at.machine}: it answers no ping.`;
    case 'no socket':
      return say`It is about a packet whose sender isn't there any more.`;
    default:
      return say`Nobody on ${at.machine} waits for this ICMP message.`;
  }
}
