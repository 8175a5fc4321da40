import { nullStream } from '../../plain-streams.ts';
import { err } from '../../say.ts';
import type { Co } from '../../co.ts';
import { Input } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';
import { complementOf, parseSet, type TrSet } from './tr-set.ts';

type Filter = (octets: string) => string;

export const tr = tool({
  name: 'tr',
  about: 'translate or delete characters',
  operands: 'SET1 [SET2]',
  stopAtOperand: true,
  options: [
    opt('c', 'complement', 'use the complement of SET1'),
    opt('C', '', 'the same'),
    opt('d', 'delete', 'delete characters in SET1, do not translate'),
    opt(
      's',
      'squeeze-repeats',
      'replace each sequence of a repeated character listed in the last SET with one',
    ),
    opt('t', 'truncate-set1', 'first truncate SET1 to length of SET2'),
  ],
  *run(call) {
    const wrong = yield* wrongOperands(call);
    if (wrong) return 1;
    const filter = filterOf(call);
    if (typeof filter === 'string') return yield* complain(call, filter);
    const input = new Input(call.proc, call.proc.fds.get(0) ?? nullStream);
    for (let chunk = yield* input.chunk(); chunk !== ''; chunk = yield* input.chunk()) {
      yield* say(call, textOf(filter(octetsOf(chunk))));
    }
    input.close();
    return 0;
  },
});

function* wrongOperands(call: Call): Co<boolean> {
  const { args, operands } = call;
  const deletes = args.has('d');
  const squeezes = args.has('s');
  const needed = deletes === squeezes ? 2 : 1;
  const allowed = deletes && !squeezes ? 1 : 2;
  const hint = `Try '${call.name} --help' for more information.\n`;
  if (operands.length < needed) {
    if (operands.length === 0) yield* misuse(call, 'missing operand');
    else {
      yield* complain(call, `missing operand after ${quote(operands.at(-1) ?? '')}`);
      const why = squeezes
        ? 'Two strings must be given when both deleting and squeezing repeats.'
        : 'Two strings must be given when translating.';
      yield* err(call.proc, `${why}\n${hint}`);
    }
    return true;
  }
  if (operands.length <= allowed) return false;
  yield* complain(call, `extra operand ${quote(operands[allowed] ?? '')}`);
  const why =
    operands.length === 2 ? 'Only one string may be given when deleting without squeezing repeats.\n' : '';
  yield* err(call.proc, why + hint);
  return true;
}

function filterOf({ args, operands }: Call): Filter | string {
  const sets = operands.map((operand) => parseSet(octetsOf(operand), quote));
  for (const set of sets) if (typeof set === 'string') return set;
  const [first, second] = sets as TrSet[];
  const from = args.has('c') || args.has('C') ? complementOf(first?.octets ?? '') : (first?.octets ?? '');
  const deletes = args.has('d');
  const steps: Filter[] = [];
  if (deletes) steps.push(deleting(from));
  else if (second && first) {
    const step = translation(from, first, second, args.has('t'), from !== first.octets);
    if (typeof step === 'string') return step;
    steps.push(step);
  }
  if (args.has('s')) steps.push(squeezing(second ? expandTo(second, from.length) : from));
  return (octets) => steps.reduce((text, step) => step(text), octets);
}

function expandTo({ octets, fill }: TrSet, length: number): string {
  if (!fill) return octets;
  return (
    octets.slice(0, fill.at) + fill.octet.repeat(Math.max(0, length - octets.length)) + octets.slice(fill.at)
  );
}

function translation(
  from: string,
  first: TrSet,
  second: TrSet,
  truncates: boolean,
  isComplement: boolean,
): Filter | string {
  if (second.hasClass) {
    return "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'";
  }
  let to = expandTo(second, from.length);
  if (to === '' && !truncates) return 'when not truncating set1, string2 must be non-empty';
  if (isComplement && first.hasClass && !/^(.)\1*$/s.test(to)) {
    return 'when translating with complemented character classes,\nstring2 must map all characters in the domain to one';
  }
  if (!truncates) to = to.padEnd(from.length, to.at(-1));
  const map = new Map<string, string>();
  for (let i = 0; i < Math.min(from.length, to.length); i++) map.set(from[i] as string, to[i] as string);
  return (octets) => {
    let result = '';
    for (const octet of octets) result += map.get(octet) ?? octet;
    return result;
  };
}

function deleting(set: string): Filter {
  const gone = new Set(set);
  return (octets) => {
    let result = '';
    for (const octet of octets) if (!gone.has(octet)) result += octet;
    return result;
  };
}

/** Remembers the last octet from one piece to the next. */
function squeezing(set: string): Filter {
  const squeezed = new Set(set);
  let last = '';
  return (octets) => {
    let result = '';
    for (const octet of octets) {
      if (octet !== last || !squeezed.has(octet)) result += octet;
      last = octet;
    }
    return result;
  };
}
