// Every kind of event in English.

import type { EventOf } from '../../engine/trace.ts';
import { handWork, type HandWork, opCommand } from '../op-text.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { bridge, device } from './device.ts';
import { packetDrop } from './drop.ts';
import { icmp, process } from './icmp.ts';
import { ip } from './ip.ts';
import { neigh } from './neigh.ts';
import { route } from './route.ts';
import { stp } from './stp.ts';
import { tunnel } from './tunnel.ts';
import { packetWord } from './words.ts';

export const EN: Tellers = {
  ...device,
  ...bridge,
  ...stp,
  ...tunnel,
  ...neigh,
  ...route,
  ...ip,
  ...icmp,
  ...process,
  'packet.deliver': (e, at) => ({ title: deliverTitle(e, at), body: DELIVERED[e.to] }),
  'packet.drop': packetDrop,
  op: (e, at) => ({ title: opTitle(e, at), body: opBody(e) }),
};

const DELIVERED: Readonly<Record<EventOf<'packet.deliver'>['to'], Body>> = {
  ping: say`The ping that waits for this reply gets it. The packet has reached its goal.`,
  icmp: say`The kernel's own ICMP code takes it: no program has to run for that. The packet has reached its goal.`,
  arp: say`The kernel's ARP code has dealt with it. The packet has reached its goal.`,
  udp: say`The program that has bound this port gets the datagram. The packet has reached its goal.`,
  raw: say`A program with a raw socket gets it.`,
  stp: say`The spanning tree's own: the bridge doesn't pass it on.`,
  reassembly: say`It is joined with the other fragments, and the whole packet goes on in its place.`,
};

function deliverTitle(e: EventOf<'packet.deliver'>, at: Place): string {
  return `${at.machine} takes the ${packetWord(e.packet)}`;
}

const HANDS: Readonly<Record<HandWork, string>> = {
  'machine.add': 'A machine is put up',
  'machine.set': 'A machine is renamed',
  'machine.del': 'A machine is taken away',
  'cable.add': 'A cable is laid',
  'cable.set': 'A cable is changed',
  'cable.del': 'A cable is taken away',
};

function opTitle(e: EventOf<'op'>, at: Place): string {
  const hands = handWork(e.op);
  if (e.error !== undefined) return `${at.machine || 'The network'} refuses the change`;
  return hands ? HANDS[hands] : `${at.machine || 'A machine'} is configured anew`;
}

function opBody(e: EventOf<'op'>): Body {
  const command = opCommand(e.op);
  return sentences(
    command === undefined ? say`Done by hand, not by a command.` : say`${code(command)}`,
    e.error === undefined ? undefined : say`The kernel answers: ${code(e.error)}`,
  );
}
