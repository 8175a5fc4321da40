// Neighbours and ARP.

import type { ArpIgnored, EventOf, NeighWhy } from '../../engine/trace.ts';
import { code, say, sentences } from '../say.ts';
import { type Body, endsOf, type Place, type Tellers } from '../tell.ts';
import { NUD, packetWord, plural } from './words.ts';

export const neigh: Pick<
  Tellers,
  'neigh.lookup' | 'neigh.state' | 'neigh.queue' | 'neigh.probe' | 'arp.rcv'
> = {
  'neigh.lookup': (e, at) => ({
    title:
      e.mac === undefined
        ? `${at.machine} doesn't know the MAC address of ${e.ip}`
        : `${at.machine} knows the MAC address of ${e.ip}`,
    body: lookupBody(e, at),
  }),
  'neigh.state': (e, at) => ({
    title: `${at.machine}: neighbour ${e.ip} becomes ${e.to}`,
    body: sentences(stateWhy(e, at), stateMac(e)),
  }),
  'neigh.queue': (e, at) => ({
    title: `The ${packetWord(e.packet)} waits for ARP`,
    body: say`Without the MAC address of ${code(e.ip)} no frame can be made, so ${at.machine} keeps the packet until the answer comes (${plural(e.waiting, 'packet')} waiting for it).`,
  }),
  'neigh.probe': (e, at) => ({
    title: `${at.machine} asks who has ${e.ip} (${e.n} of ${e.of})`,
    body:
      e.mode === 'broadcast'
        ? say`An ARP request goes out of ${code(at.dev)} as a broadcast, since nobody knows yet which station it should be sent to. If no answer comes within a second, the next one follows; after ${e.of} the neighbour counts as ${code('FAILED')}.`
        : say`An ARP request goes out of ${code(at.dev)} straight to the address that is known, to check whether it is still right. The rest of the segment isn't bothered.`,
  }),
  'arp.rcv': (e, at) => ({ title: arpTitle(e, at), body: arpBody(e, at) }),
};

function lookupBody(e: EventOf<'neigh.lookup'>, at: Place): Body {
  const table = say`${code(e.ip)} is looked up in the neighbour table of ${at.machine} for ${code(at.dev)}:`;
  if (e.mac === undefined) return sentences(table, say`${NUD[e.state]}. ARP has to ask first.`);
  return sentences(table, say`it is at ${code(e.mac)}, state ${code(e.state)} (${NUD[e.state]}).`);
}

function stateWhy(e: EventOf<'neigh.state'>, at: Place): Body {
  const ip = code(e.ip);
  const texts: Readonly<Record<NeighWhy, () => Body>> = {
    'first-use': () =>
      say`A packet needs ${ip} for the first time, so ${at.machine} makes an entry and asks by ARP.`,
    'request-seen': () =>
      say`${ip} has sent an ARP request to ${at.machine}, and a request says who asks: that is noted without being proved, as ${code(e.to)}.`,
    'reply-seen': () => say`${ip} has answered the ARP request, which proves that it is there.`,
    unsolicited: () =>
      say`An ARP packet that nobody asked for names ${ip}: the entry takes over what it says, but counts as unproved.`,
    'used-stale': () =>
      say`The entry of ${ip} is old but good enough to send with. ${at.machine} gives the conversation five seconds to prove it, and asks by ARP after that.`,
    'delay-over': () =>
      say`Five seconds have gone by and nothing has proved ${ip}, so ${at.machine} asks the known address directly.`,
    'reachable-over': () =>
      say`The last proof of ${ip} is older than its reachable time (15 to 45 seconds): the entry stays, but counts as old.`,
    'no-answer': () =>
      say`Nobody has answered for ${ip}: all requests were in vain. Packets that wait for it are given up.`,
    confirmed: () => say`An answer of an upper layer proves that ${ip} is reached.`,
    admin: () => say`Somebody has set the entry of ${ip} by hand.`,
    'dev-down': () =>
      say`${code(at.dev)} went down, or lost its addresses, and what it knew of ${ip} goes with it.`,
    'mac-changed': () =>
      say`${code(at.dev)} has got another MAC address, so its neighbours have to be learned anew.`,
    'arp-switched': () =>
      say`ARP was switched on or off for ${code(at.dev)}, so its neighbours have to be learned anew.`,
    'carrier-lost': () => say`${code(at.dev)} lost its carrier, so ${ip} isn't trusted any more.`,
    gc: () =>
      say`The neighbour table is large and ${ip} hasn't been used for a while: the entry is cleared away.`,
  };
  return texts[e.why]();
}

function stateMac(e: EventOf<'neigh.state'>): Body | undefined {
  if (e.mac === undefined) return undefined;
  if (e.oldMac !== undefined && e.oldMac !== e.mac) {
    return say`It was at ${code(e.oldMac)} and is at ${code(e.mac)} now.`;
  }
  return say`It is at ${code(e.mac)}.`;
}

function arpTitle(e: EventOf<'arp.rcv'>, at: Place): string {
  const { src, dst } = endsOf(e.packet);
  if (e.decision === 'answer') return `${at.machine} answers for ${dst}`;
  if (e.decision === 'learn') return `${at.machine} learns from the ARP packet of ${src}`;
  return `${at.machine} ignores the ARP packet`;
}

function arpBody(e: EventOf<'arp.rcv'>, at: Place): Body {
  const { src, dst } = endsOf(e.packet);
  if (e.decision === 'ignore') return ignoredBody(e.why ?? 'not-our-address', at, dst);
  if (e.decision === 'learn') {
    return say`The ${packetWord(e.packet)} says where ${code(src)} is, which is what ${at.machine} wanted to know.`;
  }
  if (e.proxy) {
    return say`${code(dst)} isn't an address of ${at.machine}, but proxy_arp is on and there is a route to it: ${at.machine} answers with its own MAC address, and will pass the packets on.`;
  }
  return say`The request asks for ${code(dst)}, which is an address of ${at.machine}. So ${at.machine} answers with the MAC address of ${code(at.dev)}, and remembers at once who asked: ${code(src)}.`;
}

function ignoredBody(why: ArpIgnored, at: Place, dst: string): Body {
  const texts: Readonly<Record<ArpIgnored, () => Body>> = {
    'not-our-address': () =>
      say`The request asks for ${code(dst)}, which isn't an address of ${at.machine}: somebody else has to answer.`,
    'own-packet': () => say`It is ${at.machine}'s own packet come back.`,
    'loopback-or-multicast': () =>
      say`${code(dst)} is a loopback or multicast address, for which there is no ARP.`,
    'unknown-op': () => say`Linux knows ARP requests and replies only.`,
    'not-asked': () =>
      say`${at.machine} hasn't asked, and has no entry that this could change (with ${code('arp_accept')} 0 it makes none).`,
    'nothing-new': () => say`It says what the neighbour table says already.`,
    'static-entry': () => say`The entry was set by hand, and no ARP packet changes that.`,
    locktime: () =>
      say`The entry changed less than a second ago. Linux believes the first answer and ignores others for that long.`,
    'arp-ignore': () => say`${code('arp_ignore')} tells ${at.machine} not to answer for this address here.`,
    noarp: () => say`${code(at.dev)} has ${code('arp off')}: it asks nobody and hears no ARP.`,
    'arp-filter': () =>
      say`${code('arp_filter')} is on, and the route back to the asker leads through another device.`,
    'no-route-to-sender': () =>
      say`${at.machine} wouldn't take a packet from the asker in here (no route back, or the reverse path filter), so it doesn't answer either.`,
  };
  return texts[why]();
}
