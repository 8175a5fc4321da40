import { readOperand } from './input.ts';
import { octetsOf } from './octet-text.ts';
import { parseCount } from './counts.ts';
import { quote } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

interface Format {
  readonly kind: 'a' | 'c' | 'd' | 'o' | 'u' | 'x';
  readonly size: number;
}

const ROW = 16;
const SHORT: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'o1',
  c: 'c',
  d: 'u2',
  o: 'o2',
  s: 'd2',
  x: 'x2',
};
const SIZES: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 };

export const od = tool({
  name: 'od',
  about: 'dump files in octal and other formats',
  options: [
    opt('A', 'address-radix=RADIX', 'output format for file offsets: d, o, x or n'),
    opt('j', 'skip-bytes=BYTES', 'skip BYTES input bytes first'),
    opt('N', 'read-bytes=BYTES', 'limit dump to BYTES input bytes'),
    opt('t', 'format=TYPE', 'select output format or formats'),
    opt('v', 'output-duplicates', 'do not use * to mark line suppression'),
    opt('w', 'width=[BYTES]', 'output BYTES bytes per output line'),
    ...Object.entries(SHORT).map(([short, type]) => opt(short, '', `same as -t ${type}`)),
  ],
  *run(call) {
    const { args, operands } = call;
    const formats = formatsOf(call);
    if (typeof formats === 'string') return yield* complain(call, formats);
    const radix = args.value('A') ?? 'o';
    if (!/^[doxn]$/.test(radix)) {
      return yield* complain(
        call,
        `invalid output address radix '${radix}'; it must be one character from [doxn]`,
      );
    }
    let octets = '';
    let status = 0;
    for (const path of operands.length > 0 ? operands : ['-']) {
      const text = yield* readOperand(call, path);
      if (text === undefined) status = 1;
      else octets += octetsOf(text);
    }
    const skip = parseCount(args.value('j') ?? '0') ?? 0;
    const limit = args.value('N');
    octets = octets.slice(skip, limit === undefined ? undefined : skip + (parseCount(limit) ?? 0));
    const width = Number(args.value('w') || (args.has('w') ? 32 : ROW));
    if (octets !== '' || status === 0)
      yield* say(call, dump(octets, formats, { skip, width, radix, all: args.has('v') }));
    return status;
  },
});

function formatsOf({ args }: Call): Format[] | string {
  const formats: Format[] = [];
  for (const { spec, value } of args.given) {
    const types = spec.short === 't' ? (value ?? '') : SHORT[spec.short ?? ''];
    if (types === undefined) continue;
    const each = types.match(/[acdoux](?:\d+|[CSIL])?z?/g);
    if (!each || each.join('') !== types)
      return `invalid character '${types[0] ?? ''}' in type string ${quote(types)}`;
    for (const type of each) {
      const size = /\d+/.exec(type)?.[0] ?? SIZES[type[1] ?? ''] ?? ('ac'.includes(type[0] ?? '') ? 1 : 4);
      formats.push({ kind: type[0] as Format['kind'], size: Number(size) });
    }
  }
  return formats.length > 0 ? formats : [{ kind: 'o', size: 2 }];
}

function dump(
  octets: string,
  formats: readonly Format[],
  { skip, width, radix, all }: { skip: number; width: number; radix: string; all: boolean },
): string {
  let text = '';
  let last: string | undefined;
  let isStarred = false;
  const cells = formats.map((format) => cellWidth(format) / format.size);
  const perOctet = Math.max(...cells);
  for (let at = 0; at < octets.length; at += width) {
    const row = octets.slice(at, at + width);
    if (!all && row === last && row.length === width) {
      if (!isStarred) text += '*\n';
      isStarred = true;
      continue;
    }
    last = row;
    isStarred = false;
    formats.forEach((format, i) => {
      const address = addressText(at + skip, radix);
      text += `${i === 0 ? address : ' '.repeat(address.length)}${rowText(row, format, perOctet)}\n`;
    });
  }
  return text + (radix === 'n' ? '' : `${addressText(octets.length + skip, radix)}\n`);
}

function addressText(address: number, radix: string): string {
  if (radix === 'n') return '';
  const base = radix === 'o' ? 8 : radix === 'd' ? 10 : 16;
  return address.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
}

const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  o: [0, 3, 6, 0, 11, 0, 0, 0, 22],
  x: [0, 2, 4, 0, 8, 0, 0, 0, 16],
  d: [0, 4, 6, 0, 11, 0, 0, 0, 20],
  u: [0, 3, 5, 0, 10, 0, 0, 0, 20],
};

/** With the blank before it. */
function cellWidth({ kind, size }: Format): number {
  return kind === 'a' || kind === 'c' ? 4 : 1 + (WIDTHS[kind]?.[size] ?? 0);
}

function rowText(row: string, format: Format, perOctet: number): string {
  let text = '';
  for (let i = 0; i < row.length; i += format.size) {
    text += cellText(row.slice(i, i + format.size), format).padStart(
      Math.max(cellWidth(format), Math.round(perOctet * format.size)),
    );
  }
  return text;
}

const NAMES =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );
const ESCAPES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function cellText(octets: string, { kind, size }: Format): string {
  const first = octets.charCodeAt(0);
  if (kind === 'a')
    return (first & 127) === 127 ? 'del' : (NAMES[first & 127] ?? String.fromCharCode(first & 127));
  if (kind === 'c') {
    return (
      ESCAPES[first] ??
      (first >= 32 && first < 127 ? String.fromCharCode(first) : first.toString(8).padStart(3, '0'))
    );
  }
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(octets.charCodeAt(i) || 0);
  if (kind === 'd') return BigInt.asIntN(size * 8, value).toString();
  if (kind === 'u') return value.toString();
  return value.toString(kind === 'o' ? 8 : 16).padStart(WIDTHS[kind]?.[size] ?? 0, '0');
}
