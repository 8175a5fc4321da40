// How much an event weighs in the list: what moves a packet, ends it or starts something stands out; what led to it is
// indented below.

import type { TraceEvent } from '../../engine/trace.ts';

export type EventWeight = 'hop' | 'end' | 'drop' | 'start' | 'detail';

export function eventWeight(event: TraceEvent): EventWeight {
  switch (event.kind) {
    case 'packet.drop':
      return 'drop';
    case 'packet.deliver':
    case 'ping.reply':
    case 'ping.error':
    case 'ping.end':
    case 'udp.error':
      return 'end';
    case 'dev.xmit':
    case 'ip.forward':
      return 'hop';
    case 'ping.start':
    case 'ping.send':
    case 'udp.send':
    case 'icmp.send':
    case 'br.storm':
    case 'op':
      return 'start';
    default:
      return 'detail';
  }
}
