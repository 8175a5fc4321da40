// killall(1), of psmisc: signals processes by their exact name.

import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { parseSignal, SIGNALS } from '../../signals.ts';
import { opt, tool } from '../text/tool.ts';
import { nameOf } from './process-match.ts';

const USAGE = `Usage: killall [OPTION]... [--] NAME...
       killall -l, --list
       killall -V, --version

  -e,--exact          require exact match for very long names
  -I,--ignore-case    case insensitive process name match
  -l,--list           list all known signal names
  -q,--quiet          don't print complaints
  -s,--signal SIGNAL  send this signal instead of SIGTERM
  -v,--verbose        report if the signal was successfully sent
  -w,--wait           wait for processes to die

`;

export const killall: Program = tool({
  name: 'killall',
  about: 'kill processes by name',
  operands: 'NAME...',
  options: [
    opt('e', 'exact', 'require exact match for very long names'),
    opt('I', 'ignore-case', 'case insensitive process name match'),
    opt('l', 'list', 'list all known signal names'),
    opt('q', 'quiet', "don't print complaints"),
    opt('s', 'signal=SIGNAL', 'send this signal instead of SIGTERM'),
    opt('v', 'verbose', 'report if the signal was successfully sent'),
    opt('w', 'wait', 'wait for processes to die'),
  ],
  prepare: (args) =>
    args.map((arg) => (/^-([A-Z]{2,}\d*|\d+)$/.test(arg) ? `--signal=${arg.slice(1)}` : arg)),
  *run({ args, operands, proc }) {
    if (args.has('l')) {
      yield* out(proc, `${SIGNALS.map((signal) => signal.slice(3)).join(' ')}\n`);
      return 0;
    }
    const name = args.value('s') ?? 'TERM';
    const signal = parseSignal(name);
    if (!signal && name !== '0') {
      yield* err(proc, `${name}: unknown signal; killall -l lists signals.\n`);
      return 1;
    }
    if (operands.length === 0) {
      yield* err(proc, USAGE);
      return 1;
    }
    let status = 0;
    const same = (text: string): string => (args.has('I') ? text.toLowerCase() : text);
    for (const wanted of operands) {
      const found = proc.processes
        .list()
        .filter((one) => one.machine === proc.machine && one.pid !== proc.pid && !one.ended)
        .filter((one) => same(nameOf(one)) === same(wanted.slice(0, 15)));
      for (const one of found) {
        if (signal) proc.kill(one.pid, signal);
        if (args.has('v')) yield* err(proc, `Killed ${wanted}(${one.pid}) with signal ${signalText(name)}\n`);
        if (args.has('w')) while (isThere(one.pid)) yield { for: 'exit', pids: [one.pid] };
      }
      if (found.length > 0) continue;
      status = 1;
      if (!args.has('q')) yield* err(proc, `${wanted}: no process found\n`);
    }
    return status;

    function isThere(pid: number): boolean {
      const view = proc.processes.get(pid);
      return view !== undefined && view.ended === undefined;
    }
  },
});

function signalText(name: string): number {
  const signal = parseSignal(name);
  return signal ? SIGNALS.indexOf(signal) + 1 : 0;
}
