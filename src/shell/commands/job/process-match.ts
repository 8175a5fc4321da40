// pgrep(1) and pkill(1), of procps: processes by a pattern.

import type { Co } from '../../co.ts';
import { baseName } from '../../path.ts';
import type { ProcessView, Program } from '../../program.ts';
import { compileRegex } from '../../regex/compile.ts';
import { err, out } from '../../say.ts';
import { parseSignal } from '../../signals.ts';
import { type Call, opt, tool } from '../text/tool.ts';

/** What the kernel keeps of a name (TASK_COMM_LEN). */
const NAME_LENGTH = 15;

const MATCHING = [
  opt('c', 'count', 'count of matching processes'),
  opt('f', 'full', 'use full process name to match'),
  opt('g', 'pgroup=PGID,...', 'match listed process group IDs'),
  opt('i', 'ignore-case', 'match case insensitively'),
  opt('n', 'newest', 'select most recently started'),
  opt('o', 'oldest', 'select least recently started'),
  opt('P', 'parent=PPID,...', 'match only child processes of the given parent'),
  opt('u', 'euid=ID,...', 'match by effective IDs'),
  opt('x', 'exact', 'match exactly with the command name'),
];

export const pgrep: Program = tool({
  name: 'pgrep',
  about: 'look up processes based on name and other attributes',
  operands: '<pattern>',
  usageStatus: 2,
  options: [
    ...MATCHING,
    opt('d', 'delimiter=STRING', 'specify output delimiter'),
    opt('l', 'list-name', 'list PID and process name'),
    opt('a', 'list-full', 'list PID and full command line'),
    opt('v', 'inverse', 'negates the matching'),
  ],
  *run(call) {
    const found = yield* matching(call);
    if (typeof found === 'number') return found;
    const { args, proc } = call;
    if (args.has('c')) yield* out(proc, `${found.length}\n`);
    else if (found.length > 0) {
      const rows = found.map((one) => {
        if (args.has('a')) return `${one.pid} ${one.argv.join(' ')}`;
        return args.has('l') ? `${one.pid} ${nameOf(one)}` : String(one.pid);
      });
      yield* out(proc, `${rows.join(args.value('d') ?? '\n')}\n`);
    }
    return found.length > 0 ? 0 : 1;
  },
});

export const pkill: Program = tool({
  name: 'pkill',
  about: 'signal processes based on name and other attributes',
  operands: '<pattern>',
  usageStatus: 2,
  options: [
    ...MATCHING,
    opt('e', 'echo', 'display what is killed'),
    opt('', 'signal=SIGNAL', 'signal to send'),
  ],
  // `pkill -9`, `pkill -HUP`.
  prepare: (args) =>
    args.map((arg) =>
      /^-[A-Z\d]{2,}$|^-\d+$/.test(arg) && parseSignal(arg.slice(1)) ? `--signal=${arg.slice(1)}` : arg,
    ),
  *run(call) {
    const { args, proc } = call;
    const signal = parseSignal(args.value('signal') ?? 'TERM');
    const found = yield* matching(call);
    if (typeof found === 'number') return found;
    for (const one of found) {
      if (signal) proc.kill(one.pid, signal);
      if (args.has('e')) yield* out(proc, `${nameOf(one)} killed (pid ${one.pid})\n`);
    }
    if (args.has('c')) yield* out(proc, `${found.length}\n`);
    return found.length > 0 ? 0 : 1;
  },
});

export function nameOf({ argv }: ProcessView): string {
  return baseName(argv[0] ?? '').slice(0, NAME_LENGTH);
}

/** All but itself; a status if there is nothing to look for. */
function* matching(call: Call): Co<readonly ProcessView[] | number> {
  const { args, operands, proc } = call;
  const others = ['g', 'P', 'u'].some((name) => args.has(name));
  if (operands.length > 1) return yield* refuse(call, 'only one pattern can be provided');
  if (operands.length === 0 && !others) return yield* refuse(call, 'no matching criteria specified');
  const pattern = operands[0] ?? '';
  const regex = compileRegex(args.has('x') ? `^(${pattern})$` : pattern, {
    syntax: 'regcomp',
    ignoreCase: args.has('i'),
  });
  if (!regex.ok) {
    yield* err(proc, `${call.name}: regex error: Invalid regular expression\n`);
    return 2;
  }
  const isListed = (name: string, value: number): boolean => {
    const list = args.value(name);
    return list === undefined || list.split(',').map(Number).includes(value);
  };
  const found = proc.processes.list().filter((one) => {
    if (one.machine !== proc.machine || one.pid === proc.pid || one.ended) return false;
    const text = args.has('f') ? one.argv.join(' ') : nameOf(one);
    const matches =
      regex.value.test(text) && isListed('P', one.ppid) && isListed('g', one.pgid) && isRoot(args.value('u'));
    return matches !== args.has('v');
  });
  if (args.has('n')) return found.slice(-1);
  return args.has('o') ? found.slice(0, 1) : found;
}

/** Everybody is root. */
function isRoot(users: string | undefined): boolean {
  return users === undefined || users.split(',').some((user) => user === 'root' || user === '0');
}

function* refuse(call: Call, message: string): Co<number> {
  yield* err(call.proc, `${call.name}: ${message}\nTry \`${call.name} --help' for more information.\n`);
  return 2;
}
