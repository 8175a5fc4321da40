import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { byText } from '../../../base/order.ts';
import { changeMode, modeText, octalMode } from './mode.ts';
import { absolute, inside, statPath } from './paths.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const chmod = tool({
  name: 'chmod',
  about: 'change file mode bits',
  operands: 'MODE[,MODE]... FILE...',
  options: [
    opt('c', 'changes', 'like verbose but report only when a change is made'),
    opt('f', 'silent', 'suppress most error messages'),
    opt('R', 'recursive', 'change files and directories recursively'),
    opt('v', 'verbose', 'output a diagnostic for every file processed'),
    opt('', 'reference=RFILE', "use RFILE's mode instead of MODE values"),
  ],
  // `-x` and `-w` are modes, not options.
  prepare: (args) => {
    const at = args.findIndex((arg) => /^-[rwxXst]+$/.test(arg));
    return at < 0 || args.slice(0, at).includes('--')
      ? args
      : [...args.slice(0, at), '--', ...args.slice(at)];
  },
  *run(call) {
    const { args, operands, proc } = call;
    const reference = args.value('reference');
    const [mode, ...files] = reference === undefined ? operands : ['', ...operands];
    if (mode === undefined || operands.length === 0) return yield* misuse(call, 'missing operand');
    if (files.length === 0) return yield* misuse(call, `missing operand after ${quote(mode)}`);
    let wanted = mode;
    if (reference !== undefined) {
      const found = statPath(proc, reference);
      if (!found.ok) {
        return yield* complain(
          call,
          `failed to get attributes of ${quoteAlways(reference)}: ${describeErrno(found.error)}`,
        );
      }
      wanted = octalMode(found.value.mode);
    }
    if (changeMode(wanted, 0, false, 0) === undefined)
      return yield* misuse(call, `invalid mode: ${quote(wanted)}`);
    let status = 0;
    for (const path of files) if (!(yield* change(call, path, wanted))) status = 1;
    return status;
  },
});

function* change(call: Call, path: string, wanted: string): Co<boolean> {
  const { args, proc } = call;
  const found = statPath(proc, path);
  if (!found.ok) {
    if (!args.has('f'))
      yield* complain(call, `cannot access ${quoteAlways(path)}: ${describeErrno(found.error)}`);
    return false;
  }
  const { kind, mode } = found.value;
  const next = changeMode(wanted, mode, kind === 'directory', proc.umask) ?? mode;
  const done = proc.files.chmod(absolute(proc, path), next);
  if (!done.ok) {
    yield* complain(call, `changing permissions of ${quoteAlways(path)}: ${describeErrno(done.error)}`);
    return false;
  }
  yield* report(call, path, mode, next);
  let isWhole = true;
  const names = args.has('R') && kind === 'directory' ? proc.files.list(absolute(proc, path)) : undefined;
  for (const name of names?.ok ? [...names.value].sort(byText) : []) {
    if (!(yield* change(call, inside(path, name), wanted))) isWhole = false;
  }
  return isWhole;
}

function* report(call: Call, path: string, before: number, after: number): Co<void> {
  const { args } = call;
  const shown = (mode: number): string => `${octalMode(mode)} (${modeText('file', mode).slice(1)})`;
  if (before !== after && (args.has('v') || args.has('c'))) {
    yield* say(call, `mode of ${quoteAlways(path)} changed from ${shown(before)} to ${shown(after)}\n`);
  } else if (args.has('v')) yield* say(call, `mode of ${quoteAlways(path)} retained as ${shown(after)}\n`);
}
