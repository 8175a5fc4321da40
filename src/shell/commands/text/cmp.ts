import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { err } from '../../say.ts';
import { openInput } from './input.ts';
import { octetsOf } from './octet-text.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

const TROUBLE = 2;

export const cmp = tool({
  name: 'cmp',
  about: 'compare two files byte by byte',
  operands: 'FILE1 [FILE2]',
  usageStatus: TROUBLE,
  options: [
    opt('b', 'print-bytes', 'print differing bytes'),
    opt('l', 'verbose', 'output byte numbers and differing byte values'),
    opt('n', 'bytes=LIMIT', 'compare at most LIMIT bytes'),
    opt('s', 'quiet', 'suppress all normal output'),
    opt('', 'silent', 'the same'),
  ],
  *run(call) {
    const { operands } = call;
    if (operands.length === 0 || operands.length > 2) {
      const what =
        operands.length === 0
          ? `missing operand after '${call.name}'`
          : `extra operand ${quoteAlways(operands[2] ?? '')}`;
      yield* err(
        call.proc,
        `${call.name}: ${what}\n${call.name}: Try '${call.name} --help' for more information.\n`,
      );
      return TROUBLE;
    }
    const paths = [operands[0] ?? '-', operands[1] ?? '-'] as const;
    const texts: string[] = [];
    for (const path of paths) {
      const text = yield* read(call, path);
      if (text === undefined) return TROUBLE;
      texts.push(text);
    }
    return yield* report(call, paths, texts[0] ?? '', texts[1] ?? '');
  },
});

function* read(call: Call, path: string): Co<string | undefined> {
  const input = openInput(call.proc, path);
  if (!input.ok) {
    if (!call.args.has('s') || input.error.when === 'read') {
      yield* complain(call, `${path}: ${describeErrno(input.error.errno)}`);
    }
    return undefined;
  }
  const octets = octetsOf(yield* input.value.all());
  input.value.close();
  const limit = call.args.value('n');
  return limit === undefined ? octets : octets.slice(0, Number(limit));
}

function* report(call: Call, [left, right]: readonly [string, string], a: string, b: string): Co<number> {
  const quiet = call.args.has('s') || call.args.has('silent');
  const shorter = Math.min(a.length, b.length);
  const octal = (octet: string | undefined): string => (octet ?? '').charCodeAt(0).toString(8).padStart(3);
  const width = String(Math.max(a.length, b.length)).length;
  let line = 1;
  let differs = false;
  for (let i = 0; i < shorter; i++) {
    if (a[i] !== b[i]) {
      differs = true;
      if (quiet) return 1;
      if (!call.args.has('l')) {
        yield* say(call, `${left} ${right} differ: byte ${i + 1}, line ${line}\n`);
        return 1;
      }
      yield* say(call, `${String(i + 1).padStart(width)} ${octal(a[i])} ${octal(b[i])}\n`);
    }
    if (a[i] === '\n') line++;
  }
  if (a.length === b.length) return differs ? 1 : 0;
  if (!quiet)
    yield* err(
      call.proc,
      `cmp: EOF on ${endOf(a.length < b.length ? left : right, a.slice(0, shorter), call)}\n`,
    );
  return 1;
}

function endOf(path: string, shared: string, { args }: Call): string {
  if (shared === '') return `${path} which is empty`;
  const lines = shared.split('\n').length - 1;
  if (args.has('l')) return `${path} after byte ${shared.length}`;
  const where = shared.endsWith('\n') ? `line ${lines}` : `in line ${lines + 1}`;
  return `${path} after byte ${shared.length}, ${where}`;
}
