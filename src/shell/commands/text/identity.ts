// Who and where a process is: whoami, id, uname, nproc, tty, pwd. Everybody is root.

import { OS_RELEASE, OS_VERSION } from '../../../engine/vfs/proc.ts';
import type { Co } from '../../co.ts';
import { terminalOf } from '../../terminal.ts';
import { quote } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

const CPUS = 2;

function* refuseOperands(call: Call): Co<boolean> {
  if (call.operands.length === 0) return false;
  yield* misuse(call, `extra operand ${quote(call.operands[0] ?? '')}`);
  return true;
}

export const whoami = tool({
  name: 'whoami',
  about: 'print effective user name',
  operands: '',
  options: [],
  *run(call) {
    if (yield* refuseOperands(call)) return 1;
    yield* say(call, 'root\n');
    return 0;
  },
});

export const nproc = tool({
  name: 'nproc',
  about: 'print the number of processing units available',
  operands: '',
  options: [
    opt('', 'all', 'print the number of installed processors'),
    opt('', 'ignore=N', 'if possible, exclude N processing units'),
  ],
  *run(call) {
    if (yield* refuseOperands(call)) return 1;
    yield* say(call, `${Math.max(1, CPUS - Number(call.args.value('ignore') ?? 0))}\n`);
    return 0;
  },
});

export const id = tool({
  name: 'id',
  about: 'print user and group information',
  operands: '[USER]...',
  options: [
    opt('g', 'group', 'print only the effective group ID'),
    opt('G', 'groups', 'print all group IDs'),
    opt('n', 'name', 'print a name instead of a number, for -ugG'),
    opt('r', 'real', 'print the real ID instead of the effective ID, with -ugG'),
    opt('u', 'user', 'print only the effective user ID'),
  ],
  *run(call) {
    const { args, operands } = call;
    const stranger = operands.find((name) => name !== 'root' && name !== '0');
    if (stranger !== undefined) return yield* complain(call, `${quote(stranger)}: no such user`);
    const one = ['u', 'g', 'G'].filter((name) => args.has(name));
    if (one.length > 1) return yield* complain(call, 'cannot print "only" of more than one choice');
    if (one.length === 0 && (args.has('n') || args.has('r'))) {
      return yield* complain(call, 'cannot print only names or real IDs in default format');
    }
    if (one.length === 1) yield* say(call, args.has('n') ? 'root\n' : '0\n');
    else yield* say(call, 'uid=0(root) gid=0(root) groups=0(root)\n');
    return 0;
  },
});

const UNAME = ['s', 'n', 'r', 'v', 'm', 'p', 'i', 'o'] as const;

export const uname = tool({
  name: 'uname',
  about: 'print system information',
  operands: '',
  options: [
    opt('a', 'all', 'print all information, except omit -p and -i if unknown'),
    opt('s', 'kernel-name', 'print the kernel name'),
    opt('n', 'nodename', 'print the network node hostname'),
    opt('r', 'kernel-release', 'print the kernel release'),
    opt('v', 'kernel-version', 'print the kernel version'),
    opt('m', 'machine', 'print the machine hardware name'),
    opt('p', 'processor', 'print the processor type (non-portable)'),
    opt('i', 'hardware-platform', 'print the hardware platform (non-portable)'),
    opt('o', 'operating-system', 'print the operating system'),
  ],
  *run(call) {
    if (yield* refuseOperands(call)) return 1;
    const { args, proc } = call;
    const values: Readonly<Record<(typeof UNAME)[number], string>> = {
      s: 'Linux',
      n: proc.world.machines.get(proc.machine)?.name ?? '',
      r: OS_RELEASE,
      v: OS_VERSION,
      m: 'x86_64',
      p: 'unknown',
      i: 'unknown',
      o: 'GNU/Linux',
    };
    const asked = UNAME.filter((name) => args.has(name) || (args.has('a') && name !== 'p' && name !== 'i'));
    yield* say(
      call,
      `${(asked.length > 0 ? asked : (['s'] as const)).map((name) => values[name]).join(' ')}\n`,
    );
    return 0;
  },
});

export const tty = tool({
  name: 'tty',
  about: 'print the file name of the terminal connected to standard input',
  operands: '',
  usageStatus: 2,
  options: [opt('s', 'silent', 'print nothing, only return an exit status')],
  *run(call) {
    const terminal = terminalOf(call.proc.fds.get(0));
    if (!call.args.has('s')) yield* say(call, `${terminal?.name ?? 'not a tty'}\n`);
    return terminal ? 0 : 1;
  },
});

export const pwd = tool({
  name: 'pwd',
  about: 'print name of current/working directory',
  operands: '',
  options: [
    opt('L', 'logical', 'use PWD from environment, even if it contains symlinks'),
    opt('P', 'physical', 'avoid all symlinks'),
  ],
  *run(call) {
    const { proc } = call;
    const real = proc.files.realpath(proc.cwd);
    yield* say(call, `${real.ok && !call.args.has('L') ? real.value : proc.cwd}\n`);
    return 0;
  },
});

export const clear = tool({
  name: 'clear',
  about: 'clear the terminal screen',
  operands: '',
  options: [],
  *run(call) {
    yield* say(call, '\u001B[H\u001B[2J\u001B[3J');
    return 0;
  },
});
