// getent(1) of glibc 2.36: hosts and ahosts by what nsswitch says, and the other databases' files.

import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { type HostLine, hostLines, hostsNamed, hostSources, inetAton, resolveName } from './names.ts';

const TRY = "Try `getent --help' or `getent --usage' for more information.\n";

const OPTIONS: OptionTable = {
  about: 'getent - get entries from Name Service Switch libraries',
  options: [],
  operands: 'database [key ...]',
};

/** What a database's file is, and which of its columns are looked up. */
const FILES: Readonly<Record<string, { readonly path: string; readonly columns: readonly number[] }>> = {
  passwd: { path: '/etc/passwd', columns: [0, 2] },
  group: { path: '/etc/group', columns: [0, 2] },
};
const NOT_FOUND = 2;

export const getent: Program = {
  name: 'getent',
  options: OPTIONS,
  *run(proc, args) {
    const [database, ...keys] = args.filter((arg) => !arg.startsWith('-'));
    if (database === undefined) {
      yield* err(proc, 'getent: wrong number of arguments\n');
      yield* out(proc, TRY);
      return 1;
    }
    if (database === 'hosts') return yield* hosts(proc, keys);
    if (database.startsWith('ahosts')) return yield* ahosts(proc, keys, database === 'ahostsv6');
    if (database === 'services') return yield* columns(proc, '/etc/services', keys);
    if (database === 'protocols') return yield* columns(proc, '/etc/protocols', keys);
    const file = FILES[database];
    if (file) return yield* rows(proc, file, keys);
    yield* err(proc, `Unknown database: ${database}\n`);
    yield* out(proc, TRY);
    return 1;
  },
};

function* hosts(proc: Proc, keys: readonly string[]): Co<number> {
  if (!hostSources(proc).includes('files')) return keys.length === 0 ? 0 : NOT_FOUND;
  if (keys.length === 0) {
    yield* out(proc, hostLines(proc).map(hostText).join(''));
    return 0;
  }
  let status = 0;
  for (const key of keys) {
    const addr = inetAton(key);
    const found =
      addr === undefined ? hostsNamed(proc, key) : hostLines(proc).filter((line) => line.addr === addr);
    // By address the first line counts; by name every line does.
    const lines = addr === undefined ? found : found.slice(0, 1);
    yield* out(proc, lines.map(hostText).join(''));
    if (lines.length === 0) status = NOT_FOUND;
  }
  return status;
}

function hostText({ addr, names }: HostLine): string {
  return `${addr.padEnd(15)} ${names.join(' ')}\n`;
}

const KINDS = ['STREAM', 'DGRAM', 'RAW'];

function* ahosts(proc: Proc, keys: readonly string[], v6: boolean): Co<number> {
  let status = 0;
  for (const key of keys) {
    const found = resolveName(proc, key);
    if (!found.ok || v6) {
      status = NOT_FOUND;
      continue;
    }
    const lines = hostsNamed(proc, key);
    const addrs: readonly Ipv4Addr[] = lines.length > 0 ? lines.map(({ addr }) => addr) : [found.value.addr];
    const text = addrs.flatMap((addr, i) =>
      KINDS.map((kind, k) => {
        const name = i === 0 && k === 0 ? ` ${found.value.canonical}` : '';
        return `${addr.padEnd(15)} ${name === '' ? kind.padEnd(7) : kind}${name}\n`;
      }),
    );
    yield* out(proc, text.join(''));
  }
  return status;
}

function* rows(
  proc: Proc,
  file: { readonly path: string; readonly columns: readonly number[] },
  keys: readonly string[],
): Co<number> {
  const text = proc.files.read(file.path);
  const lines = (text.ok ? text.value : '').split('\n').filter((line) => line !== '');
  const wanted = (line: string) =>
    file.columns.some((column) => keys.includes(line.split(':')[column] ?? ''));
  const found = keys.length === 0 ? lines : lines.filter(wanted);
  yield* out(proc, found.map((line) => `${line}\n`).join(''));
  return found.length > 0 ? 0 : NOT_FOUND;
}

/** Names, a number with its protocol, and aliases. */
function* columns(proc: Proc, path: string, keys: readonly string[]): Co<number> {
  const text = proc.files.read(path);
  const all = (text.ok ? text.value : '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter((words) => (words[0] ?? '') !== '');
  const isIt = ([name = '', number = '', ...aliases]: string[], key: string) => {
    const [wanted = '', protocol] = key.split('/');
    if (protocol !== undefined && !number.endsWith(`/${protocol}`)) return false;
    return name === wanted || aliases.includes(wanted) || number.split('/')[0] === wanted;
  };
  const found =
    keys.length === 0 ? all : keys.flatMap((key) => all.filter((words) => isIt(words, key)).slice(0, 1));
  yield* out(
    proc,
    found
      .map(([name = '', number = '', ...aliases]) => `${name.padEnd(21)} ${[number, ...aliases].join(' ')}\n`)
      .join(''),
  );
  return found.length > 0 ? 0 : NOT_FOUND;
}
