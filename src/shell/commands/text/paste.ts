import { type Input, openInput, withoutEnd } from './input.ts';
import type { Co } from '../../co.ts';
import { type Call, fileError, opt, say, tool } from './tool.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', '0': '', r: '\r' };

export const paste = tool({
  name: 'paste',
  about: 'merge lines of files',
  options: [
    opt('d', 'delimiters=LIST', 'reuse characters from LIST instead of TABs'),
    opt('s', 'serial', 'paste one file at a time instead of in parallel'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  *run(call) {
    const end = call.args.has('z') ? '\0' : '\n';
    const delimiters = delimitersOf(call.args.value('d') ?? '\t');
    const inputs: LineSource[] = [];
    let standard: LineSource | undefined;
    for (const path of call.operands.length > 0 ? call.operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) return yield* fileError(call, path, input.error.errno);
      const source: LineSource = (path === '-' ? standard : undefined) ?? new LineSource(input.value, end);
      if (path === '-') standard = source;
      inputs.push(source);
    }
    if (call.args.has('s')) yield* serial(call, inputs, delimiters, end);
    else yield* parallel(call, inputs, delimiters, end);
    return 0;
  },
});

function delimitersOf(list: string): string[] {
  const plain = list.replace(/\\(.)/g, (_, letter: string) =>
    letter === '0' ? '\u0000' : (ESCAPES[letter] ?? letter),
  );
  const all = Array.from(plain);
  return all.length === 0 ? [''] : all.map((one) => (one === '\u0000' ? '' : one));
}

/** The lines of an input, one at a time. */
class LineSource {
  readonly #input: Input;
  readonly #end: string;
  #lines: readonly string[] = [];
  #next = 0;

  constructor(input: Input, end: string) {
    this.#input = input;
    this.#end = end;
  }

  *take(): Co<string | undefined> {
    while (this.#next >= this.#lines.length) {
      const lines = yield* this.#input.lines(this.#end);
      if (!lines) return undefined;
      this.#lines = lines;
      this.#next = 0;
    }
    return withoutEnd(this.#lines[this.#next++] as string, this.#end);
  }
}

function* serial(
  call: Call,
  inputs: readonly LineSource[],
  delimiters: readonly string[],
  end: string,
): Co<void> {
  for (const input of inputs) {
    const parts: string[] = [];
    let count = 0;
    for (let line = yield* input.take(); line !== undefined; line = yield* input.take()) {
      if (count > 0) parts.push(delimiters[(count - 1) % delimiters.length] as string);
      parts.push(line);
      count++;
    }
    yield* say(call, parts.join('') + end);
  }
}

function* parallel(
  call: Call,
  inputs: readonly LineSource[],
  delimiters: readonly string[],
  end: string,
): Co<void> {
  for (;;) {
    let row = '';
    let isOver = true;
    for (const [i, input] of inputs.entries()) {
      const line = yield* input.take();
      if (line !== undefined) isOver = false;
      if (i > 0) row += delimiters[(i - 1) % delimiters.length] as string;
      row += line ?? '';
    }
    if (isOver) return;
    yield* say(call, row + end);
  }
}
