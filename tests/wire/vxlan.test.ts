import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { describeFrame } from '../../src/wire/fields.ts';
import { emitFrame, type FrameContent, parseFrame } from '../../src/wire/frame.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import type { MacAddr } from '../../src/wire/mac.ts';
import { NO_OCTETS } from '../../src/wire/octets.ts';
import { pcapFile } from '../../src/wire/pcap.ts';
import { tcpdumpLine } from '../../src/wire/tcpdump.ts';
import { emitVxlan, parseVxlan, VXLAN_LINUX_PORT, VXLAN_PORT } from '../../src/wire/vxlan.ts';
import { hasTool } from '../support/loud-skip.ts';
import { frame } from './arbitraries.ts';

/** A frame in a datagram, as a tunnel sends it. */
function tunnelled(inner: FrameContent, dport: number, vni = 100): FrameContent {
  const data = emitVxlan(vni, emitFrame(inner));
  return {
    eth: {
      dst: '02:00:00:00:00:02' as MacAddr,
      src: '02:00:00:00:00:01' as MacAddr,
      etherType: 0x0800,
    },
    net: {
      kind: 'ipv4',
      tos: 0,
      id: 7,
      df: false,
      mf: false,
      fragmentOffset: 0,
      ttl: 64,
      protocol: 17,
      src: '10.0.0.1' as Ipv4Addr,
      dst: '10.0.0.2' as Ipv4Addr,
      options: NO_OCTETS,
      payload: { kind: 'udp', sport: 48_000, dport, data },
    },
  };
}

describe('a VXLAN header', () => {
  test('carries 24 bits of identifier', () => {
    fc.assert(
      fc.property(fc.nat(0xff_ffff), (vni) => {
        expect(parseVxlan(emitVxlan(vni, NO_OCTETS))).toBe(vni);
      }),
    );
  });

  test.each([
    ['no I flag', '0000000000000700'],
    ['a reserved flag', '0c00000000000700'],
    ['a reserved octet', '0800000000000701'],
    ['too few octets', '08000000000007'],
  ])('with %s is none', (_, hex) => {
    expect(parseVxlan(Uint8Array.from(Buffer.from(hex, 'hex')))).toBeUndefined();
  });
});

test('a tunnelled frame is shown with the layers of the frame inside, and no octet is left out', () => {
  fc.assert(
    fc.property(frame, (inner) => {
      const octets = emitFrame(tunnelled(inner, VXLAN_PORT));
      const layers = describeFrame(unwrap(parseFrame(octets)));
      const names = layers.map(({ name }) => name);
      if (!inner.trailer)
        expect(names.slice(0, 5)).toEqual(['Ethernet II', 'IPv4', 'UDP', 'VXLAN', 'Ethernet II']);
      expect(layers.at(-1)?.octets[1]).toBe(octets.length);
    }),
    { numRuns: 200, seed: 3 },
  );
});

const TCPDUMP = 'tcpdump';

describe.skipIf(!hasTool(TCPDUMP, 'tunnelled frames compared with the real tcpdump'))(
  'the real tcpdump',
  () => {
    const inner = fc.sample(frame, { numRuns: 300, seed: 20_261_123 }).filter(({ net, trailer }) => {
      if (trailer || net.kind === 'unknown') return false;
      const ports =
        net.kind === 'ipv4' && net.payload.kind === 'udp' ? net.payload : { sport: 2e4, dport: 2e4 };
      return ports.sport >= 20_000 && ports.dport >= 20_000;
    });

    test.each([
      [VXLAN_PORT, ''],
      [VXLAN_PORT, 'e'],
      [VXLAN_LINUX_PORT, ''],
      [VXLAN_LINUX_PORT, 'e'],
    ])('prints the same of frames inside datagrams to port %d with -n%s', (port, letters) => {
      const frames = inner.map((one) => tunnelled(one, port, 4711));
      const ours = frames.map((one) => tcpdumpLine(one, letters === 'e' ? { ethernet: true } : {}));
      expect(`${ours.join('\n')}\n`).toBe(runTcpdump(frames, letters));
    });
  },
);

function runTcpdump(frames: readonly FrameContent[], letters: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vxlan-'));
  try {
    const file = join(folder, 'drawn.pcap');
    writeFileSync(file, pcapFile(frames.map((one, i) => ({ at: i * 1000, octets: emitFrame(one) }))));
    const run = spawnSync(TCPDUMP, [`-nt${letters}`, '-r', file], { encoding: 'utf8', maxBuffer: 1e8 });
    expect(run.status).toBe(0);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
