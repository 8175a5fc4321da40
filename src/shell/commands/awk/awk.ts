// awk(1), as mawk 1.3.4, Debian's awk: it works on octets.

import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { readAll } from '../../open.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { octetsOf } from '../text/octet-text.ts';
import { opt } from '../text/tool.ts';
import { AwkError, unescape } from './lexer.ts';
import { parseAwk } from './parse.ts';
import { assignmentOf } from './parse-expression.ts';
import { Awk } from './run.ts';
import { fromInput } from './value.ts';

export const awk: Program = {
  name: 'awk',
  options: {
    about: 'awk - pattern scanning and text processing language',
    operands: '[Program] [file ...]',
    options: [
      opt('F', '', 'set the field separator, FS'),
      opt('v', '', 'assign a value to a variable'),
      opt('f', '', 'read the program from a file'),
      opt('W', '', "mawk's own options"),
    ].map((spec, i) => ({
      ...spec,
      argument: ['value', 'var=value', 'program-file', 'option'][i] as string,
    })),
  },
  *run(proc, words) {
    const parsed = parseArgs('awk', awk.options, words, { noHint: true, stopAtOperand: true });
    if (!parsed.ok) return yield* fail(proc, `awk: not an option: ${words[0]}\n`);
    const { value: args } = parsed;
    if (args.value('W')?.startsWith('v')) {
      yield* out(proc, 'mawk 1.3.4 20200120\n');
      return 0;
    }
    try {
      const operands = [...args.operands];
      const sources: string[] = [];
      for (const path of args.values('f')) {
        const text = yield* readAll(proc, path);
        if (!text.ok) throw new AwkError(`cannot open ${path} (${describeErrno(text.error)})`);
        sources.push(text.value);
      }
      if (sources.length === 0) {
        const source = operands.shift();
        if (source === undefined) return yield* fail(proc, 'Usage: awk [Options] [Program] [file ...]\n');
        sources.push(source);
      }
      const machine = new Awk(proc, parseAwk(octetsOf(sources.join('\n'))), operands);
      for (const { spec, value = '' } of args.given) {
        if (spec.short === 'F') machine.state.set('FS', value === ' ' ? ' ' : unescape(octetsOf(value)));
        if (spec.short !== 'v') continue;
        const assignment = assignmentOf(octetsOf(value));
        if (!assignment) return yield* fail(proc, `awk: improper assignment: -v ${value}\n`);
        machine.state.set(assignment.name, fromInput(assignment.value));
      }
      return yield* finish(proc, machine);
    } catch (problem) {
      if (!(problem instanceof AwkError)) throw problem;
      return yield* fail(proc, `awk: ${problem.message}\n`);
    }
  },
};

/** What was printed before a mistake is printed. */
function* finish(proc: Proc, machine: Awk): Co<number> {
  try {
    return yield* machine.run();
  } catch (problem) {
    if (!(problem instanceof AwkError)) throw problem;
    yield* machine.flush();
    const { state } = machine;
    const place = ['FILENAME', 'FNR', 'NR'].map((name) => state.text(state.get(name)));
    const where = `\tFILENAME="${place[0]}" FNR=${place[1]} NR=${place[2]}\n`;
    return yield* fail(
      proc,
      `awk: ${problem.message}\n${problem.message.startsWith('run time') ? where : ''}`,
    );
  }
}

function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, text);
  return 2;
}
