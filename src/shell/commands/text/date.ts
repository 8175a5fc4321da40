import { describeErrno } from '../../errno-words.ts';
import { unixTime } from '../../wall-clock.ts';
import { formatDate } from './date-format.ts';
import { parseDate } from './date-parse.ts';
import { statPath } from './paths.ts';
import { quote, quoteFile } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';
import type { Nanos } from '../../../engine/ids.ts';

const ISO: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

export const date = tool({
  name: 'date',
  about: 'print or set the system date and time',
  operands: '[+FORMAT]',
  options: [
    opt('d', 'date=STRING', "display time described by STRING, not 'now'"),
    opt('I', 'iso-8601=[FMT]', 'output date/time in ISO 8601 format'),
    opt('R', 'rfc-email', 'output date and time in RFC 5322 format'),
    opt('r', 'reference=FILE', 'display the last modification time of FILE'),
    opt('s', 'set=STRING', 'set time described by STRING'),
    opt('u', 'utc', 'print Coordinated Universal Time (UTC)'),
    opt('', 'rfc-3339=FMT', 'output date/time in RFC 3339 format'),
  ],
  *run(call) {
    const { operands } = call;
    const formats = operands.filter((operand) => operand.startsWith('+'));
    if (operands.length > 1) return yield* misuse(call, `extra operand ${quote(operands[1] ?? '')}`);
    const other = operands.find((operand) => !operand.startsWith('+'));
    if (other !== undefined && formats.length === 0) {
      return yield* complain(call, `invalid date ${quote(other)}`);
    }
    const time = timeOf(call);
    if (typeof time === 'string') return yield* complain(call, time);
    const format = formats[0]?.slice(1) ?? formatOf(call);
    if (format === undefined) {
      const value = call.args.value('I') ?? call.args.value('rfc-3339') ?? '';
      const option = call.args.has('I') ? '--iso-8601' : '--rfc-3339';
      const valid = ['hours', 'minutes', 'date', 'seconds', 'ns'].filter(
        (one) => call.args.has('I') || !/hours|minutes/.test(one),
      );
      const list = valid.map((one) => `  - ${quote(one)}\n`).join('');
      return yield* misuse(
        call,
        `invalid argument ${quote(value)} for ${quote(option)}\nValid arguments are:\n${list.trimEnd()}`,
      );
    }
    yield* say(call, `${formatDate(format, unixTime(time))}\n`);
    return 0;
  },
});

function timeOf({ args, proc }: Call): Nanos | string {
  const reference = args.value('r');
  if (reference !== undefined) {
    const found = statPath(proc, reference);
    return found.ok ? (found.value.mtime as Nanos) : `${quoteFile(reference)}: ${describeErrno(found.error)}`;
  }
  const text = args.value('d');
  if (text === undefined) return proc.world.now;
  return parseDate(text, proc.world.now) ?? `invalid date ${quote(text)}`;
}

function formatOf({ args }: Call): string | undefined {
  if (args.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  const iso = args.value('I');
  if (iso !== undefined) return iso === '' ? ISO['date'] : isoFormat(iso);
  const rfc = args.value('rfc-3339');
  if (rfc !== undefined) return isoFormat(rfc)?.replace('T', ' ').replace(',', '.');
  return '%a %b %e %H:%M:%S %Z %Y';
}

/** A beginning of a name will do. */
function isoFormat(name: string): string | undefined {
  const match = Object.keys(ISO).find((known) => known.startsWith(name));
  return match && ISO[match];
}
