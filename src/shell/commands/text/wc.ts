import { octetLength } from '../../octets.ts';
import type { Co } from '../../co.ts';
import { FileStream } from '../../file-stream.ts';
import { resolvePath } from '../../path.ts';
import { type Input, openInput } from './input.ts';
import { quoteFile } from './quote.ts';
import { type Call, fileError, opt, say, tool } from './tool.ts';

interface Count {
  lines: number;
  words: number;
  characters: number;
  octets: number;
  longest: number;
}

const COLUMNS = ['lines', 'words', 'characters', 'octets', 'longest'] as const;
const OPTION: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  lines: 'l',
  words: 'w',
  characters: 'm',
  octets: 'c',
  longest: 'L',
};

export const wc = tool({
  name: 'wc',
  about: 'print newline, word, and byte counts for each file',
  options: [
    opt('c', 'bytes', 'print the byte counts'),
    opt('m', 'chars', 'print the character counts'),
    opt('l', 'lines', 'print the newline counts'),
    opt('L', 'max-line-length', 'print the maximum display width'),
    opt('w', 'words', 'print the word counts'),
  ],
  *run(call) {
    const asked = COLUMNS.filter((column) => call.args.has(OPTION[column]));
    const columns = asked.length > 0 ? asked : (['lines', 'words', 'octets'] as const);
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const width = widthFor(call, paths, columns.length);
    const total = newCount();
    let status = 0;
    for (const path of paths) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        status = yield* fileError(call, path, input.error.errno);
        if (input.error.when === 'open') continue;
      }
      const count = input.ok ? yield* countInput(input.value) : newCount();
      if (input.ok) input.value.close();
      addTo(total, count);
      const name = call.operands.length > 0 ? ` ${path.includes('\n') ? quoteFile(path) : path}` : '';
      yield* say(call, `${row(count, columns, width)}${name}\n`);
    }
    if (paths.length > 1) yield* say(call, `${row(total, columns, width)} total\n`);
    return status;
  },
});

function newCount(): Count {
  return { lines: 0, words: 0, characters: 0, octets: 0, longest: 0 };
}

function addTo(total: Count, count: Count): void {
  for (const column of COLUMNS) {
    if (column === 'longest') total.longest = Math.max(total.longest, count.longest);
    else total[column] += count[column];
  }
}

function row(count: Count, columns: readonly (keyof Count)[], width: number): string {
  return columns.map((column) => String(count[column]).padStart(width)).join(' ');
}

function* countInput(input: Input): Co<Count> {
  const count = newCount();
  let inWord = false;
  let width = 0;
  for (let chunk = yield* input.chunk(); chunk !== ''; chunk = yield* input.chunk()) {
    count.octets += octetLength(chunk);
    for (const character of chunk) {
      if (character < '\uDC80' || character > '\uDCFF') count.characters++;
      const isSpace = /[\s]/.test(character) && character !== '\u00A0';
      if (!isSpace && !inWord) count.words++;
      inWord = !isSpace;
      if (character === '\n') {
        count.lines++;
        width = 0;
      } else width = character === '\t' ? width + 8 - (width % 8) : width + displayWidth(character);
      count.longest = Math.max(count.longest, width);
    }
  }
  return count;
}

function displayWidth(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code < 32 || (code >= 0x7f && code < 0xa0) || (code >= 0xdc80 && code <= 0xdcff)) return 0;
  return /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
    character,
  )
    ? 2
    : 1;
}

/** Wide enough for the sum of the sizes of regular files; 7 if something else is among them; 1 if there is only a number. */
function widthFor(call: Call, paths: readonly string[], columns: number): number {
  if (paths.length === 1 && columns === 1) return 1;
  let size = 0;
  let isSpecial = false;
  for (const path of paths) {
    const input = call.proc.fds.get(0);
    const file =
      path !== '-' ? resolvePath(call.proc.cwd, path) : input instanceof FileStream ? input.path : '';
    const found = file === '' ? undefined : call.proc.files.stat(file);
    if (found && !found.ok) continue;
    if (found?.value.kind === 'file') size += found.value.size;
    else isSpecial = true;
  }
  return Math.max(isSpecial ? 7 : 1, String(size).length);
}
