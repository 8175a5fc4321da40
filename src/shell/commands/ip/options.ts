// The options before the object (main, ip/ip.c). Each may be cut short; `--` in front is the same as `-`.

import type { OptionSpec } from '../../options.ts';
import { type Args, Exit, matches, wrong } from './args.ts';
import { type Family, type IpOptions, NO_OPTIONS } from './session.ts';
import { IP_USAGE } from './usage.ts';

export const IP_VERSION = 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n';

interface Parsed {
  readonly options: IpOptions;
  /** `-n`. */
  readonly netns?: string;
  /** `-V`: nothing else is done. */
  readonly version?: boolean;
}

type State = { -readonly [K in keyof IpOptions]: IpOptions[K] } & { netns?: string; version?: boolean };
type Option = readonly [
  word: string,
  about: string,
  set: (state: State, args: Args) => void,
  argument?: string,
];

/** In the order in which abbreviations are tried: `-d` is details, `-s` statistics, `-r` resolve. */
const OPTIONS: readonly Option[] = [
  ['loops', 'how often to try when flushing', (_state, args) => void args.next(), 'COUNT'],
  [
    'family',
    'the protocol family: inet, inet6, link …',
    (state, args) => void (state.family = family(args.next())),
    'FAMILY',
  ],
  ['4', 'IPv4 only', (state) => void (state.family = 'inet')],
  ['6', 'IPv6 only', (state) => void (state.family = 'inet6')],
  ['0', 'the link layer only', (state) => void (state.family = 'link')],
  ['M', 'MPLS only', (state) => void (state.family = 'mpls')],
  ['B', 'bridges only', (state) => void (state.family = 'bridge')],
  ['human', 'numbers with units', (state) => void (state.human = true)],
  ['human-readable', 'numbers with units', (state) => void (state.human = true)],
  ['iec', 'units of 1024', () => undefined],
  ['stats', 'what was counted; twice: errors in detail', (state) => void state.stats++],
  ['statistics', 'what was counted; twice: errors in detail', (state) => void state.stats++],
  ['details', 'more details', (state) => void state.details++],
  ['resolve', 'names for addresses', () => undefined],
  ['oneline', 'one line for each entry', (state) => void (state.oneline = true)],
  ['timestamp', 'when each message of a monitor came', (state) => void (state.timestamp = 'long')],
  ['tshort', 'as -timestamp, but shorter', (state) => void (state.timestamp = 'short')],
  ['Version', 'the version', (state) => void (state.version = true)],
  ['force', 'go on after an error in a batch', (state) => void (state.force = true)],
  ['batch', 'read commands from a file', (state, args) => void (state.batch = args.next()), 'FILE'],
  ['brief', 'one short line for each entry', (state) => void (state.brief = true)],
  ['json', 'output in JSON', (state) => void (state.json = true)],
  ['pretty', 'JSON for people', (state) => void (state.pretty = true)],
  ['rcvbuf', 'size of the receive buffer', (_state, args) => void args.next(), 'SIZE'],
  ['help', 'the usage', () => usage()],
  ['netns', 'switch to a namespace first', netnsOption, 'NAME'],
  ['Numeric', 'numbers instead of names', (state) => void (state.numeric = true)],
  ['all', 'in all namespaces', (state) => void (state.all = true)],
];

/** For completion and the man page. */
export const IP_OPTIONS: readonly OptionSpec[] = [
  ...OPTIONS.map(([word, about, , argument]) => ({
    long: word,
    about,
    ...(argument !== undefined && { argument }),
  })),
  { long: 'color', about: 'coloured output' },
];

function usage(): never {
  throw new Exit(255, IP_USAGE);
}

/** getopt's null pointer, printed by printf. */
function netnsOption(state: State, args: Args): void {
  args.skip();
  if (!args.more) throw new Exit(255, 'Cannot open network namespace "(null)": No such file or directory\n');
  state.netns = args.word;
}

function family(word: string): Family {
  if (word === 'help') usage();
  const families: readonly Family[] = ['inet', 'inet6', 'link', 'mpls', 'bridge'];
  const found = families.find((known) => known === word);
  if (!found) throw wrong(word, 'invalid protocol family');
  return found;
}

/** `colour` says what a word for -c means: whether the terminal is one decides for `auto`. */
export function parseOptions(args: Args, isTerminal: boolean): Parsed {
  const state: State = { ...NO_OPTIONS };
  while (args.more && args.word.startsWith('-') && args.word !== '-') {
    if (args.word === '--') {
      args.skip();
      break;
    }
    const word = args.word.startsWith('--') ? args.word.slice(2) : args.word.slice(1);
    const color = colorOption(word, isTerminal);
    if (color !== undefined) state.color = color;
    else optionFor(word, args.word)(state, args);
    args.skip();
  }
  const { netns, version, ...options } = state;
  return { options, ...(netns !== undefined && { netns }), ...(version && { version }) };
}

function optionFor(word: string, asTyped: string): Option[2] {
  // -b is a batch, -br brief; -t a time stamp, -ts the short one; -n a namespace.
  if (word === 'ts') return optionOf('tshort');
  const found = OPTIONS.find(([name]) => matches(word, name));
  if (!found) throw new Exit(255, `Option "${asTyped.replace(/^--/, '-')}" is unknown, try "ip -help".\n`);
  return found[2];
}

function optionOf(name: string): Option[2] {
  return OPTIONS.find(([word]) => word === name)?.[2] ?? (() => undefined);
}

/** matches_color: `-c`, `-color`, `-color=always|auto|never`. */
function colorOption(word: string, isTerminal: boolean): boolean | undefined {
  const [name = '', value = 'always'] = word.split('=', 2);
  if (name === '' || !matches(name, 'color')) return undefined;
  if (value === 'always') return true;
  return value === 'auto' ? isTerminal : value === 'never' ? false : undefined;
}
