// nsenter(1) and unshare(1) of util-linux 2.38, as far as network namespaces go; other namespaces are all one here.
// Simplified: the namespace that unshare makes has a name, which `ip netns` shows while the command runs.

import { err as no, ok, type Result } from '../../../base/result.ts';
import { applyOp } from '../../../engine/apply.ts';
import { namedNetnsOf, type NetnsId, rootNetnsOf } from '../../../engine/ids.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionSpec, OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['m', 'mount'],
  ['u', 'uts'],
  ['i', 'ipc'],
  ['n', 'net'],
  ['p', 'pid'],
  ['C', 'cgroup'],
  ['U', 'user'],
  ['T', 'time'],
];

function kinds(verb: string): OptionSpec[] {
  return KINDS.map(([short, long]) => ({
    short,
    long,
    argument: '[file]',
    about: `${verb} ${long} namespace`,
  }));
}

const COMMON: readonly OptionSpec[] = [
  { short: 'h', long: 'help', about: 'display this help' },
  { short: 'V', long: 'version', about: 'display version' },
];

const NSENTER: OptionTable = {
  about: 'nsenter - run program in different namespaces',
  options: [
    { short: 'a', long: 'all', about: 'enter all namespaces' },
    { short: 't', long: 'target', argument: 'pid', about: 'target process to get namespaces from' },
    ...kinds('enter'),
    { short: 'F', long: 'no-fork', about: 'do not fork before exec-ing <program>' },
    ...COMMON,
  ],
  operands: '[<program> [<argument>...]]',
};

const UNSHARE: OptionTable = {
  about: 'unshare - run program in new namespaces',
  options: [
    ...kinds('unshare'),
    { short: 'f', long: 'fork', about: 'fork before launching <program>' },
    { short: 'r', long: 'map-root-user', about: 'map current user to root' },
    { long: 'mount-proc', argument: '[dir]', about: 'mount proc filesystem first' },
    ...COMMON,
  ],
  operands: '[<program> [<argument>...]]',
};

const NOT_FOUND = 127;

export const nsenter: Program = {
  name: 'nsenter',
  options: NSENTER,
  *run(proc, args) {
    const parsed = parseArgs('nsenter', NSENTER, args, { stopAtOperand: true });
    if (!parsed.ok) return yield* fail(proc, parsed.error);
    const given = parsed.value;
    if (given.has('V')) return yield* version(proc, 'nsenter');
    const target = targetOf(proc, given);
    if (!target.ok) return yield* fail(proc, `nsenter: ${target.error}\n`);
    if (target.value !== undefined) {
      proc.netns = target.value;
      proc.files = proc.files.inNetns(target.value);
    }
    const argv = given.operands.length > 0 ? given.operands : [proc.env.get('SHELL') ?? '/bin/sh'];
    const program = proc.exec(argv);
    if (program.ok) return yield* program.value;
    return yield* fail(proc, cannotRun('nsenter', argv, program.error), NOT_FOUND);
  },
};

function* fail(proc: Proc, text: string, status = 1): Co<number> {
  yield* err(proc, text);
  return status;
}

function* version(proc: Proc, name: string): Co<number> {
  yield* out(proc, `${name} from util-linux 2.38.1\n`);
  return 0;
}

function cannotRun(name: string, argv: readonly string[], errno: 'ENOENT' | 'EACCES'): string {
  const words = errno === 'ENOENT' ? 'No such file or directory' : 'Permission denied';
  return `${name}: failed to execute ${argv[0]}: ${words}\n`;
}

/** The network namespace to enter; undefined if none is asked for. */
function targetOf(proc: Proc, given: ParsedArgs): Result<NetnsId | undefined> {
  const pidText = given.value('t');
  if (pidText !== undefined && !/^\d+$/.test(pidText)) return no(`failed to parse pid: '${pidText}'`);
  const file = given.value('n');
  if (file === undefined && !given.has('a')) return ok(undefined);
  if (file !== undefined && file !== '') return netnsAt(proc, file);
  if (pidText === undefined) return no('neither filename nor target pid supplied for ns/net');
  return netnsOfPid(proc, Number(pidText));
}

function netnsOfPid(proc: Proc, pid: number): Result<NetnsId> {
  if (pid === 1) return ok(rootNetnsOf(proc.machine));
  const process = proc.processes.get(pid);
  if (!process || process.machine !== proc.machine)
    return no(`cannot open /proc/${pid}/ns/net: No such file or directory`);
  return ok(process.netns);
}

function netnsAt(proc: Proc, path: string): Result<NetnsId> {
  const [, pid] = /^\/proc\/(\d+)\/ns\/net$/.exec(path) ?? [];
  if (pid !== undefined) return netnsOfPid(proc, Number(pid));
  const [, name] = /^(?:\/var)?\/run\/netns\/([^/]+)$/.exec(path) ?? [];
  const id = name === undefined ? undefined : namedNetnsOf(proc.machine, name);
  if (id !== undefined && proc.world.netns.get(id)) return ok(id);
  if (proc.files.stat(path).ok) return no("reassociate to namespace 'ns/net' failed: Invalid argument");
  return no(`cannot open ${path}: No such file or directory`);
}

export const unshare: Program = {
  name: 'unshare',
  options: UNSHARE,
  *run(proc, args) {
    const parsed = parseArgs('unshare', UNSHARE, args, { stopAtOperand: true });
    if (!parsed.ok) return yield* fail(proc, parsed.error);
    const given = parsed.value;
    if (given.has('V')) return yield* version(proc, 'unshare');
    const argv = given.operands.length > 0 ? given.operands : [proc.env.get('SHELL') ?? '/bin/sh'];
    if (!given.has('n')) {
      const program = proc.exec(argv);
      if (program.ok) return yield* program.value;
      return yield* fail(proc, cannotRun('unshare', argv, program.error), NOT_FOUND);
    }
    return yield* inNewNetns(proc, argv, given.has('f'));
  },
};

/** Becomes the program, in the new namespace, so that $! is its pid; with -f it is a child. */
function* inNewNetns(proc: Proc, argv: readonly string[], fork: boolean): Co<number> {
  const { machine, world } = proc;
  const name = `unshare-${proc.pid}`;
  // Nobody knows it by a name: it lives as long as a process is in it.
  applyOp(world, { op: 'netns.add', machine, name });
  applyOp(world, { op: 'netns.del', machine, name, held: true });
  const netns = namedNetnsOf(machine, name);
  Object.assign(proc, { netns, files: proc.files.inNetns(netns) });
  if (fork) {
    const child = proc.spawn(argv);
    if (!child.ok) return yield* fail(proc, cannotRun('unshare', argv, child.error), NOT_FOUND);
    return yield* proc.wait(child.value);
  }
  const program = proc.exec(argv);
  if (program.ok) return yield* program.value;
  return yield* fail(proc, cannotRun('unshare', argv, program.error), NOT_FOUND);
}
