// IP options on their way through (net/ipv4/ip_options.c; RFC 791 §3.1): record route and timestamp are filled in by whoever
// sends, passes on or receives the packet; an answer brings them back (ip_options_echo).
// Simplified: a source route that `accept_source_route` allows isn't followed.

import { err, ok, type Result } from '../../base/result.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { ipv4HeaderChecksum, type Ipv4Packet } from '../../wire/ipv4.ts';
import { ipv4FromNumber, ipv4ToNumber, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { IPOPT, ipOptionsOf, TS_FLAG } from '../../wire/ipv4-options.ts';
import { NO_OCTETS } from '../../wire/octets.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';

/** struct ip_options: the octets, and where this host's address or time still goes. */
export interface IpOptions {
  readonly octets: Uint8Array;
  /** Offsets of the options in `octets`. */
  readonly rr?: number;
  readonly ts?: number;
  readonly srr?: number;
  readonly rrNeedsAddr: boolean;
  readonly tsNeedsAddr: boolean;
  readonly tsNeedsTime: boolean;
}

/** Where the options are wrong: the octet that a parameter problem points at, counted from the first option. */
export interface BadOption {
  readonly at: number;
}

interface Place {
  readonly ns: Netns;
  readonly world: World;
  /** The address that is put in; absent: left open, as a socket does and whoever only looks. */
  readonly addr?: () => Ipv4Addr;
  /** A packet's, not a socket's: times are put in. */
  readonly received: boolean;
}

/** ip_options_compile: reads them, and fills in what can be said by now. */
export function compileOptions(place: Place, given: Uint8Array): Result<IpOptions, BadOption> {
  const octets = Uint8Array.from(given);
  let options: IpOptions = { octets, rrNeedsAddr: false, tsNeedsAddr: false, tsNeedsTime: false };
  for (const { type, at, length } of ipOptionsOf(octets)) {
    if (length === undefined) return err({ at });
    if (type === IPOPT.LSRR || type === IPOPT.SSRR) options = { ...options, srr: at };
    else if (type === IPOPT.RR) {
      const read = recordRoute(place, octets, at);
      if (!read.ok || options.rr !== undefined) return err(read.ok ? { at } : read.error);
      options = { ...options, rr: at, rrNeedsAddr: read.value };
    } else if (type === IPOPT.TS) {
      const read = timestamp(place, octets, at);
      if (!read.ok || options.ts !== undefined) return err(read.ok ? { at } : read.error);
      options = { ...options, ts: at, ...read.value };
    }
  }
  return ok(options);
}

/** Is there room for one address more? Then it is put in, and may be replaced when the way out is known. */
function recordRoute({ addr }: Place, octets: Uint8Array, at: number): Result<boolean, BadOption> {
  const [, length = 0, pointer = 0] = octets.subarray(at);
  if (length < 3) return err({ at: at + 1 });
  if (pointer < 4) return err({ at: at + 2 });
  if (pointer > length) return ok(false);
  if (pointer + 3 > length) return err({ at: at + 2 });
  if (addr) putAddr(octets, at + pointer - 1, addr());
  octets[at + 2] = pointer + 4;
  return ok(true);
}

type TimeNeeds = Pick<IpOptions, 'tsNeedsAddr' | 'tsNeedsTime'>;

function timestamp(place: Place, octets: Uint8Array, at: number): Result<TimeNeeds, BadOption> {
  const [, length = 0, pointer = 0, flags = 0] = octets.subarray(at);
  if (length < 4) return err({ at: at + 1 });
  if (pointer < 5) return err({ at: at + 2 });
  const flag = flags & 0xf;
  if (pointer > length) return missed(place, octets, at);
  const entry = flag === TS_FLAG.TSONLY ? 4 : 8;
  if (pointer + entry - 1 > length) return err({ at: at + 2 });
  const start = at + pointer - 1;
  if (flag === TS_FLAG.PRESPEC && inetAddrType(place.ns, addrAt(octets, start)) === 'unicast')
    return ok({ tsNeedsAddr: false, tsNeedsTime: false });
  if (flag === TS_FLAG.TSANDADDR && place.addr) putAddr(octets, start, place.addr());
  if (place.received) putTime(place.world, octets, start + entry - 4);
  octets[at + 2] = pointer + entry;
  return ok({ tsNeedsAddr: flag === TS_FLAG.TSANDADDR, tsNeedsTime: true });
}

/** No room: the hops that couldn't say their time are counted, up to 15. */
function missed({ received }: Place, octets: Uint8Array, at: number): Result<TimeNeeds, BadOption> {
  const flags = octets[at + 3] as number;
  if ((flags & 0xf) !== TS_FLAG.PRESPEC) {
    const overflow = flags >> 4;
    if (overflow === 15) return err({ at: at + 3 });
    if (received) octets[at + 3] = (flags & 0xf) | ((overflow + 1) << 4);
  }
  return ok({ tsNeedsAddr: false, tsNeedsTime: false });
}

/** ip_options_build: a packet of our own leaves with the address that it is sent from, and the time. */
export function buildOptions(world: World, options: IpOptions, src: Ipv4Addr): Uint8Array {
  const octets = Uint8Array.from(options.octets);
  const { rr, ts } = options;
  if (rr !== undefined && options.rrNeedsAddr) putAddr(octets, rr + pointerOf(octets, rr) - 5, src);
  if (ts !== undefined && options.tsNeedsAddr) putAddr(octets, ts + pointerOf(octets, ts) - 9, src);
  if (ts !== undefined && options.tsNeedsTime) putTime(world, octets, ts + pointerOf(octets, ts) - 5);
  return octets;
}

/** ip_forward_options: the address of the way out takes the place of that of the way in; a timestamp keeps its own. */
export function forwardOptions({ octets, rr, rrNeedsAddr }: IpOptions, src: () => Ipv4Addr): Uint8Array {
  if (rr === undefined || !rrNeedsAddr) return octets;
  const changed = Uint8Array.from(octets);
  putAddr(changed, rr + pointerOf(changed, rr) - 5, src());
  return changed;
}

/** ip_options_echo: what an answer brings back, with room for who sends it. */
export function echoOptions(ns: Netns, { octets, ...sent }: IpOptions): IpOptions | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  const copy = (at: number): Uint8Array => {
    const part = octets.slice(at, at + (octets[at + 1] ?? 0));
    parts.push(part);
    length += part.length;
    return part;
  };
  let echoed: Omit<IpOptions, 'octets'> = { rrNeedsAddr: false, tsNeedsAddr: false, tsNeedsTime: false };
  if (sent.rr !== undefined) {
    const at = length;
    const part = copy(sent.rr);
    const [, room = 0, pointer = 0] = part;
    const fits = sent.rrNeedsAddr && pointer <= room;
    if (fits && pointer + 3 > room) return undefined;
    if (fits) part[2] = pointer + 4;
    echoed = { ...echoed, rr: at, rrNeedsAddr: fits };
  }
  if (sent.ts !== undefined) {
    const at = length;
    const needs = echoTimestamp(ns, copy(sent.ts), sent);
    if (!needs) return undefined;
    echoed = { ...echoed, ts: at, ...needs };
  }
  if (length === 0) return undefined;
  return { ...echoed, octets: padded(parts, length) };
}

function echoTimestamp(ns: Netns, part: Uint8Array, sent: TimeNeeds): TimeNeeds | undefined {
  const [, room = 0, pointer = 0, flags = 0] = part;
  let next = pointer;
  const needs = { tsNeedsAddr: false, tsNeedsTime: false };
  if (pointer > room) return needs;
  if (sent.tsNeedsAddr) {
    if (next + 3 > room) return undefined;
    needs.tsNeedsAddr = true;
    next += 4;
  }
  if (sent.tsNeedsTime) {
    if (next + 3 > room) return undefined;
    if ((flags & 0xf) !== TS_FLAG.PRESPEC) {
      needs.tsNeedsTime = true;
      next += 4;
    } else if (next + 7 <= room && inetAddrType(ns, addrAt(part, next - 1)) !== 'unicast') {
      needs.tsNeedsTime = true;
      next += 8;
    }
  }
  part[2] = next;
  return needs;
}

/** A header is a whole number of 32-bit words: IPOPT_END fills it. */
function padded(parts: readonly Uint8Array[], length: number): Uint8Array {
  const octets = new Uint8Array(Math.ceil(length / 4) * 4);
  let at = 0;
  for (const part of parts) {
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}

/** ip_options_fragment: in all fragments but the first, an option without the copy bit is overwritten by no-operations. */
export function optionsOfLaterFragment(options: Uint8Array): Uint8Array {
  if (options.length === 0) return NO_OCTETS;
  const kept = Uint8Array.from(options);
  for (const { type, at, length } of ipOptionsOf(options)) {
    if (type !== IPOPT.NOOP && (type & IPOPT.COPIED) === 0) kept.fill(IPOPT.NOOP, at, at + (length ?? 0));
  }
  return kept;
}

const pointerOf = (octets: Uint8Array, at: number): number => octets[at + 2] as number;

function addrAt(octets: Uint8Array, at: number): Ipv4Addr {
  return ipv4FromNumber(new DataView(octets.buffer, octets.byteOffset).getUint32(at));
}

function putAddr(octets: Uint8Array, at: number, addr: Ipv4Addr): void {
  new DataView(octets.buffer, octets.byteOffset).setUint32(at, ipv4ToNumber(addr));
}

const DAY = 86_400;

/** inet_current_timestamp: milliseconds since midnight UT. The lab's clock begins at midnight. */
function putTime(world: World, octets: Uint8Array, at: number): void {
  const millis = Math.floor((world.now % (DAY * SECOND)) / (SECOND / 1000));
  new DataView(octets.buffer, octets.byteOffset).setUint32(at, millis);
}

/** `net` with the options that were read of it: that has put our address into them, and left the checksum as it was. */
export function withRead(net: Ipv4Packet, { octets }: IpOptions): Ipv4Packet {
  if (octets.every((octet, i) => octet === net.options[i])) return net;
  return { ...net, options: octets, badChecksum: ipv4HeaderChecksum(net, ipv4Length(net)) };
}
