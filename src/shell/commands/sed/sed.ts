// sed(1), as GNU sed 4.9. Left out: the e command and the e flag of s.

import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { readAll } from '../../open.ts';
import { resolvePath } from '../../path.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { InputLines } from './lines.ts';
import { SED_OPTIONS } from './options.ts';
import { Outputs } from './outputs.ts';
import { parseScript } from './parse.ts';
import { type Fragment, SedError } from './reader.ts';
import { Editor } from './run.ts';

export const sed: Program = {
  name: 'sed',
  options: SED_OPTIONS,
  *run(proc, words) {
    const parsed = parseArgs('sed', SED_OPTIONS, words, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + USAGE);
      return 1;
    }
    const args = parsed.value;
    if (args.has('help')) return yield* show(proc, USAGE);
    if (args.has('version')) return yield* show(proc, 'sed (GNU sed) 4.9\n');
    try {
      return yield* edit(proc, args);
    } catch (problem) {
      if (!(problem instanceof SedError)) throw problem;
      yield* err(proc, `sed: ${problem.message}\n`);
      return problem.status;
    }
  },
};

function* show(proc: Proc, text: string): Co<number> {
  yield* out(proc, text);
  return 0;
}

function* edit(proc: Proc, args: ParsedArgs): Co<number> {
  const operands = [...args.operands];
  const fragments = yield* fragmentsOf(proc, args);
  if (fragments.length === 0) {
    const script = operands.shift();
    if (script === undefined) {
      yield* err(proc, USAGE);
      return 1;
    }
    fragments.push({ text: script });
  }
  const script = parseScript(fragments, args.has('E') || args.has('r'));
  const outputs = new Outputs(proc);
  for (const path of script.outputs) {
    const opened = outputs.open(path);
    if (!opened.ok) throw new SedError(`couldn't open file ${path}: ${describeErrno(opened.error)}`, 4);
  }
  const inPlace = args.value('i');
  const end = args.has('z') ? '\0' : '\n';
  const lines = new InputLines(proc, {
    paths: operands,
    separate: args.has('s') || inPlace !== undefined,
    end,
    events: inPlace === undefined ? undefined : inPlaceEvents(proc, outputs, inPlace),
  });
  const quiet = args.has('n') || args.has('silent') || script.quiet;
  const options = { quiet, end, width: Number(args.value('l') ?? 70) };
  const editor = new Editor(proc, script, lines, outputs, options);
  try {
    const status = yield* editor.run();
    return status === 0 ? lines.failed : status;
  } finally {
    yield* outputs.flush();
  }
}

function* fragmentsOf(proc: Proc, args: ParsedArgs): Co<Fragment[]> {
  const fragments: Fragment[] = [];
  for (const { spec, value = '' } of args.given) {
    if (spec.short === 'e') fragments.push({ text: value });
    if (spec.short !== 'f') continue;
    const text = yield* readAll(proc, value);
    if (!text.ok) throw new SedError(`couldn't open file ${value}: ${describeErrno(text.error)}`, 4);
    fragments.push({ text: text.value.replace(/\n$/, ''), file: value });
  }
  return fragments;
}

/** -i: what is written goes to the file when it is done; with a suffix the old one is kept (`*` is its name). */
function inPlaceEvents(proc: Proc, outputs: Outputs, suffix: string) {
  let path = '';
  return {
    begin(next: string) {
      path = resolvePath(proc.cwd, next);
      outputs.editing = true;
      outputs.edited.forget();
    },
    end() {
      const old = proc.files.read(path);
      if (suffix !== '' && old.ok) {
        const slash = path.lastIndexOf('/') + 1;
        const name = path.slice(slash);
        const kept = suffix.includes('*') ? suffix.replaceAll('*', name) : name + suffix;
        proc.files.write(
          kept.includes('/') ? resolvePath(proc.cwd, kept) : path.slice(0, slash) + kept,
          old.value,
        );
      }
      proc.files.write(path, outputs.edited.take());
      outputs.editing = false;
    },
  };
}

const USAGE = `Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...

${SED_OPTIONS.options
  .map(({ short, long, argument = '', about }) => {
    const name = [short && `-${short}`, long && `--${long}${argument && `=${argument}`}`]
      .filter(Boolean)
      .join(', ');
    return `  ${name.padEnd(30)} ${about}`;
  })
  .join('\n')}

If no -e or -f option is given, the first argument is the script. All remaining arguments are names of input files; if
there are none, standard input is read.
`;
