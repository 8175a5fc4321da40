import type { Program } from '../../program.ts';
import { describeErrno } from '../../errno-words.ts';
import { parseArgs } from '../../args.ts';
import { err, out } from '../../say.ts';
import { printable } from './hexdump.ts';
import { openInput } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { opt } from './tool.ts';

const table = {
  about: 'xxd - make a hex dump or do the reverse',
  operands: '[infile [outfile]]',
  options: [
    opt('b', 'bits', 'binary digit dump'),
    opt('c', 'cols=cols', 'format <cols> octets per line; default 16 (-p: 30)'),
    opt('g', 'groupsize=bytes', 'number of octets per group in normal output; default 2'),
    opt('l', 'len=len', 'stop after <len> octets'),
    opt('p', 'plain', 'output in postscript plain hexdump style'),
    opt('r', 'revert', 'reverse operation: convert hexdump into binary'),
    opt('s', 'seek=seek', 'start at <seek> bytes'),
    opt('u', 'uppercase', 'use upper case hex letters'),
  ],
};

export const xxd: Program = {
  name: 'xxd',
  options: table,
  *run(proc, args) {
    const parsed = parseArgs(
      'xxd',
      table,
      args.map((arg) => (/^-(plain|ps|len|cols|revert)$/.test(arg) ? `-${arg.replace('ps', 'plain')}` : arg)),
    );
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      return 1;
    }
    const { value: given } = parsed;
    const path = given.operands[0] ?? '-';
    const input = openInput(proc, path);
    if (!input.ok) {
      yield* err(proc, `xxd: ${path}: ${describeErrno(input.error.errno)}\n`);
      return 2;
    }
    const text = yield* input.value.all();
    input.value.close();
    if (given.has('r')) {
      yield* out(proc, textOf(given.has('p') ? fromHex(text) : fromDump(text)));
      return 0;
    }
    const seek = Number(given.value('s') ?? 0);
    const limit = given.value('l');
    const octets = octetsOf(text).slice(seek, limit === undefined ? undefined : seek + Number(limit));
    const hex = (octet: string): string => {
      const code = octet.charCodeAt(0);
      if (given.has('b')) return code.toString(2).padStart(8, '0');
      const digits = code.toString(16).padStart(2, '0');
      return given.has('u') ? digits.toUpperCase() : digits;
    };
    const columns = Number(given.value('c') ?? (given.has('p') ? 30 : given.has('b') ? 6 : 16));
    const group = Number(given.value('g') ?? (given.has('b') ? 1 : 2)) || columns;
    let shown = '';
    for (let at = 0; at < octets.length; at += columns) {
      const part = octets.slice(at, at + columns);
      if (given.has('p')) shown += `${Array.from(part).map(hex).join('')}\n`;
      else
        shown += `${(at + seek).toString(16).padStart(8, '0')}: ${grouped(part, columns, group, hex)}  ${printable(part)}\n`;
    }
    yield* out(proc, shown);
    return 0;
  },
};

function grouped(part: string, columns: number, group: number, hex: (octet: string) => string): string {
  const digits = hex('\0').length;
  const cells = Array.from({ length: columns }, (_, i) => {
    const cell = i < part.length ? hex(part[i] as string) : ' '.repeat(digits);
    return cell + ((i + 1) % group === 0 && i + 1 < columns ? ' ' : '');
  });
  return cells.join('');
}

function fromHex(text: string): string {
  return (text.replace(/[^0-9a-f]/gi, '').match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
}

function fromDump(text: string): string {
  return text
    .split('\n')
    .map((line) => fromHex(/^[0-9a-f]+: (.*?)(?: {2}|$)/i.exec(line)?.[1] ?? ''))
    .join('');
}
