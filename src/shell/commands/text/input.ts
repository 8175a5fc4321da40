// Reading what the operands name: files, `-` for standard input, nothing for standard input, too.

import { err, ok, type Result } from '../../../base/result.ts';
import type { FileErrno } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { resolvePath } from '../../path.ts';
import type { Proc } from '../../program.ts';
import type { Stream } from '../../stream.ts';
import { nullStream } from '../../plain-streams.ts';
import { type Call, fileError } from './tool.ts';

/** After this many reads that didn't wait, others get a turn: an endless file must not hold the machine. */
const READS_PER_TURN = 64;

export class Input {
  readonly stream: Stream;
  readonly close: () => void;
  #rest = '';
  #ended = false;
  #reads = 0;

  constructor(proc: Proc, stream: Stream) {
    this.stream = stream;
    this.close = proc.hold(stream);
  }

  /** The next piece of text as it comes, '' at the end. */
  *chunk(max?: number): Co<string> {
    if (++this.#reads % READS_PER_TURN === 0) yield { for: 'turn' };
    return yield* this.stream.read(max);
  }

  /** The lines that have come, each with its `end` (the last one may lack it); undefined at the end. */
  *lines(end = '\n'): Co<readonly string[] | undefined> {
    while (!this.#ended) {
      const chunk = yield* this.chunk();
      if (chunk === '') {
        this.#ended = true;
        return this.#rest === '' ? undefined : [this.#rest];
      }
      const text = this.#rest + chunk;
      const last = text.lastIndexOf(end) + 1;
      this.#rest = text.slice(last);
      if (last > 0) return splitLines(text.slice(0, last), end);
    }
    return undefined;
  }

  *all(): Co<string> {
    const chunks: string[] = [];
    for (;;) {
      const chunk = yield* this.chunk();
      if (chunk === '') return chunks.join('');
      chunks.push(chunk);
    }
  }
}

/** Each line with its end. */
export function splitLines(text: string, end = '\n'): string[] {
  const lines: string[] = [];
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf(end, from);
    const to = at < 0 ? text.length : at + 1;
    lines.push(text.slice(from, to));
    from = to;
  }
  return lines;
}

export function withoutEnd(line: string, end = '\n'): string {
  return line.endsWith(end) ? line.slice(0, -1) : line;
}

export function isDirectory(proc: Proc, path: string): boolean {
  const found = proc.files.stat(resolvePath(proc.cwd, path));
  return found.ok && found.value.kind === 'directory';
}

/** `when`: open(2) fails for a file that isn't there, but only read(2) for a directory. */
export function openInput(
  proc: Proc,
  path: string,
): Result<Input, { errno: FileErrno; when: 'open' | 'read' }> {
  if (path === '-') return ok(new Input(proc, proc.fds.get(0) ?? nullStream));
  const opened = proc.open(path, 'read');
  if (!opened.ok) return err({ errno: opened.error, when: 'open' });
  if (isDirectory(proc, path)) return err({ errno: 'EISDIR', when: 'read' });
  return ok(new Input(proc, opened.value));
}

/** Does `each` with every input in turn; says which couldn't be opened. The status is 1 if one couldn't. */
export function* forEachInput(
  call: Call,
  paths: readonly string[],
  each: (input: Input, path: string) => Co<void>,
): Co<number> {
  let status = 0;
  for (const path of paths.length > 0 ? paths : ['-']) {
    const input = openInput(call.proc, path);
    if (!input.ok) {
      status = yield* fileError(call, path, input.error.errno);
      continue;
    }
    yield* each(input.value, path);
    input.value.close();
  }
  return status;
}

/** The whole of one operand, or undefined after complaining. */
export function* readOperand(call: Call, path: string): Co<string | undefined> {
  const input = openInput(call.proc, path);
  if (!input.ok) {
    yield* fileError(call, path, input.error.errno);
    return undefined;
  }
  const text = yield* input.value.all();
  input.value.close();
  return text;
}
