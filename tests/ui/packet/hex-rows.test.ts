import { describe, expect, test } from 'vitest';
import { emitFrame } from '../../../src/wire/frame.ts';
import { frameOf, layersOf } from '../../../src/ui/packet/frame-of.ts';
import { fieldsByOctet, hexRows, placedFields } from '../../../src/ui/packet/hex-rows.ts';
import { eventOf, played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;
const arp = eventOf(events, 'dev.xmit').packet;

describe('the hex dump', () => {
  test('has sixteen octets a row and the rest in the last', () => {
    expect(hexRows(new Uint8Array(42)).map((row) => [row.offset, row.octets.length])).toEqual([
      [0, 16],
      [16, 16],
      [32, 10],
    ]);
  });

  test('knows the field of every octet of a frame', () => {
    if (!arp) throw new Error('no packet');
    const octets = emitFrame(frameOf(arp));
    const owners = fieldsByOctet(placedFields(layersOf(arp)), octets.length);
    expect(owners.every((fields) => fields.length > 0)).toBe(true);
    expect(owners[38]?.map((placed) => placed.field.name)).toEqual(['tpa']);
  });

  test('gives an octet that two fields share to both', () => {
    const ip = eventOf(events, 'ip.rcv').packet;
    if (!ip) throw new Error('no packet');
    const owners = fieldsByOctet(placedFields(layersOf(ip)), 98);
    expect(owners[14]?.map((placed) => placed.field.name)).toEqual(['version', 'ihl']);
  });

  test('reaches into the packet that an ICMP error is about', () => {
    const error = played('nobody-there').lab.world.events.find((event) => event.kind === 'icmp.send')?.packet;
    const ids = error ? placedFields(layersOf(error)).map((placed) => placed.id) : [];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
