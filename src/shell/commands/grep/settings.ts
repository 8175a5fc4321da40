// What a command line of grep asks for.

import { err, ok, type Result } from '../../../base/result.ts';
import type { ParsedArgs } from '../../args.ts';
import type { Syntax } from '../../regex/compile.ts';

export interface Settings {
  readonly syntax: Syntax;
  readonly ignoreCase: boolean;
  readonly within: 'word' | 'line' | undefined;
  readonly invert: boolean;
  /** What is printed: lines, the parts that match, how many, or names of files. */
  readonly show: 'lines' | 'parts' | 'count' | 'matching-files' | 'other-files' | 'nothing';
  readonly most: number;
  readonly before: number;
  readonly after: number;
  /** Groups of lines are kept apart: some context was asked for, if only of no lines. */
  readonly grouped: boolean;
  /** Between groups of lines; undefined: nothing. */
  readonly separator: string | undefined;
  readonly lineNumbers: boolean;
  readonly byteOffsets: boolean;
  readonly initialTab: boolean;
  readonly nulAfterName: boolean;
  readonly colour: boolean;
  readonly end: '\n' | '\0';
  readonly binary: 'binary' | 'text' | 'without-match';
  readonly silent: boolean;
  readonly label: string;
  readonly directories: 'read' | 'skip' | 'recurse';
  readonly followLinks: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly excludeDirectories: readonly string[];
}

const SYNTAX: Readonly<Record<string, Syntax>> = {
  E: 'grep-extended',
  F: 'fixed',
  G: 'grep-basic',
  P: 'pcre',
};

const COUNTS = ['A', 'B', 'C', 'm'] as const;

export function settingsOf(args: ParsedArgs, preset: Syntax, tty: boolean): Result<Settings> {
  const syntaxes = new Set(args.given.flatMap(({ spec }) => SYNTAX[spec.short ?? ''] ?? []));
  if (syntaxes.has('pcre') && syntaxes.size > 1) return err('conflicting matchers specified');
  const syntax = [...args.given].reverse().find(({ spec }) => SYNTAX[spec.short ?? '']);
  if (syntaxes.size > 1 && syntaxes.has('fixed') && syntaxes.has('grep-extended'))
    return err('conflicting matchers specified');
  for (const name of COUNTS) {
    const value = args.value(name);
    if (value === undefined || /^\d+$/.test(value)) continue;
    return err(name === 'm' ? 'invalid max count' : `${value}: invalid context length argument`);
  }
  const binary = args.has('a')
    ? 'text'
    : args.has('I')
      ? 'without-match'
      : (args.value('binary-files') ?? 'binary');
  if (binary !== 'text' && binary !== 'binary' && binary !== 'without-match')
    return err('unknown binary-files type');
  const parts = args.has('o') && !['l', 'L', 'c', 'q', 'silent'].some((name) => args.has(name));
  return ok({
    syntax: SYNTAX[syntax?.spec.short ?? ''] ?? preset,
    ignoreCase: isOn(args, ['i', 'y'], ['no-ignore-case']),
    within: args.has('x') ? 'line' : args.has('w') ? 'word' : undefined,
    invert: args.has('v'),
    show: shown(args),
    most: Number(args.value('m') ?? Number.POSITIVE_INFINITY),
    grouped: ['A', 'B', 'C'].some((name) => args.has(name)),
    before: parts ? 0 : Number(args.value('B') ?? args.value('C') ?? 0),
    after: parts ? 0 : Number(args.value('A') ?? args.value('C') ?? 0),
    separator: args.has('no-group-separator') ? undefined : (args.value('group-separator') ?? '--'),
    lineNumbers: args.has('n'),
    byteOffsets: args.has('b'),
    initialTab: args.has('T'),
    nulAfterName: args.has('Z'),
    colour: colourWanted(args, tty),
    end: args.has('z') ? '\0' : '\n',
    binary,
    silent: args.has('s'),
    label: args.value('label') ?? '(standard input)',
    directories: directoriesOf(args),
    followLinks: args.has('R'),
    include: args.values('include'),
    exclude: args.values('exclude'),
    excludeDirectories: args.values('exclude-dir'),
  });
}

/** Of options that undo each other the last counts. */
function isOn(args: ParsedArgs, on: readonly string[], off: readonly string[]): boolean {
  const names = (list: readonly string[], short?: string, long?: string) =>
    list.includes(short ?? '') || list.includes(long ?? '');
  const last = args.given.findLast(({ spec }) => names([...on, ...off], spec.short, spec.long));
  return last !== undefined && names(on, last.spec.short, last.spec.long);
}

function shown(args: ParsedArgs): Settings['show'] {
  if (args.has('q') || args.has('silent')) return 'nothing';
  const files = args.given.findLast(({ spec }) => spec.short === 'l' || spec.short === 'L');
  if (files) return files.spec.short === 'l' ? 'matching-files' : 'other-files';
  return args.has('c') ? 'count' : args.has('o') ? 'parts' : 'lines';
}

function colourWanted(args: ParsedArgs, tty: boolean): boolean {
  const last = args.given.findLast(({ spec }) => spec.long === 'color' || spec.long === 'colour');
  const when = last?.value === '' ? 'auto' : last?.value;
  if (when === undefined) return false;
  return ['always', 'yes', 'force'].includes(when) || (['auto', 'tty', 'if-tty'].includes(when) && tty);
}

function directoriesOf(args: ParsedArgs): Settings['directories'] {
  if (args.has('r') || args.has('R')) return 'recurse';
  const asked = args.value('d');
  return asked === 'skip' || asked === 'recurse' ? asked : 'read';
}
