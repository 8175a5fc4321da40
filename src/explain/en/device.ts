// Devices, cables and bridges.

import type { EventOf, FloodSkip } from '../../engine/trace.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { duration, list, packetWord, plural } from './words.ts';

export const device: Pick<Tellers, 'dev.xmit' | 'dev.rcv' | 'dev.state'> = {
  'dev.xmit': (e, at) => ({
    title: `${at.machine} sends the ${packetWord(e.packet)} out of ${at.dev}`,
    body: xmitBody(e, at),
  }),
  'dev.rcv': (e, at) => ({
    title: `${at.machine} receives the ${packetWord(e.packet)} on ${at.dev}`,
    body: rcvBody(e, at),
  }),
  'dev.state': (e, at) => ({ title: stateTitle(e, at.dev), body: stateBody(e, at) }),
};

function xmitBody(e: EventOf<'dev.xmit'>, at: Place): Body {
  const far = code(at.names.dev(e.to.netns, e.to.ifindex));
  const there = at.names.netns(e.to.netns);
  const time = e.arrives === e.at ? 'at once' : `after ${duration(e.arrives - e.at)}`;
  switch (e.medium) {
    case 'cable':
      return say`The frame leaves through ${code(at.dev)}. At the other end of the cable is ${far} of ${there}, where it arrives ${time}.`;
    case 'veth':
      return say`${code(at.dev)} is one end of a veth pair: what goes in here comes out of ${far} in ${there}.`;
    case 'loopback':
      return say`${code(at.dev)} is the loopback device: the packet comes straight back in on the same machine.`;
    case 'bridge':
      return say`${code(at.dev)} is a bridge's own device: the frame goes to the bridge, which decides about the port.`;
    case 'vxlan':
      return say`${code(at.dev)} is a VXLAN tunnel: the frame will travel inside a UDP datagram to the tunnel end that its destination is behind.`;
    case 'macvlan':
      return say`${code(at.dev)} is a macvlan: the frame leaves by ${far} of ${there}, which it shares with others, but with ${code(at.dev)}'s own MAC address.`;
  }
}

function rcvBody(e: EventOf<'dev.rcv'>, at: Place): Body {
  const dst = code(e.packet?.eth?.dst ?? '');
  switch (e.packetType) {
    case 'host':
      return say`The destination MAC address ${dst} is ${code(at.dev)}'s own, so the kernel takes the frame up.`;
    case 'broadcast':
      return say`The destination is the broadcast address ${dst}: everybody on this segment takes the frame up.`;
    case 'multicast':
      return say`The destination ${dst} is a group address: the kernel takes the frame up and looks who is in the group.`;
    case 'otherhost':
      return say`The frame is addressed to ${dst}, not to ${code(at.dev)} itself. A bridge port hands it to its bridge all the same; an IP stack would leave it alone.`;
  }
}

function stateTitle(e: EventOf<'dev.state'>, dev: string): string {
  if (!e.up) return `${dev} is down`;
  return e.carrier ? `${dev} is up` : `${dev} has no carrier`;
}

function stateBody(e: EventOf<'dev.state'>, at: Place): Body {
  if (!e.up) {
    return say`${code(at.dev)} of ${at.machine} is switched off (state ${code(e.operstate)}). Routes over it are gone until it is up again, and those that were added by hand don't come back.`;
  }
  return e.carrier
    ? say`${code(at.dev)} of ${at.machine} is switched on and somebody is at the other end (state ${code(e.operstate)}): it can send and receive.`
    : say`${code(at.dev)} of ${at.machine} is switched on, but nobody is at the other end (state ${code(e.operstate)}, NO-CARRIER): the cable is out, or the other side is down. Its routes stay, marked ${code('linkdown')}, and packets over it vanish.`;
}

export const bridge: Pick<
  Tellers,
  'br.learn' | 'br.fdb.lookup' | 'br.forward' | 'br.flood' | 'br.local' | 'br.storm'
> = {
  'br.learn': (e, at) => ({
    title: `${at.machine} learns that ${e.mac} is behind ${at.dev}`,
    body: sentences(
      say`The frame came in by ${code(at.dev)} and its source is ${code(e.mac)}, so ${code(e.bridge)} notes in its forwarding database that this address is reached through ${code(at.dev)}.`,
      e.movedFrom === undefined
        ? undefined
        : say`Until now it was noted behind ${code(e.movedFrom)}: whoever has the address has moved, and the entry moves along.`,
    ),
  }),
  'br.fdb.lookup': (e, at) => ({ title: fdbTitle(e, at.machine), body: fdbBody(e, at) }),
  'br.forward': (e, at) => ({
    title: `${at.machine} passes the frame on to ${e.port} only`,
    body: say`${code(e.bridge)} knows where ${code(e.packet?.eth?.dst ?? '')} is, so the frame leaves by ${code(e.port)} and no other port sees it.`,
  }),
  'br.flood': (e, at) => ({
    title: e.ports.length === 0 ? `${at.machine} has no port to flood to` : `${at.machine} floods the frame`,
    body: floodBody(e),
  }),
  'br.local': (e, at) => ({
    title: `${e.bridge} hands the frame to ${at.machine} itself`,
    body: say`The bridge's own device ${code(e.bridge)} gets the frame too, as a host on the same segment would: ${at.machine}'s stack decides what to do with it.`,
  }),
  'br.storm': (e) => ({
    title: 'A broadcast storm',
    body: say`The same frame is back after passing ${plural(e.frames, 'bridge port')}: the cables form a loop, and a bridge without spanning tree keeps flooding what comes round. Take one of the ${plural(e.cables.length, 'cable')} out of the loop.`,
  }),
};

function fdbTitle(e: EventOf<'br.fdb.lookup'>, machine: string): string {
  if (e.hit?.local && !e.aged) return `The frame is for ${machine} itself`;
  if (!e.hit || e.aged) return `${machine} doesn't know where ${e.mac} is`;
  return `${machine} knows where ${e.mac} is`;
}

function fdbBody(e: EventOf<'br.fdb.lookup'>, at: Place): Body {
  const bridgeName = code(e.bridge);
  if (!e.hit) {
    return say`The forwarding database of ${bridgeName} has no entry for ${code(e.mac)}: it has never seen a frame from it. So the frame is flooded.`;
  }
  const port = code(e.netns === undefined ? '' : at.names.dev(e.netns, e.hit.port));
  if (e.aged) {
    return say`The entry of ${code(e.mac)} behind ${port} is older than the ageing time, so it doesn't count any more, and the frame is flooded.`;
  }
  if (e.hit.local) {
    return say`${code(e.mac)} is an address of ${bridgeName} itself, so the frame goes up into ${at.machine}'s own stack.`;
  }
  return say`The forwarding database of ${bridgeName} has ${code(e.mac)} behind ${port}: a frame from it came in there${e.hit.permanent ? ' (a permanent entry)' : ''}.`;
}

const SKIPS: Readonly<Record<FloodSkip, string>> = {
  ingress: 'it came in there',
  'not-forwarding': "it isn't forwarding",
  'flood-off': 'flooding is off there',
  isolated: 'both ports are isolated',
};

function floodBody(e: EventOf<'br.flood'>): Body {
  const dst = e.packet?.eth?.dst ?? '';
  const why =
    dst === 'ff:ff:ff:ff:ff:ff'
      ? say`${code(dst)} means everybody,`
      : say`Nobody has told where ${code(dst)} is,`;
  const skipped = e.skipped.map(({ port, why: skip }) => `${port} (${SKIPS[skip]})`);
  const not = skipped.length === 0 ? undefined : say`Left out: ${list(skipped)}.`;
  if (e.ports.length === 0) return sentences(say`${code(e.bridge)} has no port that could take a copy.`, not);
  return sentences([...why, ...say` so ${code(e.bridge)} sends a copy out of ${code(list(e.ports))}.`], not);
}
