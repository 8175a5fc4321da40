import { terminalOf } from '../../terminal.ts';
import type { Call } from './tool.ts';
import { complain, opt, say, tool } from './tool.ts';

const ESC = '\x1b';

/** What terminfo has for xterm-256color, as far as scripts ask for it. */
const STRINGS: Readonly<Record<string, string>> = {
  bel: '\x07',
  blink: `${ESC}[5m`,
  bold: `${ESC}[1m`,
  civis: `${ESC}[?25l`,
  clear: `${ESC}[H${ESC}[2J`,
  cnorm: `${ESC}[?12l${ESC}[?25h`,
  cr: '\r',
  dim: `${ESC}[2m`,
  ed: `${ESC}[J`,
  el: `${ESC}[K`,
  el1: `${ESC}[1K`,
  home: `${ESC}[H`,
  op: `${ESC}[39;49m`,
  rc: `${ESC}8`,
  rev: `${ESC}[7m`,
  ritm: `${ESC}[23m`,
  rmcup: `${ESC}[?1049l${ESC}[23;0;0t`,
  rmso: `${ESC}[27m`,
  rmul: `${ESC}[24m`,
  sc: `${ESC}7`,
  sgr0: `${ESC}(B${ESC}[m`,
  sitm: `${ESC}[3m`,
  smcup: `${ESC}[?1049h${ESC}[22;0;0t`,
  smso: `${ESC}[7m`,
  smul: `${ESC}[4m`,
};

const NUMBERS: Readonly<Record<string, number>> = { colors: 256, it: 8, pairs: 65_536 };

export const tput = tool({
  name: 'tput',
  about: 'initialize a terminal or query terminfo database',
  operands: 'CAPABILITY [PARAMETER]...',
  usageStatus: 2,
  stopAtOperand: true,
  options: [opt('T', '=TYPE', 'the type of the terminal')],
  *run(call) {
    const [capability, ...parameters] = call.operands;
    const type = call.args.value('T') ?? call.proc.env.get('TERM');
    if (type === undefined) {
      yield* complain(call, 'No value for $TERM and no -T specified');
      return 2;
    }
    if (capability === undefined) return 2;
    const text = capabilityText(call, capability, parameters.map(Number));
    if (text !== undefined) {
      yield* say(call, text);
      return 0;
    }
    yield* complain(call, `unknown terminfo capability '${capability}'`);
    return 4;
  },
});

function capabilityText(
  { proc }: Call,
  name: string,
  [first = 0, second = 0]: readonly number[],
): string | undefined {
  const terminal = terminalOf(proc.fds.get(1)) ?? terminalOf(proc.fds.get(2)) ?? terminalOf(proc.fds.get(0));
  if (name === 'cols') return `${proc.env.get('COLUMNS') ?? terminal?.columns ?? 80}\n`;
  if (name === 'lines') return `${proc.env.get('LINES') ?? terminal?.rows ?? 24}\n`;
  if (name === 'setaf' || name === 'setf') return colour(first, 30, 90, 38);
  if (name === 'setab' || name === 'setb') return colour(first, 40, 100, 48);
  if (name === 'cup') return `${ESC}[${first + 1};${second + 1}H`;
  const number = NUMBERS[name];
  return number === undefined ? STRINGS[name] : `${number}\n`;
}

function colour(index: number, dark: number, bright: number, any: number): string {
  if (index < 8) return `${ESC}[${dark + index}m`;
  return index < 16 ? `${ESC}[${bright + index - 8}m` : `${ESC}[${any};5;${index}m`;
}
