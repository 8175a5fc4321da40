// grep(1), as GNU grep 3.8: lines that match. They are printed as they come, so that `ping | grep` shows its lines at once.

import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { readAll } from '../../open.ts';
import type { Proc, Program } from '../../program.ts';
import type { Syntax } from '../../regex/compile.ts';
import { err, out } from '../../say.ts';
import { openInput } from '../text/input.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { contextShorthand, GREP_OPTIONS } from './options.ts';
import { Painter } from './paint.ts';
import { type Groups, searchInput } from './search.ts';
import { type Settings, settingsOf } from './settings.ts';
import { type Target, targetsOf } from './walk.ts';

const TROUBLE = 2;
const USAGE = `Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n`;

export const grep = program('grep', 'grep-basic');
export const egrep = program('egrep', 'grep-extended');
export const fgrep = program('fgrep', 'fixed');

function program(name: string, syntax: Syntax): Program {
  return {
    name,
    options: { ...GREP_OPTIONS, about: GREP_OPTIONS.about.replace('grep', name) },
    run: (proc, args) => run(proc, args, syntax),
  };
}

/** Egrep is `grep -E`: messages are grep's. */
function* run(proc: Proc, words: readonly string[], preset: Syntax): Co<number> {
  const parsed = parseArgs('grep', GREP_OPTIONS, contextShorthand(words), { noHint: true });
  if (!parsed.ok) return yield* trouble(proc, parsed.error + USAGE);
  const args = parsed.value;
  if (args.has('help')) return yield* help(proc);
  if (args.has('version')) return yield* version(proc);
  const settings = settingsOf(args, preset, proc.fds.get(1)?.tty === true);
  if (!settings.ok) return yield* complain(proc, settings.error);
  const operands = [...args.operands];
  const patterns = yield* patternsOf(proc, args, operands);
  if (!patterns) return TROUBLE;
  const matcher = createMatcher(patterns, settings.value);
  if (!matcher.ok) return yield* complain(proc, matcher.error);
  for (const warning of matcher.value.warnings) yield* complain(proc, `warning: ${warning}`);
  return yield* new Run(proc, args, operands, settings.value, matcher.value).run();
}

/** Takes the pattern out of `operands` unless -e or -f gave some. undefined: it has complained. */
function* patternsOf(proc: Proc, args: ParsedArgs, operands: string[]): Co<readonly string[] | undefined> {
  const patterns: string[] = [];
  let isGiven = false;
  for (const { spec, value = '' } of args.given) {
    if (spec.short === 'e') patterns.push(...value.split('\n'));
    else if (spec.short === 'f') {
      const text = yield* readAll(proc, value);
      if (!text.ok) {
        yield* complain(proc, `${value}: ${describeErrno(text.error)}`);
        return undefined;
      }
      if (text.value !== '') patterns.push(...text.value.replace(/\n$/, '').split('\n'));
    } else continue;
    isGiven = true;
  }
  if (isGiven) return patterns;
  const first = operands.shift();
  if (first !== undefined) return first.split('\n');
  yield* err(proc, USAGE);
  return undefined;
}

class Run {
  readonly #proc: Proc;
  readonly #settings: Settings;
  readonly #matcher: Matcher;
  readonly #operands: readonly string[];
  readonly #withNames: boolean;
  readonly #groups: Groups = { any: false };
  #matched = false;
  #failed = false;

  constructor(
    proc: Proc,
    args: ParsedArgs,
    operands: readonly string[],
    settings: Settings,
    matcher: Matcher,
  ) {
    this.#proc = proc;
    this.#settings = settings;
    this.#matcher = matcher;
    this.#operands = operands;
    const asked = args.given.findLast(({ spec }) => spec.short === 'H' || spec.short === 'h');
    const isTree = settings.directories === 'recurse' && !this.#isOneFile();
    this.#withNames = asked ? asked.spec.short === 'H' : operands.length > 1 || isTree;
  }

  *run(): Co<number> {
    const { show } = this.#settings;
    for (const target of targetsOf(this.#proc, this.#operands, this.#settings)) {
      yield* this.#file(target);
      if (show === 'nothing' && this.#matched) return 0;
    }
    if (this.#failed) return TROUBLE;
    return this.#matched ? 0 : 1;
  }

  #isOneFile(): boolean {
    const [path, ...rest] = this.#operands;
    return rest.length === 0 && path !== undefined && openInput(this.#proc, path).ok;
  }

  *#file({ path, isOperand }: Target): Co<void> {
    const settings = this.#settings;
    const input = openInput(this.#proc, path);
    if (!input.ok) {
      if (input.error.errno === 'EISDIR' && settings.directories === 'skip') return;
      const isDirectory = input.error.errno === 'EISDIR';
      // Simplified: reading a directory is trouble on Linux, too, but only its operand is said so.
      if (isDirectory && !isOperand) return;
      this.#failed = true;
      if (!settings.silent) yield* complain(this.#proc, `${path}: ${describeErrno(input.error.errno)}`);
      return;
    }
    const name = path === '-' ? settings.label : path;
    const painter = new Painter(settings, this.#withNames ? name : undefined);
    const found = yield* searchInput(input.value, {
      settings,
      painter,
      matcher: this.#matcher,
      groups: this.#groups,
      say: (text) => out(this.#proc, text),
    });
    input.value.close();
    const isListed = settings.show === 'other-files' ? found.count === 0 : found.count > 0;
    if (found.count > 0) this.#matched = true;
    if (settings.show === 'count') yield* out(this.#proc, painter.count(found.count));
    else if (settings.show.endsWith('files')) yield* out(this.#proc, isListed ? painter.name(name) : '');
    else if (found.binary && found.count > 0 && settings.show !== 'nothing')
      yield* complain(this.#proc, `${name}: binary file matches`);
  }
}

function* complain(proc: Proc, message: string): Co<number> {
  return yield* trouble(proc, `grep: ${message}\n`);
}

function* trouble(proc: Proc, text: string): Co<number> {
  yield* err(proc, text);
  return TROUBLE;
}

function* version(proc: Proc): Co<number> {
  yield* out(proc, 'grep (GNU grep) 3.8\n');
  return 0;
}

function* help(proc: Proc): Co<number> {
  const rows = GREP_OPTIONS.options.map(({ short, long, argument = '', about }) => {
    const name = [short && `-${short}`, long && `--${long}${argument && `=${argument}`}`]
      .filter(Boolean)
      .join(', ');
    return `  ${name.padEnd(30)} ${about}`;
  });
  yield* out(
    proc,
    `Usage: grep [OPTION]... PATTERNS [FILE]...\nSearch for PATTERNS in each FILE.\n\n${rows.join('\n')}\n`,
  );
  return 0;
}
