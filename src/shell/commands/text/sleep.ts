import type { Nanos } from '../../../engine/ids.ts';
import { err } from '../../say.ts';
import { parseDuration } from './duration.ts';
import { quote } from './quote.ts';
import { complain, misuse, tool } from './tool.ts';

export const sleep = tool({
  name: 'sleep',
  about: 'delay for a specified amount of time',
  operands: 'NUMBER[SUFFIX]...',
  options: [],
  *run(call) {
    const { operands, proc } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    const times = operands.map(parseDuration);
    const wrong = operands.filter((_, i) => times[i] === undefined);
    for (const text of wrong) yield* complain(call, `invalid time interval ${quote(text)}`);
    if (wrong.length > 0) {
      yield* err(proc, "Try 'sleep --help' for more information.\n");
      return 1;
    }
    const sum = times.reduce<number>((total, time) => total + (time ?? 0), 0);
    const until = Math.min(Number.MAX_SAFE_INTEGER, proc.world.now + sum) as Nanos;
    while (proc.world.now < until) yield { for: 'time', until };
    return 0;
  },
});
