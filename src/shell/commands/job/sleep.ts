// sleep(1) of coreutils, in virtual time.

import type { Nanos } from '../../../engine/ids.ts';
import { parseArgs } from '../../args.ts';
import type { Program } from '../../program.ts';
import { err } from '../../say.ts';
import { parseDuration } from './duration.ts';

export const sleep: Program = {
  name: 'sleep',
  options: {
    about: 'sleep - delay for a specified amount of time',
    operands: 'NUMBER[SUFFIX]...',
    options: [],
  },
  *run(proc, args) {
    const parsed = parseArgs('sleep', sleep.options, args);
    const hint = "Try 'sleep --help' for more information.\n";
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      return 1;
    }
    const { operands } = parsed.value;
    if (operands.length === 0) {
      yield* err(proc, `sleep: missing operand\n${hint}`);
      return 1;
    }
    let total = 0;
    let isWrong = false;
    for (const text of operands) {
      const duration = parseDuration(text);
      if (duration === undefined) {
        yield* err(proc, `sleep: invalid time interval ‘${text}’\n`);
        isWrong = true;
      } else total += duration;
    }
    if (isWrong) {
      yield* err(proc, hint);
      return 1;
    }
    const until = (proc.world.now + total) as Nanos;
    while (proc.world.now < until)
      yield Number.isFinite(total) ? { for: 'time', until } : { for: 'event', ready: () => false };
    return 0;
  },
};
