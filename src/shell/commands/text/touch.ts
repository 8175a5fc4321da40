import type { Nanos } from '../../../engine/ids.ts';
import { describeErrno } from '../../errno-words.ts';
import { parseDate } from './date-parse.ts';
import { absolute, statPath } from './paths.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, tool } from './tool.ts';

export const touch = tool({
  name: 'touch',
  about: 'change file timestamps',
  operands: 'FILE...',
  options: [
    opt('a', '', 'change only the access time'),
    opt('c', 'no-create', 'do not create any files'),
    opt('d', 'date=STRING', 'parse STRING and use it instead of current time'),
    opt('h', 'no-dereference', 'affect each symbolic link instead of any referenced file'),
    opt('m', '', 'change only the modification time'),
    opt('r', 'reference=FILE', "use this file's times instead of current time"),
    opt('t', '=STAMP', 'use [[CC]YY]MMDDhhmm[.ss] instead of current time'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    const time = timeOf(call);
    if (typeof time === 'string') return yield* complain(call, time);
    if (operands.length === 0) return yield* misuse(call, 'missing file operand');
    let status = 0;
    for (const path of operands) {
      const found = statPath(proc, path);
      if (!found.ok && args.has('c') && found.error === 'ENOENT') continue;
      const target = absolute(proc, path);
      const made = found.ok ? undefined : proc.files.write(target, '', { mode: 0o666 & ~proc.umask });
      const problem = made && !made.ok ? made.error : undefined;
      if (problem) {
        const why = problem === 'EISDIR' ? 'ENOENT' : problem;
        status = yield* complain(
          call,
          `${path.endsWith('/') ? 'setting times of' : 'cannot touch'} ${quoteAlways(path)}: ${describeErrno(why)}`,
        );
      } else proc.files.utime(target, time);
    }
    return status;
  },
});

function timeOf({ args, proc }: Call): Nanos | string {
  const reference = args.value('r');
  if (reference !== undefined) {
    const found = statPath(proc, reference);
    if (!found.ok)
      return `failed to get attributes of ${quoteAlways(reference)}: ${describeErrno(found.error)}`;
    return found.value.mtime as Nanos;
  }
  const text = args.value('d');
  if (text !== undefined) return parseDate(text, proc.world.now) ?? `invalid date format ${quote(text)}`;
  const stamp = args.value('t');
  if (stamp === undefined) return proc.world.now;
  const match = /^((?:\d\d)?\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
  if (!match) return `invalid date format ${quote(stamp)}`;
  const [, year = '2026', month, day, hour, minute, second = '00'] = match;
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${month}-${day} ${hour}:${minute}:${second}`;
  return parseDate(date, proc.world.now) ?? `invalid date format ${quote(stamp)}`;
}
