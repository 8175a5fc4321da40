import { octetsOf } from './octet-text.ts';
import { FileStream } from '../../file-stream.ts';
import { quoteFile } from './quote.ts';
import { forEachInput } from './input.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

interface Style {
  readonly number: 'all' | 'nonblank' | 'none';
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly nonprinting: boolean;
  readonly squeeze: boolean;
}

/** What goes on from one file to the next. */
interface State {
  line: number;
  blank: number;
  atStart: boolean;
}

export const cat = tool({
  name: 'cat',
  about: 'concatenate files and print on the standard output',
  options: [
    opt('A', 'show-all', 'equivalent to -vET'),
    opt('b', 'number-nonblank', 'number nonempty output lines, overrides -n'),
    opt('e', '', 'equivalent to -vE'),
    opt('E', 'show-ends', 'display $ at end of each line'),
    opt('n', 'number', 'number all output lines'),
    opt('s', 'squeeze-blank', 'suppress repeated empty output lines'),
    opt('t', '', 'equivalent to -vT'),
    opt('T', 'show-tabs', 'display TAB characters as ^I'),
    opt('u', '', '(ignored)'),
    opt('v', 'show-nonprinting', 'use ^ and M- notation, except for LFD and TAB'),
  ],
  *run(call) {
    const style = styleOf(call);
    const isPlain =
      style.number === 'none' && !style.ends && !style.tabs && !style.nonprinting && !style.squeeze;
    const state: State = { line: 0, blank: 0, atStart: true };
    let status = 0;
    const output = call.proc.fds.get(1);
    const read = yield* forEachInput(call, call.operands, function* (input, path) {
      if (
        output instanceof FileStream &&
        input.stream instanceof FileStream &&
        growsInto(input.stream, output)
      ) {
        status = yield* complain(call, `${quoteFile(path)}: input file is output file`);
        return;
      }
      for (let chunk = yield* input.chunk(); chunk !== ''; chunk = yield* input.chunk()) {
        yield* say(call, isPlain ? chunk : shown(chunk, style, state));
      }
    });
    return read || status;
  },
});

/** It would read what it writes, for ever. */
function growsInto(input: FileStream, output: FileStream): boolean {
  return input.path === output.path && input.hasMore;
}

function styleOf({ args }: Call): Style {
  const given = (...names: string[]): boolean => names.some((name) => args.has(name));
  return {
    number: given('b') ? 'nonblank' : given('n') ? 'all' : 'none',
    ends: given('A', 'e', 'E'),
    tabs: given('A', 't', 'T'),
    nonprinting: given('A', 'e', 't', 'v'),
    squeeze: given('s'),
  };
}

function shown(chunk: string, style: Style, state: State): string {
  let text = '';
  for (const piece of chunk.split(/(?<=\n)/)) {
    const isBlank = state.atStart && piece === '\n';
    state.blank = isBlank ? state.blank + 1 : 0;
    if (style.squeeze && state.blank > 1) continue;
    const numbered = style.number === 'all' || (style.number === 'nonblank' && !isBlank);
    if (state.atStart && numbered) text += `${String(++state.line).padStart(6)}\t`;
    state.atStart = piece.endsWith('\n');
    const body = state.atStart ? piece.slice(0, -1) : piece;
    text += visible(body, style) + (state.atStart ? `${style.ends ? '$' : ''}\n` : '');
  }
  return text;
}

function visible(text: string, { nonprinting, tabs, ends }: Style): string {
  if (!nonprinting) {
    const returned = ends && text.endsWith('\r') ? `${text.slice(0, -1)}^M` : text;
    return tabs ? returned.replaceAll('\t', '^I') : returned;
  }
  return Array.from(octetsOf(text))
    .map((octet) => caret(octet.charCodeAt(0), tabs))
    .join('');
}

/** ^X for control characters, M- for the upper half. */
function caret(code: number, tabs: boolean): string {
  if (code === 9) return tabs ? '^I' : '\t';
  if (code >= 128) return `M-${code === 137 ? '^I' : code === 138 ? '^J' : caret(code - 128, true)}`;
  if (code < 32) return `^${String.fromCharCode(code + 64)}`;
  return code === 127 ? '^?' : String.fromCharCode(code);
}
