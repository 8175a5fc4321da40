// Who receives: the sockets of a namespace by port (UDP) or identifier (the echo requests of a ping).
// Simplified: a raw socket gets every ICMP message and sorts out its own by identifier; here the table does it for it.

import type { Pid } from '../ids.ts';
import type { Netns } from '../netns.ts';

export type SocketKind = 'icmp' | 'udp';

export function bindSocket(ns: Netns, kind: SocketKind, number: number, pid: Pid): void {
  ns.sockets.set(`${kind} ${number}`, pid);
}

export function lookupSocket(ns: Netns, kind: SocketKind, number: number): Pid | undefined {
  return ns.sockets.get(`${kind} ${number}`);
}

export function closeSocket(ns: Netns, kind: SocketKind, number: number): void {
  ns.sockets.delete(`${kind} ${number}`);
}
