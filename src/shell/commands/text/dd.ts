// dd(1): octets from here to there in blocks.

import type { Nanos } from '../../../engine/ids.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Program } from '../../program.ts';
import { nullStream } from '../../plain-streams.ts';
import { resolvePath } from '../../path.ts';
import { err } from '../../say.ts';
import type { Stream } from '../../stream.ts';
import { parseBlocks } from './counts.ts';
import { convertBlock, CONVERSIONS } from './dd-convert.ts';
import { ddStatistics } from './dd-statistics.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, tool } from './tool.ts';

/** What copying costs in virtual time: a system call, and an octet. */
const CALL_NANOS = 20_000;
const OCTET_NANOS = 1;

interface Plan {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly count: number;
  readonly countsOctets: boolean;
  readonly skip: number;
  readonly seek: number;
  readonly conversions: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
  readonly status: string;
}

interface Counters {
  in: { full: number; partial: number };
  out: { full: number; partial: number };
  octets: number;
}

export const dd: Program = tool({
  name: 'dd',
  about: 'convert and copy a file',
  operands: '[OPERAND]...',
  options: [],
  *run(call) {
    const plan = planOf(call.operands);
    if (typeof plan === 'string')
      return plan.startsWith('!') ? yield* complain(call, plan.slice(1)) : yield* misuse(call, plan);
    const { proc } = call;
    const input = plan.from === undefined ? proc.fds.get(0) : yield* opened(call, plan.from, 'read');
    if (input === 1) return 1;
    const keeps = plan.conversions.has('notrunc') || plan.seek > 0;
    const before = keeps && plan.to !== undefined ? contentOf(call, plan.to) : '';
    const mode = plan.flags.has('append') ? 'append' : 'write';
    const output = plan.to === undefined ? proc.fds.get(1) : yield* opened(call, plan.to, mode);
    if (output === 1) return 1;
    const target = output ?? nullStream;
    if (keeps && plan.to !== undefined)
      return yield* patch(call, plan, input ?? nullStream, { target, before });
    return yield* copyAndReport(call, plan, input ?? nullStream, (octets) => target.write(textOf(octets)));
  },
});

function* opened(call: Call, path: string, mode: 'read' | 'write' | 'append'): Co<Stream | 1> {
  const stream = call.proc.open(path, mode);
  if (stream.ok) {
    stream.value.open();
    return stream.value;
  }
  yield* complain(call, `failed to open ${quoteAlways(path)}: ${describeErrno(stream.error)}`);
  return 1;
}

function contentOf({ proc }: Call, path: string): string {
  const text = proc.files.read(resolvePath(proc.cwd, path));
  return text.ok ? octetsOf(text.value) : '';
}

/** `conv=notrunc` and `seek`: what was there stays around what is written. */
function* patch(
  call: Call,
  plan: Plan,
  input: Stream,
  { target, before }: { readonly target: Stream; readonly before: string },
): Co<number> {
  let written = '';
  const status = yield* copyAndReport(call, plan, input, function* (octets): Co<void> {
    written += octets;
    yield* [];
  });
  const at = plan.seek * plan.outputSize;
  const tail = plan.conversions.has('notrunc') ? before.slice(at + written.length) : '';
  yield* target.write(textOf(before.slice(0, at).padEnd(at, '\0') + written + tail));
  return status;
}

function* copyAndReport(
  call: Call,
  plan: Plan,
  input: Stream,
  write: (octets: string) => Co<void>,
): Co<number> {
  const { proc } = call;
  const counters: Counters = { in: { full: 0, partial: 0 }, out: { full: 0, partial: 0 }, octets: 0 };
  const began = proc.world.now;
  const blocks = new Blocks(input, plan);
  yield* blocks.skip(plan.skip * plan.inputSize);
  let held = '';
  const put = function* (octets: string): Co<void> {
    counters.out[octets.length === plan.outputSize ? 'full' : 'partial']++;
    counters.octets += octets.length;
    yield* write(octets);
  };
  for (let done = 0; done < plan.count; ) {
    const wanted = plan.countsOctets ? Math.min(plan.inputSize, plan.count - done) : plan.inputSize;
    const block = yield* blocks.next(wanted);
    if (block === '') break;
    counters.in[block.length === plan.inputSize ? 'full' : 'partial']++;
    done += plan.countsOctets ? block.length : 1;
    const cost = CALL_NANOS + block.length * OCTET_NANOS;
    yield { for: 'time', until: (proc.world.now + cost) as Nanos };
    held += convertBlock(block, plan.inputSize, plan.conversions);
    // With one size for both, blocks go out as they came in (bs=).
    if (plan.inputSize === plan.outputSize && held.length < plan.outputSize) {
      yield* put(held);
      held = '';
    }
    for (; held.length >= plan.outputSize; held = held.slice(plan.outputSize))
      yield* put(held.slice(0, plan.outputSize));
  }
  if (held !== '') yield* put(held);
  if (plan.status !== 'none') yield* err(proc, ddStatistics(counters, proc.world.now - began, plan.status));
  return 0;
}

/** Reads give as much as there is at the time, up to a block. */
class Blocks {
  readonly #stream: Stream;
  readonly #plan: Plan;
  #rest = '';

  constructor(stream: Stream, plan: Plan) {
    this.#stream = stream;
    this.#plan = plan;
  }

  *skip(octets: number): Co<void> {
    for (let left = octets; left > 0; ) {
      const block = yield* this.next(left);
      if (block === '') return;
      left -= block.length;
    }
  }

  *next(size: number): Co<string> {
    let block = yield* this.#take(size);
    while (this.#plan.flags.has('fullblock') && block.length < size) {
      const more = yield* this.#take(size - block.length);
      if (more === '') break;
      block += more;
    }
    return block;
  }

  *#take(size: number): Co<string> {
    if (this.#rest === '') this.#rest = octetsOf(yield* this.#stream.read(size));
    const taken = this.#rest.slice(0, size);
    this.#rest = this.#rest.slice(size);
    return taken;
  }
}

/** A message after `!` comes without the hint. */
function planOf(operands: readonly string[]): Plan | string {
  const given = new Map<string, string>();
  for (const operand of operands) {
    const at = operand.indexOf('=');
    const name = operand.slice(0, Math.max(0, at));
    if (at < 0 || !KNOWN.has(name)) return `unrecognized operand ${quote(operand)}`;
    given.set(name, operand.slice(at + 1));
  }
  const numbers: Record<string, number> = {};
  for (const name of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'iseek', 'oseek', 'cbs']) {
    const text = given.get(name);
    if (text === undefined) continue;
    const value = parseBlocks(text.replace(/(?<=\d)B$/, ''));
    if (value === undefined || (value === 0 && name.endsWith('bs'))) return `!invalid number: ${quote(text)}`;
    numbers[name] = value;
  }
  const list = (name: string): string[] => (given.get(name) ?? '').split(',').filter(Boolean);
  const wrong = list('conv').find((word) => !CONVERSIONS.has(word));
  if (wrong !== undefined) return `invalid conversion: ${quote(wrong)}`;
  const status = given.get('status') ?? '';
  if (!['', 'none', 'noxfer', 'progress'].includes(status)) return `invalid status level: ${quote(status)}`;
  const { bs } = numbers;
  return {
    from: given.get('if'),
    to: given.get('of'),
    inputSize: bs ?? numbers['ibs'] ?? 512,
    outputSize: bs ?? numbers['obs'] ?? 512,
    count: numbers['count'] ?? Infinity,
    countsOctets: /\dB$/.test(given.get('count') ?? '') || list('iflag').includes('count_bytes'),
    skip: numbers['skip'] ?? numbers['iseek'] ?? 0,
    seek: numbers['seek'] ?? numbers['oseek'] ?? 0,
    conversions: new Set(list('conv')),
    flags: new Set([...list('iflag'), ...list('oflag')]),
    status,
  };
}

const KNOWN = new Set('if of bs ibs obs cbs count skip seek iseek oseek conv iflag oflag status'.split(' '));
