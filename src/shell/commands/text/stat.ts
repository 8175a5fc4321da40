import type { Nanos } from '../../../engine/ids.ts';
import type { FileKind, Stat } from '../../../engine/vfs/files.ts';
import { describeErrno } from '../../errno-words.ts';
import { unixTime } from '../../wall-clock.ts';
import { unescape } from './backslash.ts';
import { formatDate } from './date-format.ts';
import { modeText, octalMode } from './mode.ts';
import { statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

const KINDS: Readonly<Record<FileKind, string>> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  fifo: 'fifo',
  character: 'character special file',
};

const USUAL =
  '  File: %N\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\nAccess: (%a/%A)  Uid: (    0/    root)   Gid: (    0/    root)\n' +
  'Modify: %y\nChange: %y\n';

export const stat = tool({
  name: 'stat',
  about: 'display file status',
  operands: 'FILE...',
  options: [
    opt(
      'c',
      'format=FORMAT',
      'use the specified FORMAT instead of the default; output a newline after each use',
    ),
    opt('L', 'dereference', 'follow links'),
    opt(
      '',
      'printf=FORMAT',
      'like --format, but interpret backslash escapes, and do not output a trailing newline',
    ),
    opt('t', 'terse', 'print the information in terse form'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    const printf = args.value('printf');
    const format =
      printf === undefined ? `${args.value('c') ?? USUAL.trimEnd()}\n` : unescape(printf, 'plain').text;
    let status = 0;
    for (const path of operands) {
      const found = statPath(proc, path, args.has('L'));
      if (!found.ok) {
        status = yield* complain(call, `cannot statx ${quoteAlways(path)}: ${describeErrno(found.error)}`);
      } else yield* say(call, filledIn(format, path, found.value));
    }
    return status;
  },
});

function filledIn(format: string, path: string, stat: Stat): string {
  return format.replace(
    /%([-0#+ ]*)(\d*)([a-zA-Z%])/g,
    (all, flags: string, width: string, letter: string) => {
      const text = field(letter, path, stat);
      if (text === undefined) return all === '%%' ? '%' : '?';
      return flags.includes('-')
        ? text.padEnd(Number(width))
        : text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    },
  );
}

function field(letter: string, path: string, stat: Stat): string | undefined {
  const { kind, mode, size, mtime, target } = stat;
  const time = unixTime(mtime as Nanos);
  switch (letter) {
    case 'a':
      return octalMode(mode).replace(/^0+(?=.)/, '');
    case 'A':
      return modeText(kind, mode);
    case 'b':
      return String(Math.ceil(size / 4096) * 8);
    case 'F':
      return kind === 'file' && size === 0 ? 'regular empty file' : KINDS[kind];
    case 'g':
    case 'u':
      return '0';
    case 'G':
    case 'U':
      return 'root';
    case 'h':
      return '1';
    case 'n':
      return path;
    case 'N':
      return quoteAlways(path) + (target === undefined ? '' : ` -> ${quoteAlways(target)}`);
    case 'o':
      return '4096';
    case 's':
      return String(size);
    case 'W':
    case 'X':
    case 'Y':
    case 'Z':
      return String(time.seconds);
    case 'w':
    case 'x':
    case 'y':
    case 'z':
      return formatDate('%Y-%m-%d %H:%M:%S.%N %z', time);
    default:
      return undefined;
  }
}
