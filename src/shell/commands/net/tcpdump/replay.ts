// tcpdump -r: the packets of a file, once more.

import { parseFrame } from '../../../../wire/frame.ts';
import type { Frame, PacketId } from '../../../../wire/packet.ts';
import { parsePcap } from '../../../../wire/pcap.ts';
import type { ParsedArgs } from '../../../args.ts';
import type { Co } from '../../../co.ts';
import { describeErrno } from '../../../errno-words.ts';
import { encodeOctets } from '../../../octets.ts';
import type { Proc } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import type { Stream } from '../../../stream.ts';
import { countOf, fail, filterOf, lineOptions, openSave, SNAPLEN } from './ask.ts';
import { type Captured, LinePrinter } from './lines.ts';
import { pcapRecord } from './save.ts';

/** -r */
export function* replay(proc: Proc, given: ParsedArgs, path: string): Co<number> {
  const count = countOf(given);
  if (!count.ok) return yield* fail(proc, count.error);
  const opened = path === '-' ? undefined : proc.open(path, 'read');
  if (opened && !opened.ok) return yield* fail(proc, `${path}: ${describeErrno(opened.error)}`);
  const stream = opened?.value ?? (proc.fds.get(0) as Stream);
  let text = '';
  for (let part = yield* stream.read(); part !== ''; part = yield* stream.read()) text += part;
  const octets = encodeOctets(text);
  if (octets.length < 4)
    return yield* fail(
      proc,
      `truncated dump file; tried to read 4 file header bytes, only got ${octets.length}`,
    );
  const records = parsePcap(octets);
  if (!records.ok) return yield* fail(proc, 'unknown file format');
  const test = filterOf(proc, given, false);
  yield* err(proc, `reading from file ${path}, link-type EN10MB (Ethernet), snapshot length ${SNAPLEN}\n`);
  if (!test.ok) return yield* fail(proc, test.error);
  const target = given.value('w');
  const saved = target === undefined ? undefined : yield* openSave(proc, target);
  if (typeof saved === 'string') return yield* fail(proc, saved);
  const printer = new LinePrinter(lineOptions(proc, given, false));
  let shown = 0;
  for (const record of records.value) {
    const frame = parseFrame(record.octets);
    if (!frame.ok || shown >= count.value) continue;
    if (!test.value({ ...frame.value, id: 0 as PacketId } satisfies Frame)) continue;
    shown++;
    const one: Captured = { micros: Math.round(record.at / 1000), frame: frame.value };
    if (saved) yield* saved.write(pcapRecord(one.micros, record.octets));
    else if (!given.has('count')) yield* out(proc, printer.line(one));
  }
  saved?.close();
  if (given.has('count')) yield* out(proc, `${shown} packet${shown === 1 ? '' : 's'}\n`);
  return 0;
}
