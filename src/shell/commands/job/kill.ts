// kill(1) of procps, for `xargs kill` and the like; a shell has its own.

import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { parseSignal, SIGNALS, signalNumber } from '../../signals.ts';

export const kill: Program = {
  name: 'kill',
  options: {
    about: 'kill - send a signal to a process',
    operands: '<pid> [...]',
    options: [
      { short: 's', long: 'signal', argument: 'signal', about: 'specify the signal to be sent' },
      { short: 'l', long: 'list', about: 'list signal names' },
    ],
  },
  *run(proc, args) {
    if (args[0] === '-l' || args[0] === '--list') {
      yield* out(proc, `${SIGNALS.map((signal) => signal.slice(3)).join(' ')}\n`);
      return 0;
    }
    let [name, targets] = ['TERM', args];
    if (args[0] === '-s' || args[0] === '--signal') [name, targets] = [args[1] ?? '', args.slice(2)];
    else if (/^-./.test(args[0] ?? '') && args[0] !== '--')
      [name, targets] = [(args[0] as string).slice(1), args.slice(1)];
    const signal = parseSignal(name);
    if (name !== '0' && (!signal || signalNumber(signal) < 1)) {
      yield* err(proc, `kill: unknown signal name ${name}\n`);
      return 1;
    }
    let status = 0;
    for (const text of targets.filter((target) => target !== '--')) {
      const pid = Number(text);
      const isThere =
        pid < 0 ? signal && proc.processes.killGroup(-pid, signal) : proc.processes.get(pid) !== undefined;
      if (isThere && signal && pid > 0) proc.kill(pid, signal);
      if (isThere) continue;
      yield* err(proc, `kill: (${text}): No such process\n`);
      status = 1;
    }
    return status;
  },
};
