// sysctl(8) of procps-ng 4.0.2: reads and writes the files below /proc/sys by their dotted names.

import { baseName } from '../../path.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { OPTIONS, USAGE } from './sysctl-options.ts';

const ROOT = '/proc/sys/';
const DEFAULT_FILE = '/etc/sysctl.conf';
/** Shown by -a only with --deprecated. */
const DEPRECATED = new Set(['base_reachable_time', 'retrans_time']);

export const sysctl: Program = {
  name: 'sysctl',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('sysctl', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      yield* out(proc, USAGE);
      return 0;
    }
    if (args.length === 0) {
      yield* err(proc, USAGE);
      return 1;
    }
    const given = parsed.value;
    if (given.has('h') || given.has('d')) {
      yield* out(proc, USAGE);
      return 0;
    }
    if (given.has('V')) {
      yield* out(proc, 'sysctl from procps-ng 4.0.2\n');
      return 0;
    }
    const { operands } = given;
    if (given.has('a') || given.has('A') || given.has('X'))
      return yield* showFolder(proc, { given, path: '', all: true });
    if (given.has('p') || given.has('f')) return yield* load(proc, given);
    if (given.has('system')) return yield* loadSystem(proc, given);
    if (operands.length > 0) return yield* eachOperand(proc, given);
    yield* err(proc, "sysctl: no variables specified\nTry `sysctl --help' for more information.\n");
    return 1;
  },
};

function* eachOperand(proc: Proc, given: ParsedArgs): Co<number> {
  let status = 0;
  for (const operand of given.operands) {
    const at = operand.indexOf('=');
    // `net.ipv4.ip_forward = 1`: at the lone sign procps gives up without a word.
    if (operand === '=') return 1;
    const result =
      at >= 0
        ? yield* write(proc, given, operand.slice(0, at).trim(), operand.slice(at + 1).trim())
        : given.has('w')
          ? yield* badSyntax(proc, 'command line', 0)
          : yield* read(proc, given, operand);
    if (result !== 0) status = result;
  }
  return status;
}

function* badSyntax(proc: Proc, where: string, lineNumber: number): Co<number> {
  yield* err(proc, `sysctl: ${where}(${lineNumber}): invalid syntax, continuing...\n`);
  return 1;
}

/** Below /proc/sys: with a slash first, dots are dots; otherwise the two are the other way round. */
function pathOf(key: string): string {
  const first = /[./]/.exec(key)?.[0];
  return first === '/' ? key : swapped(key);
}

function swapped(text: string): string {
  return text.replace(/[./]/g, (mark) => (mark === '.' ? '/' : '.'));
}

function* read(proc: Proc, given: ParsedArgs, key: string): Co<number> {
  if (key === '') {
    yield* err(proc, 'sysctl: "" is an unknown key\n');
    return 255;
  }
  const path = pathOf(key);
  const stat = proc.files.stat(ROOT + path);
  if (!stat.ok) return yield* missing(proc, given, path);
  if (stat.value.kind === 'directory') return yield* showFolder(proc, { given, path, all: false });
  return yield* show(proc, given, path);
}

function* missing(proc: Proc, given: ParsedArgs, path: string): Co<number> {
  if (given.has('e')) return 0;
  yield* err(proc, `sysctl: cannot stat ${ROOT}${path}: No such file or directory\n`);
  return 1;
}

function* show(proc: Proc, given: ParsedArgs, path: string): Co<number> {
  const name = swapped(path);
  const pattern = given.value('r');
  if (pattern !== undefined && !matches(name, pattern)) return 0;
  if (given.has('N')) {
    yield* out(proc, `${name}\n`);
    return 0;
  }
  const text = proc.files.read(ROOT + path);
  // A file that can only be written is passed over.
  if (!text.ok) return 0;
  const value = text.value.replace(/\n$/, '');
  if (given.has('b')) yield* out(proc, value);
  else if (given.has('n')) yield* out(proc, `${value}\n`);
  else
    yield* out(
      proc,
      value
        .split('\n')
        .map((row) => `${name} = ${row}\n`)
        .join(''),
    );
  return 0;
}

function matches(name: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return false;
  }
}

interface Folder {
  readonly given: ParsedArgs;
  readonly path: string;
  readonly all: boolean;
}

function* showFolder(proc: Proc, { given, path, all }: Folder): Co<number> {
  const names = proc.files.list(ROOT + path);
  if (!names.ok) return 1;
  for (const name of names.value) {
    const below = path === '' ? name : `${path}/${name}`;
    const stat = proc.files.stat(ROOT + below);
    if (!stat.ok) continue;
    if (stat.value.kind === 'directory') yield* showFolder(proc, { given, path: below, all });
    else if (given.has('deprecated') || !DEPRECATED.has(baseName(below))) yield* show(proc, given, below);
  }
  return 0;
}

function* write(proc: Proc, given: ParsedArgs, key: string, value: string): Co<number> {
  const path = pathOf(key);
  if (path === '') {
    yield* err(proc, `sysctl: Path is not under ${ROOT}: ${ROOT}\n`);
    return 1;
  }
  const name = swapped(path);
  const stat = proc.files.stat(ROOT + path);
  if (!stat.ok) return yield* missing(proc, given, path);
  // procps prints whatever errno is left over, and goes on as if nothing had happened.
  if (stat.value.kind === 'directory' || (stat.value.mode & 0o200) === 0) {
    yield* err(proc, `sysctl: setting key "${name}": Invalid argument\n`);
    return 0;
  }
  if (!given.has('dry-run')) {
    const done =
      value === '' ? ({ ok: false, error: 'EINVAL' } as const) : proc.files.write(ROOT + path, `${value}\n`);
    if (!done.ok) {
      yield* err(proc, `sysctl: setting key "${name}": ${describeErrno(done.error)}\n`);
      return 1;
    }
  }
  if (!given.has('q')) yield* echo(proc, given, name, value);
  return 0;
}

function* echo(proc: Proc, given: ParsedArgs, name: string, value: string): Co<void> {
  if (given.has('n')) yield* out(proc, `${value}\n`);
  else if (given.has('N')) yield* out(proc, `${name}\n`);
  else yield* out(proc, `${name} = ${value}\n`);
}

/** -p: the files are read first, and then what they say is done. */
function* load(proc: Proc, given: ParsedArgs): Co<number> {
  const named = [given.value('p') ?? given.value('f') ?? '', ...given.operands].filter((path) => path !== '');
  return yield* loadFiles(proc, given, named.length > 0 ? named : [DEFAULT_FILE]);
}

function* loadFiles(proc: Proc, given: ParsedArgs, paths: readonly string[]): Co<number> {
  const settings: (readonly [string, string])[] = [];
  let status = 0;
  for (const path of paths) {
    const text = yield* textOf(proc, path);
    if (text === undefined) {
      yield* err(proc, `sysctl: cannot open "${path}": No such file or directory\n`);
      status = 1;
      continue;
    }
    for (const [i, row] of text.split('\n').entries()) {
      const line = row.trim();
      if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
      const at = line.indexOf('=');
      if (at < 0) yield* badSyntax(proc, path, i + 1);
      else settings.push([line.slice(0, at).trim().replace(/^-/, ''), line.slice(at + 1).trim()]);
    }
  }
  for (const [key, value] of settings) if ((yield* write(proc, given, key, value)) !== 0) status = 1;
  return status;
}

function* textOf(proc: Proc, path: string): Co<string | undefined> {
  const opened = proc.open(path === '-' ? '/dev/stdin' : path, 'read');
  if (!opened.ok) return undefined;
  let text = '';
  for (let part = yield* opened.value.read(); part !== ''; part = yield* opened.value.read()) text += part;
  return text;
}

const FOLDERS = [
  '/run/sysctl.d',
  '/etc/sysctl.d',
  '/usr/local/lib/sysctl.d',
  '/usr/lib/sysctl.d',
  '/lib/sysctl.d',
];

function* loadSystem(proc: Proc, given: ParsedArgs): Co<number> {
  const files = new Map<string, string>();
  for (const folder of FOLDERS) {
    const names = proc.files.list(folder);
    for (const name of names.ok ? names.value : [])
      if (name.endsWith('.conf') && !files.has(name)) files.set(name, `${folder}/${name}`);
  }
  const paths = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  if (proc.files.stat(DEFAULT_FILE).ok) paths.push(DEFAULT_FILE);
  for (const path of paths) yield* out(proc, `* Applying ${path} ...\n`);
  return yield* loadFiles(proc, given, paths);
}
