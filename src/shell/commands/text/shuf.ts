import { parseInteger } from './counts.ts';
import { readOperand, splitLines, withoutEnd } from './input.ts';
import { quote } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const shuf = tool({
  name: 'shuf',
  about: 'generate random permutations',
  options: [
    opt('e', 'echo', 'treat each ARG as an input line'),
    opt('i', 'input-range=LO-HI', 'treat each number LO through HI as an input line'),
    opt('n', 'head-count=COUNT', 'output at most COUNT lines'),
    opt('r', 'repeat', 'output lines can be repeated'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  *run(call) {
    const { args, operands } = call;
    const end = args.has('z') ? '\0' : '\n';
    const count = args.value('n');
    if (count !== undefined && parseInteger(count) === undefined) {
      return yield* complain(call, `invalid line count: ${quote(count)}`);
    }
    const range = args.value('i');
    let lines: string[];
    if (range !== undefined) {
      const match = /^(\d+)-(\d+)$/.exec(range);
      if (!match || Number(match[2]) < Number(match[1]) - 1)
        return yield* complain(call, `invalid input range: ${quote(range)}`);
      const from = Number(match[1]);
      lines = Array.from({ length: Number(match[2]) - from + 1 }, (_, i) => String(from + i));
    } else if (args.has('e')) lines = [...operands];
    else {
      if (operands.length > 1) return yield* misuse(call, `extra operand ${quote(operands[1] ?? '')}`);
      const text = yield* readOperand(call, operands[0] ?? '-');
      if (text === undefined) return 1;
      lines = splitLines(text, end).map((line) => withoutEnd(line, end));
    }
    const most = count === undefined ? Infinity : Number(count);
    const drawn = args.has('r') ? repeated(call, lines, most) : shuffled(call, lines).slice(0, most);
    yield* say(call, drawn.map((line) => line + end).join(''));
    return 0;
  },
});

function shuffled({ proc }: Call, lines: readonly string[]): string[] {
  const drawn = [...lines];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = proc.world.rng.below(i + 1);
    [drawn[i], drawn[j]] = [drawn[j] as string, drawn[i] as string];
  }
  return drawn;
}

/** Simplified: without -n it would go on for ever, and gives a thousand. */
function repeated({ proc }: Call, lines: readonly string[], most: number): string[] {
  const length = lines.length === 0 ? 0 : Math.min(most, 1000);
  return Array.from({ length }, () => lines[proc.world.rng.below(lines.length)] as string);
}
