import { parseInteger } from './counts.ts';
import { readOperand } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const base64 = tool({
  name: 'base64',
  about: 'base64 encode/decode data and print to standard output',
  options: [
    opt('d', 'decode', 'decode data'),
    opt('i', 'ignore-garbage', 'when decoding, ignore non-alphabet characters'),
    opt('w', 'wrap=COLS', 'wrap encoded lines after COLS characters (default 76); 0 disables wrapping'),
  ],
  *run(call) {
    const { args, operands } = call;
    if (operands.length > 1) return yield* misuse(call, `extra operand ${quote(operands[1] ?? '')}`);
    const width = parseInteger(args.value('w') ?? '76');
    if (width === undefined)
      return yield* complain(call, `invalid wrap size: ${quote(args.value('w') ?? '')}`);
    const text = yield* readOperand(call, operands[0] ?? '-');
    if (text === undefined) return 1;
    if (!args.has('d')) {
      const code = encode(octetsOf(text));
      yield* say(
        call,
        width === 0
          ? code
          : (code.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((row) => `${row}\n`).join(''),
      );
      return 0;
    }
    const code = args.has('i') ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text.replaceAll('\n', '');
    const [octets, isWhole] = decode(code);
    yield* say(call, textOf(octets));
    return isWhole ? 0 : yield* complain(call, 'invalid input');
  },
});

function encode(octets: string): string {
  let code = '';
  for (let i = 0; i < octets.length; i += 3) {
    const [a = 0, b = 0, c = 0] = Array.from(octets.slice(i, i + 3), (octet) => octet.charCodeAt(0));
    const bits = (a << 16) | (b << 8) | c;
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63] as string);
    const length = Math.min(3, octets.length - i);
    code += letters
      .slice(0, length + 1)
      .join('')
      .padEnd(4, '=');
  }
  return code;
}

/** What can be decoded, and whether that is all. */
function decode(code: string): [string, boolean] {
  let octets = '';
  for (let i = 0; i < code.length; i += 4) {
    const group = code.slice(i, i + 4);
    const letters = /^([A-Za-z0-9+/]{2,4})(={0,2})$/.exec(group);
    const values = Array.from(/^[A-Za-z0-9+/]*/.exec(group)?.[0] ?? '', (letter) => ALPHABET.indexOf(letter));
    const bits = values.reduce((sum, value, n) => sum | (value << (18 - 6 * n)), 0);
    for (let n = 0; n < values.length - 1; n++) octets += String.fromCharCode((bits >> (16 - 8 * n)) & 0xff);
    if (!letters || group.length < 4) return [octets, false];
  }
  return [octets, true];
}
