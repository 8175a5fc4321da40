// Tab completion, from what the machine has: the programs, their option tables, its devices and namespaces, its files.

import type { Files } from '../../engine/vfs/files.ts';
import type { Registry } from '../../shell/registry.ts';
import type { Completion } from './line-editor.ts';

export interface CompletionScope {
  readonly files: Files;
  readonly cwd: string;
  readonly registry: Registry;
}

const BUILTINS = [
  'alias',
  'bg',
  'cd',
  'declare',
  'echo',
  'eval',
  'exit',
  'export',
  'fg',
  'for',
  'function',
  'help',
  'history',
  'if',
  'jobs',
  'kill',
  'local',
  'pwd',
  'read',
  'return',
  'set',
  'shift',
  'source',
  'test',
  'trap',
  'type',
  'ulimit',
  'umask',
  'unalias',
  'unset',
  'until',
  'wait',
  'while',
]; // prettier-ignore

/** After these words comes a device, after those a namespace. */
const BEFORE_DEVICE = new Set(['dev', 'master', 'oif', 'iif', '-I', '-i']);
const BEFORE_NETNS = new Set(['netns', 'exec', '-n', '-netns']);
/** These run the command that follows. */
const PREFIXES = new Set(['sudo', 'time', 'exec', 'command', 'env', 'nohup', 'then', 'do', 'else']);

export function complete(before: string, scope: CompletionScope): Completion {
  const word = /[^\s;|&()<>]*$/.exec(before)?.[0] ?? '';
  const from = before.length - word.length;
  const command =
    before
      .slice(0, from)
      .split(/[;|&(]|\bthen\b|\bdo\b/)
      .at(-1) ?? '';
  const words = command
    .trim()
    .split(/\s+/)
    .filter((each) => each !== '' && !PREFIXES.has(each));
  return { from, candidates: candidatesFor(word, words, scope) };
}

function candidatesFor(word: string, words: readonly string[], scope: CompletionScope): readonly string[] {
  const [program] = words;
  const previous = words.at(-1) ?? '';
  if (program === undefined && !word.includes('/')) return commands(word, scope.registry);
  if (word.startsWith('-')) return options(word, program ?? '', scope.registry);
  if (BEFORE_DEVICE.has(previous)) return names(scope.files, '/sys/class/net', word);
  if (BEFORE_NETNS.has(previous)) {
    const found = names(scope.files, '/run/netns', word);
    if (found.length > 0) return found;
  }
  const operands =
    program === undefined || word.includes('/') ? [] : operandsOf(program, words, word, scope.registry);
  return operands.length > 0 ? operands : paths(word, scope);
}

function commands(word: string, registry: Registry): readonly string[] {
  const all = new Set([...registry.all.map(({ name }) => name), ...BUILTINS]);
  return [...all].filter((name) => name.startsWith(word)).sort();
}

function options(word: string, program: string, registry: Registry): readonly string[] {
  const table = registry.get(program)?.options.options ?? [];
  const all = table.flatMap(({ short, long }) => [
    ...(short === undefined ? [] : [`-${short}`]),
    ...(long === undefined ? [] : [`--${long}`]),
  ]);
  return [...new Set(all)].filter((option) => option.startsWith(word)).sort();
}

/** The words in braces of a usage text: `OBJECT := { address | link | … }`, `{ add | del | show }`. */
function operandsOf(
  program: string,
  words: readonly string[],
  word: string,
  registry: Registry,
): readonly string[] {
  const usage = registry.get(program)?.options.usage ?? '';
  if (words.length > 1 || usage === '') return [];
  const groups = [...usage.matchAll(/OBJECT := \{([^}]*)\}/g)].map((match) => match[1] ?? '');
  const all = groups.join(' ').match(/[a-z][\w-]*/g) ?? [];
  return [...new Set(all)].filter((name) => name.startsWith(word)).sort();
}

function names(files: Files, directory: string, start: string): readonly string[] {
  const listed = files.list(directory);
  return listed.ok ? listed.value.filter((name) => name.startsWith(start)).toSorted() : [];
}

function paths(word: string, { files, cwd }: CompletionScope): readonly string[] {
  const slash = word.lastIndexOf('/') + 1;
  const shown = word.slice(0, slash);
  const start = word.slice(slash);
  const directory = shown.startsWith('~/')
    ? `/root${shown.slice(1)}`
    : shown.startsWith('/')
      ? shown
      : `${cwd}/${shown}`;
  return names(files, directory, start)
    .filter((name) => start.startsWith('.') || !name.startsWith('.'))
    .map((name) => {
      const found = files.stat(`${directory}/${name}`);
      return `${shown}${name}${found.ok && found.value.kind === 'directory' ? '/' : ''}`;
    });
}
