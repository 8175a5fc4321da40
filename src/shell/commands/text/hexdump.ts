import { describeErrno } from '../../errno-words.ts';
import { openInput } from './input.ts';
import { octetsOf } from './octet-text.ts';
import { parseCount } from './counts.ts';
import { complain, opt, say, tool } from './tool.ts';

const ROW = 16;

export const hexdump = tool({
  name: 'hexdump',
  about: 'display file contents in hexadecimal, decimal, octal, or ascii',
  options: [
    opt('C', 'canonical', 'canonical hex+ASCII display'),
    opt('n', 'length=length', 'interpret only length bytes of input'),
    opt('s', 'skip=offset', 'skip offset bytes from the beginning'),
    opt('v', 'no-squeezing', 'output identical lines'),
    opt('x', 'two-bytes-hex', 'two-byte hexadecimal display'),
  ],
  *run(call) {
    const { args, operands } = call;
    let octets = '';
    let opened = 0;
    for (const path of operands.length > 0 ? operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        yield* complain(call, `${path}: ${describeErrno(input.error.errno)}`);
        continue;
      }
      octets += octetsOf(yield* input.value.all());
      input.value.close();
      opened++;
    }
    if (opened === 0) return yield* complain(call, 'all input file arguments failed');
    const skip = parseCount(args.value('s') ?? '0') ?? 0;
    const length = args.value('n');
    octets = octets.slice(skip, length === undefined ? undefined : skip + (parseCount(length) ?? 0));
    const row = args.has('C') ? canonicalRow : (text: string) => wordsRow(text, args.has('x') ? 7 : 4);
    yield* say(call, rows(octets, skip, args.has('C') ? 8 : 7, args.has('v'), row));
    return opened < operands.length ? 1 : 0;
  },
});

function rows(
  octets: string,
  skip: number,
  width: number,
  all: boolean,
  row: (text: string) => string,
): string {
  const address = (at: number): string => (at + skip).toString(16).padStart(width, '0');
  let text = '';
  let last: string | undefined;
  let isStarred = false;
  for (let at = 0; at < octets.length; at += ROW) {
    const part = octets.slice(at, at + ROW);
    if (!all && part === last && part.length === ROW) {
      if (!isStarred) text += '*\n';
      isStarred = true;
      continue;
    }
    last = part;
    isStarred = false;
    text += `${address(at)}${row(part)}\n`;
  }
  return octets === '' ? '' : `${text}${address(octets.length)}\n`;
}

function canonicalRow(part: string): string {
  const hex = Array.from(part).map((octet) => octet.charCodeAt(0).toString(16).padStart(2, '0'));
  const cells = Array.from({ length: ROW }, (_, i) => `${i % 8 === 0 ? '  ' : ' '}${hex[i] ?? '  '}`).join(
    '',
  );
  return `${cells}  |${printable(part)}|`;
}

export function printable(part: string): string {
  return part.replace(/[^ -~]/g, '.');
}

/** Two octets at a time, as a little-endian machine reads them. */
function wordsRow(part: string, width: number): string {
  let text = '';
  for (let i = 0; i < ROW; i += 2) {
    const word = i < part.length ? ((part.charCodeAt(i + 1) || 0) << 8) | part.charCodeAt(i) : undefined;
    const shown = word === undefined ? '' : word.toString(16).padStart(4, '0');
    text += ` ${shown.padStart(width)}`;
  }
  return text;
}
