// Tab completion, from what the machine has: the programs, their option tables, its devices, namespaces, names and files.

import { byText } from '../../base/order.ts';
import type { Files } from '../../engine/vfs/files.ts';
import type { CompletionPlace } from '../../shell/options.ts';
import type { Registry } from '../../shell/registry.ts';
import type { Completion } from './line-editor.ts';

export interface CompletionScope extends CompletionPlace {
  readonly files: Files;
  readonly cwd: string;
  readonly registry: Registry;
  /** The shell's own words: builtins, keywords, functions, aliases. */
  readonly commands: () => readonly string[];
  readonly variables: () => readonly string[];
}

/** These take the name or the address of a host. */
const TAKES_HOST = new Set([
  'ping',
  'traceroute',
  'tracepath',
  'mtr',
  'arping',
  'getent',
  'arp',
  'ssh',
  'nc',
]);
const TAKES_DEVICE = new Set(['ifconfig', 'ethtool', 'tcpdump', 'arping']);
/** After these options comes a device. */
const BEFORE_DEVICE = new Set(['-I', '-i', 'dev', '--interface']);
const TAKES_COMMAND = new Set(['type', 'which', 'man', 'help', 'hash']);

export function complete(before: string, scope: CompletionScope): Completion {
  const word = /(?:[^\s;|&()<>"'\\]|\\.)*$/.exec(before)?.[0] ?? '';
  const from = before.length - word.length;
  const words = commandOf(before.slice(0, from));
  return { from, candidates: [...new Set(candidatesFor(word, words, scope))].sort(byText) };
}

/** The words of the command that the cursor is in. What only runs another command doesn't count. */
function commandOf(before: string): readonly string[] {
  const command = before.split(/[;|&(]|\$\(|\b(?:then|do|else|if|while|until)\b/).at(-1) ?? '';
  let words = command.split(/\s+/).filter((word) => word !== '' && !/^[A-Za-z_]\w*=/.test(word));
  for (;;) {
    const prefix =
      /^(?:(?:sudo|time|exec|command|nohup|env|watch|xargs) |timeout \S+ |ip netns exec \S+ |nsenter --net=\S+ )/.exec(
        `${words.join(' ')} `,
      );
    if (!prefix) return words;
    words = words.slice(prefix[0].trim().split(' ').length);
  }
}

function candidatesFor(word: string, words: readonly string[], scope: CompletionScope): readonly string[] {
  if (word.startsWith('$'))
    return scope
      .variables()
      .map((name) => `$${name}`)
      .filter((name) => name.startsWith(word));
  const [program] = words;
  if (program === undefined) return word.includes('/') ? paths(word, scope) : commands(word, scope);
  const table = scope.registry.get(program)?.options;
  const args = [...words.slice(1), word];
  const named = table?.complete?.(scope, args) ?? [];
  const matching = named.filter((name) => name.startsWith(word));
  if (matching.length > 0) return matching;
  if (word.startsWith('-')) return options(word, program, scope.registry);
  const operands = operandsOf(program, words.at(-1) ?? '', scope).filter((name) => name.startsWith(word));
  return operands.length > 0 ? operands : paths(word, scope);
}

function operandsOf(program: string, previous: string, scope: CompletionScope): readonly string[] {
  if (BEFORE_DEVICE.has(previous)) return devices(scope);
  if (TAKES_COMMAND.has(program)) return commands('', scope);
  if (program === 'sysctl') return sysctls(scope);
  return [
    ...(TAKES_DEVICE.has(program) ? devices(scope) : []),
    ...(TAKES_HOST.has(program) ? hosts(scope) : []),
  ];
}

function commands(word: string, scope: CompletionScope): readonly string[] {
  const all = [...scope.registry.all.map(({ name }) => name), ...scope.commands()];
  return all.filter((name) => name.startsWith(word));
}

function options(word: string, program: string, registry: Registry): readonly string[] {
  const table = registry.get(program)?.options.options ?? [];
  return table
    .flatMap(({ short, long }) => [
      ...(short === undefined ? [] : [`-${short}`]),
      ...(long === undefined ? [] : [`--${long}`]),
    ])
    .filter((option) => option.startsWith(word));
}

function devices({ files }: CompletionScope): readonly string[] {
  const listed = files.list('/sys/class/net');
  return listed.ok ? listed.value : [];
}

/** The names in /etc/hosts. */
function hosts({ files }: CompletionScope): readonly string[] {
  const found = files.read('/etc/hosts');
  if (!found.ok) return [];
  const lines = found.value.split('\n').map((line) => line.replace(/#.*/, '').trim());
  return lines.flatMap((line) => line.split(/\s+/).slice(1)).filter((name) => name !== '');
}

/** The settings as dotted keys, from /proc/sys/net. */
function sysctls({ files }: CompletionScope): readonly string[] {
  const under = (path: string): readonly string[] => {
    const listed = files.list(path);
    if (!listed.ok)
      return [
        path.slice('/proc/sys/'.length).replaceAll('.', '\0').replaceAll('/', '.').replaceAll('\0', '/'),
      ];
    return listed.value.flatMap((name) => under(`${path}/${name}`));
  };
  return under('/proc/sys/net');
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
  const listed = files.list(directory);
  const names = listed.ok ? listed.value.filter((name) => name.startsWith(start)) : [];
  return names
    .filter((name) => start.startsWith('.') || !name.startsWith('.'))
    .map((name) => {
      const found = files.stat(`${directory}/${name}`);
      return `${shown}${name}${found.ok && found.value.kind === 'directory' ? '/' : ''}`;
    });
}
