// Reads what fixtures/record.sh recorded.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../../src/wire/octets.ts';

const folder = join(import.meta.dirname, 'fixtures');

export interface RecordedFrame {
  /** As `tcpdump -ne` says it. */
  readonly line: string;
  readonly octets: Uint8Array;
}

export function recordedFrames(): readonly RecordedFrame[] {
  const frames: { line: string; hex: string }[] = [];
  for (const line of readFileSync(join(folder, 'frames.txt'), 'utf8').split('\n')) {
    if (line.startsWith('\t')) (frames.at(-1) as { hex: string }).hex += line.slice(6);
    else if (line !== '' && !line.startsWith('#')) frames.push({ line, hex: '' });
  }
  return frames.map(({ line, hex }) => ({ line, octets: fromHex(hex) }));
}

/** What tcpdump printed for each frame. A packet may take several lines: the later ones are indented. */
export function recordedText(options: '' | 'e' | 'v' | 'ev'): readonly string[] {
  return tcpdumpPackets(
    readFileSync(join(folder, `lines${options === '' ? '' : `-${options}`}.txt`), 'utf8'),
  );
}

export function tcpdumpPackets(output: string): readonly string[] {
  return output
    .trimEnd()
    .split(/\n(?![ \t])/)
    .filter((packet) => packet !== '');
}

/** What `tcpdump -nX` printed: the line without its time stamp, and the octets after the Ethernet header. */
export function dumpedPackets(): readonly { readonly line: string; readonly dump: string }[] {
  const text = readFileSync(join(folder, 'tcpdump-x.txt'), 'utf8').replace(/^#.*\n/, '');
  return tcpdumpPackets(text).map((packet) => {
    const [line = '', ...dump] = packet.split('\n');
    return { line: line.slice(line.indexOf(' ') + 1), dump: dump.map((row) => `\n${row}`).join('') };
  });
}
