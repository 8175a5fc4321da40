// What comes back to a ping (ping4_parse_reply and ping4_receive_error_msg of iputils; ping_rcv, net/ipv4/ping.c).

import type { IcmpEcho, IcmpError } from '../../wire/icmpv4.ts';
import { readUint16 } from '../../wire/octets.ts';
import type { Ctx } from '../ctx.ts';
import type { Dev } from '../device/dev.ts';
import { devOfOwnAddr } from '../fib/output-source.ts';
import type { Nanos, Pid } from '../ids.ts';
import { drop, type IpPacket } from '../ip/ip-packet.ts';
import { lookupSocket } from '../socket/table.ts';
import { endPing, isSettled, sendSoon } from './ping.ts';
import { probeTime } from './ping-send.ts';
import type { PingProcess } from './process.ts';

const ECHO_REQUEST = 8;

/** An echo reply: for the ping whose identifier it has. */
export function pingRcv(ctx: Ctx, packet: IpPacket, reply: IcmpEcho): void {
  const process = pingOf(ctx, lookupSocket(ctx.ns, 'icmp', reply.id));
  if (!process || !hears(process, inetIif(ctx, packet)))
    return drop(ctx, packet, 'NO_SOCKET', { id: reply.id });
  ctx.world.emit(ctx, packet, { kind: 'packet.deliver', to: 'ping' });
  const asked = process.outstanding.find((request) => request.seq === reply.seq);
  if (asked) answered(ctx, packet, process, asked);
  else duplicate(ctx, packet, process, reply);
}

function answered(ctx: Ctx, packet: IpPacket, process: PingProcess, asked: { seq: number; at: Nanos }): void {
  const { world, ns } = ctx;
  const { pid } = process;
  const rtt = (world.now - asked.at) as Nanos;
  const { src: from, ttl } = packet.net;
  world.emit(ctx, packet, { kind: 'ping.reply', pid, icmpSeq: asked.seq, from, ttl, rtt });
  const after: PingProcess = {
    ...process,
    received: process.received + 1,
    rttMax: Math.max(process.rttMax, rtt) as Nanos,
    outstanding: process.outstanding.filter((request) => request !== asked),
  };
  world.processes.set(pid, after);
  if (isSettled(after)) endPing(world, ns, after);
  else sendSoon(world, after);
}

/** Not counted; ping prints `(DUP!)`, and knows the time that it was sent from its data. */
function duplicate(ctx: Ctx, packet: IpPacket, { pid }: PingProcess, reply: IcmpEcho): void {
  const { src: from, ttl } = packet.net;
  const rtt = (ctx.world.now - (probeTime(reply.data) ?? ctx.world.now)) as Nanos;
  ctx.world.emit(ctx, packet, {
    kind: 'ping.reply',
    pid,
    icmpSeq: reply.seq,
    from,
    ttl,
    rtt,
    duplicate: true,
  });
}

/** An ICMP error about a request. A redirect is shown, but doesn't count. */
export function pingErrorRcv(
  ctx: Ctx,
  packet: IpPacket,
  { pid, message }: { readonly pid: Pid; readonly message: IcmpError },
): void {
  const { world, ns } = ctx;
  const process = pingOf(ctx, pid);
  const { header, octets } = message.original;
  // Of an error the device itself counts: one about this host's own ARP comes in on lo.
  if (!process || !hears(process, ctx.iif)) return;
  if (octets[0] !== ECHO_REQUEST || header.dst !== process.to) return;
  const seq = readUint16(octets, 6);
  world.emit(ctx, packet, {
    kind: 'ping.error',
    pid,
    error: { type: 'icmp', from: packet.net.src, message, seq },
  });
  if (message.type === 'redirect') return;
  const after = { ...process, errors: process.errors + 1 };
  world.processes.set(pid, after);
  if (isSettled(after)) endPing(world, ns, after);
}

function pingOf({ world }: Ctx, pid: Pid | undefined): PingProcess | undefined {
  const process = pid === undefined ? undefined : world.processes.get(pid);
  return process?.kind === 'ping' && !process.done ? process : undefined;
}

/** A socket that is bound to a device hears only what came in there (raw_v4_match, net/ipv4/raw.c). */
function hears({ options }: PingProcess, dev: Dev | undefined): boolean {
  const bound = options.source?.dev;
  return bound === undefined || dev?.name === bound;
}

/** inet_iif: an answer of this host itself counts as come in by the device that has the address, not by lo. */
function inetIif({ ns, iif }: Ctx, { net }: IpPacket): Dev | undefined {
  const owner = iif?.kind === 'loopback' ? devOfOwnAddr(ns, net.dst) : undefined;
  return owner === undefined ? iif : ns.devs.get(owner);
}
