import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { emitFrame, type FrameContent, parseFrame } from '../../src/wire/frame.ts';
import { hexDump } from '../../src/wire/hex-dump.ts';
import { fromHex } from '../../src/wire/octets.ts';
import { pcapFile } from '../../src/wire/pcap.ts';
import { tcpdumpLine, type TcpdumpOptions } from '../../src/wire/tcpdump.ts';
import { hasTool } from '../support/loud-skip.ts';
import { frame } from './arbitraries.ts';
import { dumpedPackets, recordedFrames, recordedText, tcpdumpPackets } from './fixtures.ts';

const FORMS: readonly { letters: '' | 'e' | 'v' | 'ev'; options: TcpdumpOptions }[] = [
  { letters: '', options: {} },
  { letters: 'e', options: { ethernet: true } },
  { letters: 'v', options: { verbose: true } },
  { letters: 'ev', options: { ethernet: true, verbose: true } },
];

/** TCP isn't modelled yet, so that its segments' flags are not shown. */
const isModelled = (text: string) => !/Flags \[/.test(text);

describe('the tcpdump line of a recorded frame', () => {
  const frames = recordedFrames().map(({ octets }) => unwrap(parseFrame(octets)));

  test.each(FORMS)('is what tcpdump -n$letters printed', ({ letters, options }) => {
    const printed = recordedText(letters);
    expect(printed).toHaveLength(frames.length);
    const ours = frames.map((recorded, i) =>
      isModelled(printed[i] as string) ? tcpdumpLine(recorded, options) : printed[i],
    );
    expect(ours).toEqual(printed);
  });
});

describe('a packet that tcpdump -X dumped', () => {
  test.each(dumpedPackets())('is dumped and told the same: $line', ({ line, dump }) => {
    const hex = dump.replaceAll(/\n\t0x[0-9a-f]{4}:  (.{39}).*/g, '$1 ');
    const eth = `ffffffffffff020000000001${line.startsWith('ARP') ? '0806' : '0800'}`;
    const octets = fromHex(eth + hex);
    expect(tcpdumpLine(unwrap(parseFrame(octets)))).toBe(line);
    expect(hexDump(octets.subarray(14))).toBe(dump);
  });
});

const TCPDUMP = 'tcpdump';

describe.skipIf(!hasTool(TCPDUMP, 'lines compared with the real tcpdump'))('the real tcpdump', () => {
  const drawn = fc.sample(frame, { numRuns: 600, seed: 20_231_123 }).filter(isComparable);

  test.each(FORMS)('prints the same with -n$letters for frames drawn at random', ({ letters, options }) => {
    const printed = runTcpdump(drawn, letters);
    expect(printed).toHaveLength(drawn.length);
    expect(drawn.map((one) => comparable(tcpdumpLine(one, options)))).toEqual(printed.map(comparable));
  });
});

/** tcpdump reads an option's length from the payload if the options end there. */
function comparable(text: string): string {
  return text.replaceAll(/bad length \d+\]/g, 'bad length]');
}

function runTcpdump(frames: readonly FrameContent[], letters: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'));
  try {
    const file = join(folder, 'drawn.pcap');
    writeFileSync(file, pcapFile(frames.map((one, i) => ({ at: i * 1000, octets: emitFrame(one) }))));
    const run = spawnSync(TCPDUMP, [`-nt${letters}`, '-r', file], { encoding: 'utf8', maxBuffer: 1e8 });
    expect(run.status).toBe(0);
    return tcpdumpPackets(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ports below 20000 have their own dissectors, and so do a few above. */
function isComparable({ net }: FrameContent): boolean {
  if (net.kind !== 'ipv4' || net.payload.kind !== 'udp') return true;
  return net.payload.sport > 20_000 && net.payload.dport > 20_000;
}
