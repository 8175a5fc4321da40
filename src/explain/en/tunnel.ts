// Tunnels and macvlans.

import type { EventOf } from '../../engine/trace.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Summaries, Tellers } from '../tell.ts';
import { list, packetWord } from './words.ts';

type TunnelKind = Extract<keyof Tellers, `vxlan.${string}` | `macvlan.${string}`>;

export const tunnel: Pick<Tellers, TunnelKind> = {
  'vxlan.fdb.lookup': (e, at) => ({ title: lookupTitle(e, at.dev), body: lookupBody(e, at) }),
  'vxlan.learn': (e, at) => ({
    title: `${at.dev} learns that ${e.mac} is behind ${e.remote}`,
    body: sentences(
      say`The datagram came from ${code(e.remote)} and the frame in it from ${code(e.mac)}, so ${code(at.dev)} notes that this address is reached by way of that tunnel end.`,
      e.movedFrom === undefined
        ? undefined
        : say`Until now it was noted behind ${code(e.movedFrom)}: it has moved.`,
    ),
  }),
  'vxlan.encap': (e, at) => ({
    title: `${at.dev} puts the ${packetWord(e.before)} into a datagram to ${e.remote}`,
    body: say`The whole frame becomes the data of a UDP datagram to port ${code(e.port)} of ${code(e.remote)}, behind a VXLAN header with the network identifier ${code(e.vni)}. It is 50 octets longer now: that is why ${code(at.dev)} should have an MTU 50 less than the network it crosses.`,
  }),
  'vxlan.decap': (e, at) => ({
    title: `${at.dev} unpacks the ${packetWord(e.packet)}`,
    body: say`The datagram from ${code(e.from)} has the network identifier ${code(e.vni)}, which is ${code(at.dev)}'s. The outer headers are taken off, and the frame inside comes in by ${code(at.dev)} as if it had come by a cable.`,
  }),
  'vxlan.local': (e, at) => ({
    title: `The other end of the tunnel is ${at.names.dev(e.to.netns, e.to.ifindex)}, here as well`,
    body: say`The destination is an address of this machine itself, so no datagram is made: the frame is handed straight to ${code(at.names.dev(e.to.netns, e.to.ifindex))}.`,
  }),
  'vxlan.arp-proxy': (e, at) => ({
    title: `${at.dev} answers the ARP request itself`,
    body: say`${code(at.dev)} has ${code('proxy')} on and ${code(e.ip)} at ${code(e.mac)} in its neighbour table, so it answers in that machine's place. Nothing crosses the tunnel.`,
  }),
  'vxlan.pmtu': (e, at) => ({
    title: `${at.dev} tells the sender that only ${e.mtu} octets fit`,
    body: say`The frame may not be cut and wouldn't fit through the tunnel. ${code(at.dev)} is a bridge's port without an address of its own, so the ICMP error goes back in the destination's name.`,
  }),
  'macvlan.rcv': (e, at) => ({ title: macvlanTitle(e, at), body: macvlanBody(e, at) }),
};

function lookupTitle(e: EventOf<'vxlan.fdb.lookup'>, dev: string): string {
  if (!e.entry) return `${dev} doesn't know where to send ${e.mac}`;
  if (e.entry.mac === ZERO_MAC) return `${dev} sends to everybody that it knows of`;
  return `${dev} knows the tunnel end of ${e.mac}`;
}

function lookupBody(e: EventOf<'vxlan.fdb.lookup'>, at: Place): Body {
  if (!e.entry)
    return say`The forwarding database of ${code(at.dev)} has neither ${code(e.mac)} nor a default (${code(ZERO_MAC)}): the device was made without ${code('remote')} or ${code('group')}.`;
  const ends = code(list(e.entry.remotes.map(({ ip }) => ip)));
  if (e.entry.mac === ZERO_MAC)
    return say`There is no entry for ${code(e.mac)}, so the default applies: a copy goes to ${ends}.`;
  return say`The forwarding database of ${code(at.dev)} has ${code(e.mac)} behind ${ends}.`;
}

function namesIn(e: EventOf<'macvlan.rcv'>, { names }: Place): string {
  return list(e.to.map(({ netns, ifindex }) => names.dev(netns, ifindex)));
}

function macvlanTitle(e: EventOf<'macvlan.rcv'>, at: Place): string {
  return e.to.length === 0 ? `No macvlan on ${at.dev} gets the frame` : `${namesIn(e, at)} gets the frame`;
}

function macvlanBody(e: EventOf<'macvlan.rcv'>, at: Place): Body {
  if (e.to.length === 0)
    return say`The frame came from a macvlan on ${code(at.dev)}, and the others have seen it already or may not.`;
  return say`${code(at.dev)} carries macvlans with addresses of their own: the frame to ${code(e.packet?.eth?.dst ?? '')} is for ${code(namesIn(e, at))}.`;
}

export const TUNNEL_SUMMARIES: Pick<Summaries, TunnelKind> = {
  'vxlan.fdb.lookup': (e) =>
    e.entry ? `${e.mac} by ${list(e.entry.remotes.map(({ ip }) => ip))}` : `${e.mac}: no tunnel end`,
  'vxlan.learn': (e) => `${e.mac} is behind ${e.remote}`,
  'vxlan.encap': (e) => `into VXLAN ${e.vni} to ${e.remote}`,
  'vxlan.decap': (e) => `out of VXLAN ${e.vni} from ${e.from}`,
  'vxlan.local': (e, at) => `straight to ${at.names.dev(e.to.netns, e.to.ifindex)}`,
  'vxlan.arp-proxy': (e) => `proxy: ${e.ip} is at ${e.mac}`,
  'vxlan.pmtu': (e) => `tells: MTU ${e.mtu}`,
  'macvlan.rcv': (e, at) => (e.to.length > 0 ? `to ${namesIn(e, at)}` : 'to no macvlan'),
};
