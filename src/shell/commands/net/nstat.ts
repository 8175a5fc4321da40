// nstat(8) of iproute2 6.1.0: the kernel's counters, and how much they have grown since it was last asked. What it saw it keeps
// in a file (misc/nstat.c).
// Simplified: it is never a daemon that samples, so that rates are 0; IPv6's counters aren't listed.

import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';

const USAGE = `Usage: nstat [OPTION] [ PATTERN [ PATTERN ] ]
   -h, --help           this message
   -a, --ignore         ignore history
   -d, --scan=SECS      sample every statistics every SECS
   -j, --json           format output in JSON
   -n, --nooutput       do history only
   -p, --pretty         pretty print
   -r, --reset          reset history
   -s, --noupdate       don't update history
   -t, --interval=SECS  report average over the last SECS
   -V, --version        output version information
   -z, --zeros          show entries with zero activity
`;

const OPTIONS: OptionTable = {
  about: 'nstat - network statistics tools',
  options: [
    { short: 'h', long: 'help', about: 'this message' },
    { short: 'a', long: 'ignore', about: 'ignore history' },
    { short: 'd', long: 'scan', argument: 'SECS', about: 'sample every statistics every SECS' },
    { short: 'j', long: 'json', about: 'format output in JSON' },
    { short: 'n', long: 'nooutput', about: 'do history only' },
    { short: 'p', long: 'pretty', about: 'pretty print' },
    { short: 'r', long: 'reset', about: 'reset history' },
    { short: 's', long: 'noupdate', about: "don't update history" },
    { short: 't', long: 'interval', argument: 'SECS', about: 'report average over the last SECS' },
    { short: 'V', long: 'version', about: 'output version information' },
    { short: 'z', long: 'zeros', about: 'show entries with zero activity' },
  ],
  operands: '[ PATTERN [ PATTERN ] ]',
  usage: USAGE,
};

const HISTORY = '/tmp/.nstat.u0';
const FILES = ['/proc/net/netstat', '/proc/net/snmp'];
/** useless_numbers: what is set, not counted. */
const NOT_COUNTERS = new Set([
  ...['IpForwarding', 'IpDefaultTTL', 'TcpRtoAlgorithm', 'TcpRtoMin', 'TcpRtoMax', 'TcpMaxConn'],
  'TcpCurrEstab',
]);

type Counters = ReadonlyMap<string, number>;

export const nstat: Program = {
  name: 'nstat',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('nstat', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + USAGE);
      return 255;
    }
    const given = parsed.value;
    if (given.has('h') || given.has('V')) {
      yield* given.has('h') ? err(proc, USAGE) : out(proc, 'nstat utility, iproute2-6.1.0\n');
      return given.has('h') ? 255 : 0;
    }
    return yield* tell(proc, given);
  },
};

function* tell(proc: Proc, given: ParsedArgs): Co<number> {
  const now = readCounters(proc);
  const history = given.has('a') || given.has('r') ? undefined : readHistory(proc);
  const matches = matcher(given.operands);
  const shown = [...now]
    .filter(([name]) => matches(name))
    .map(([name, value]) => [name, ...grown(value, history?.get(name) ?? 0)] as const)
    .filter(([, value]) => value > 0 || given.has('z'));
  if (!given.has('n')) yield* out(proc, given.has('j') ? json(shown, given.has('p')) : table(shown));
  if (!given.has('s')) {
    const kept = [...now].filter(([name, value]) => matches(name) && (value > 0 || given.has('z')));
    proc.files.write(HISTORY, table(kept));
  }
  return 0;
}

/** A counter that is smaller than it was began anew. */
function grown(value: number, before: number): [number, boolean] {
  return value < before ? [0, true] : [value - before, false];
}

type Row = readonly [name: string, value: number, overflow?: boolean];

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ([name, value, overflow]) =>
      `${name.padEnd(32)}${String(value).padEnd(16)}${'0.0'.padStart(6)}${overflow ? ' (overflow)' : ''}\n`,
  );
  return `#kernel\n${lines.join('')}`;
}

function json(rows: readonly Row[], pretty: boolean): string {
  const values = Object.fromEntries(rows.map(([name, value]) => [name, value]));
  return `${JSON.stringify({ kernel: values }, undefined, pretty ? 4 : 0)}\n`;
}

/** Names of a section's lines and its counters', one after the other, in the order Ip, Icmp, ..., TcpExt, IpExt. */
function readCounters(proc: Proc): Counters {
  const counters = new Map<string, number>();
  for (const path of [...FILES].reverse()) {
    const text = proc.files.read(path);
    const lines = text.ok ? text.value.split('\n') : [];
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const [section = '', ...names] = (lines[i] as string).split(' ');
      const values = (lines[i + 1] as string).split(' ').slice(1);
      for (const [at, name] of names.entries()) {
        const id = section.slice(0, -1) + name;
        if (!NOT_COUNTERS.has(id)) counters.set(id, Number(values[at]));
      }
    }
  }
  return counters;
}

function readHistory(proc: Proc): Counters | undefined {
  const text = proc.files.read(HISTORY);
  if (!text.ok) return undefined;
  const rows = text.value.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(rows.map((line) => line.split(/\s+/)).map(([name = '', value]) => [name, Number(value)]));
}

/** fnmatch(3) of any of the patterns. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => true;
  const tests = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      ),
  );
  return (name) => tests.some((test) => test.test(name));
}
