// An echo request as iputils fills it (ping4_send_probe), and as a raw socket sends it (raw_sendmsg, net/ipv4/raw.c).

import { ICMP_HLEN, type IcmpEcho } from '../../wire/icmpv4.ts';
import { IPPROTO_ICMP } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';
import type { OutputRouteVerdict } from '../fib/route-verdict.ts';
import { type Nanos, SECOND } from '../ids.ts';
import { countMib } from '../netns.ts';
import { countIcmpOut } from '../ip/icmp-packet.ts';
import { makePacket } from '../ip/make.ts';
import { compileOptions, type IpOptions } from '../ip/options.ts';
import { ipLocalOut, type SocketWay } from '../ip/output.ts';
import { fitsSendBuffer, type SentMessage } from '../socket/send-buffer.ts';
import type { PingErrorKind } from '../trace.ts';
import type { PingOptions, PingProcess } from './process.ts';

export type LocalError = Extract<PingErrorKind, { type: 'local' }>;

const MAX_IPOPTLEN = 40;
/** struct timeval: seconds and microseconds, eight octets each. */
const TIMEVAL_LENGTH = 16;

/** Sends the request number `process.sent`. Says why it couldn't. */
export function sendProbe(at: Ctx, process: PingProcess, route: OutputRouteVerdict): LocalError | undefined {
  const { pid, to: dst, id, options } = process;
  const seq = seqOf(process);
  if (route.kind === 'error') return { type: 'local', errno: route.errno };
  if (route.cast === 'broadcast' && !process.options.broadcast) return { type: 'local', errno: 'EACCES' };
  const payload: IcmpEcho = {
    kind: 'icmp',
    type: 'echo-request',
    id,
    seq,
    data: probeData(at.world.now, options),
  };
  // raw_sendmsg refuses at once, and leaves nothing in the error queue.
  if (ICMP_HLEN + options.size > 0xffff) return { type: 'local', errno: 'EMSGSIZE' };
  if (!fitsSendBuffer({ ...sendBuffer(options), mtu: route.mtu })) {
    countMib(at.ns, 'IpOutDiscards');
    return { type: 'local', errno: 'ENOBUFS' };
  }
  // SO_DONTROUTE: the route must be of scope link.
  if (options.dontRoute && route.nextHop !== dst) return { type: 'local', errno: 'ENETUNREACH' };
  const { pmtudisc, ttl, tos = 0 } = options;
  const opt = socketOptions(at, options);
  const datagram = { dst, protocol: IPPROTO_ICMP, payload, pmtudisc, tos, ttl, ...(opt && { opt }) };
  const made = makePacket(at, datagram, route);
  if (!made.ok) return { type: 'local', errno: made.error.errno, mtu: made.error.mtu };
  at.world.emit(at, made.value, { kind: 'ping.send', pid, icmpSeq: seq });
  countIcmpOut(at.ns, payload);
  const way: SocketWay = { ...route, pid, ...(options.noLoop && { noLoop: true }) };
  const refused = ipLocalOut(at, made.value, way);
  return refused && { type: 'local', errno: refused };
}

/** What iputils thinks a packet takes, and sets SO_SNDBUF to. */
function sendBuffer({ size, ipOptions }: PingOptions): Pick<SentMessage, 'sndbuf' | 'length' | 'options'> {
  const options = ipOptions ? MAX_IPOPTLEN : 0;
  const length = size + ICMP_HLEN;
  return { sndbuf: length + Math.ceil(length / 512) * (options + 260), length, options };
}

/** The sequence number of the request that was sent last. */
export function seqOf({ sent, options }: PingProcess): number {
  return sent + (options.firstSeq ?? 1) - 1;
}

/** IP_OPTIONS: read when they are set, filled in when a packet leaves. */
function socketOptions({ ns, world }: Ctx, { ipOptions }: PingOptions): IpOptions | undefined {
  const compiled = ipOptions && compileOptions({ ns, world, received: false }, ipOptions);
  return compiled?.ok ? compiled.value : undefined;
}

/** Octet n is n, or the user's pattern; over the first sixteen goes the time, if there is room for it. */
function probeData(now: Nanos, { size, pattern, data: given }: PingOptions): Uint8Array {
  if (given) return given;
  const data = pattern
    ? Uint8Array.from({ length: size }, (_, i) => pattern[i % pattern.length] as number)
    : Uint8Array.from(rampOf(size));
  if (size < TIMEVAL_LENGTH) return data;
  const view = new DataView(data.buffer);
  view.setBigUint64(0, BigInt(Math.floor(now / SECOND)), true);
  view.setBigUint64(8, BigInt(Math.floor((now % SECOND) / 1000)), true);
  return data;
}

/** When the request with this data was sent, to the microsecond; unknown if it is too short to say. */
export function probeTime(data: Uint8Array): Nanos | undefined {
  if (data.length < TIMEVAL_LENGTH) return undefined;
  const view = new DataView(data.buffer, data.byteOffset);
  return (Number(view.getBigUint64(0, true)) * SECOND + Number(view.getBigUint64(8, true)) * 1000) as Nanos;
}

let ramp = new Uint8Array(0);

function rampOf(size: number): Uint8Array {
  if (ramp.length < size) ramp = Uint8Array.from({ length: size }, (_, i) => i);
  return ramp.subarray(0, size);
}
