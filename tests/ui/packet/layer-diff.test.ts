import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../src/ui/packet/frame-of.ts';
import { diffLayers, type LayerDiff } from '../../../src/ui/packet/layer-diff.ts';
import { nextInLife, packetBefore } from '../../../src/ui/packet/lineage.ts';
import { eventOf, played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;

function diffAt(seq: number): readonly LayerDiff[] {
  const { packet } = events[seq] ?? {};
  if (!packet) throw new Error(`event ${seq} has no packet`);
  const before = packetBefore(events, seq);
  return diffLayers(before && layersOf(before), layersOf(packet));
}

function changes(layers: readonly LayerDiff[]): string[] {
  return layers.flatMap((layer) => [
    ...(layer.state === 'same' ? [] : [`${layer.state} ${layer.name}`]),
    ...layer.fields
      .filter((field) => field.changed && layer.state === 'same')
      .map((field) => `${field.name} ${field.before} > ${field.after}`),
  ]);
}

describe('the headers before and after', () => {
  test('of forwarding differ by the TTL and its checksum, and the old Ethernet header is gone', () => {
    const forward = eventOf(events, 'ip.forward');
    expect(changes(diffAt(forward.seq))).toEqual([
      'removed Ethernet II',
      'ttl 64 > 63',
      expect.stringMatching(/^checksum 0x\w{4} > 0x\w{4}$/),
    ]);
  });

  test('of sending differ by the new Ethernet header', () => {
    const xmit = events.find(
      (event) =>
        event.kind === 'dev.xmit' && event.packet?.net.kind === 'ipv4' && event.packet.parent !== undefined,
    );
    expect(changes(diffAt(xmit?.seq ?? -1))).toEqual(['added Ethernet II']);
  });

  test('are the same where a switch only passes the frame on', () => {
    expect(changes(diffAt(eventOf(events, 'br.flood').seq))).toEqual([]);
  });

  test('name the telling fields first and leave the dull ones out', () => {
    const ipv4 = diffAt(eventOf(events, 'ip.forward').seq).find((layer) => layer.name === 'IPv4');
    expect(ipv4?.fields.map((field) => field.name)).toEqual(['src', 'dst', 'ttl', 'flags', 'checksum']);
  });
});

describe("a packet's life", () => {
  test('goes on from the cable to the other end', () => {
    const xmit = eventOf(events, 'dev.xmit');
    expect(nextInLife(events, xmit.seq)?.kind).toBe('dev.rcv');
  });

  test('goes on after a rewrite with the packet that came of it', () => {
    const receive = events.findLast(
      (event) =>
        event.kind === 'fib.lookup' &&
        event.netns === eventOf(events, 'ip.forward').netns &&
        event.seq < eventOf(events, 'ip.forward').seq,
    );
    expect(nextInLife(events, receive?.seq ?? -1)?.kind).toBe('ip.forward');
  });

  test('of one copy of a flood is not that of the others', () => {
    const { events: flooded } = played('one-lan').lab.world;
    const flood = eventOf(flooded, 'br.flood');
    const copies = flooded.filter(
      (event) => event.kind === 'dev.xmit' && event.packet?.id === flood.packet?.id,
    );
    const [, first] = copies;
    const arrival = nextInLife(flooded, first?.seq ?? -1);
    expect([arrival?.kind, arrival?.cause]).toEqual(['dev.rcv', first?.seq]);
    const unwanted = flooded.find(
      (event) => event.kind === 'packet.drop' && event.packet?.id === flood.packet?.id,
    );
    expect(unwanted).toBeDefined();
    expect(nextInLife(flooded, unwanted?.seq ?? -1)).toBeUndefined();
  });

  test('ends with its end', () => {
    const end = eventOf(events, 'packet.deliver');
    expect(nextInLife(events, end.seq)).toBeUndefined();
  });
});
