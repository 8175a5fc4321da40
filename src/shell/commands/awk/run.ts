// Runs an awk program: statements, rules, and the records of the input.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc } from '../../program.ts';
import { out } from '../../say.ts';
import { textOf, octetsOf } from '../text/octet-text.ts';
import { evaluate, keyOf, type Machine } from './evaluate.ts';
import { format } from './format.ts';
import { AwkError } from './lexer.ts';
import { assignmentOf } from './parse-expression.ts';
import { type Cell, State } from './state.ts';
import { Records, Streams } from './streams.ts';
import type { AwkProgram, Rule, Statement } from './tree.ts';
import { fromInput, isTrue, toNumber, type Value } from './value.ts';

type Flow = 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return' | undefined;
const STATEMENTS_PER_TURN = 2000;
const MOST_CALLS = 400;

export class Awk implements Machine {
  readonly state = new State();
  readonly streams: Streams;
  readonly random = { seed: 1 };
  readonly #proc: Proc;
  readonly #program: AwkProgram;
  readonly #active = new Set<Rule>();
  #operand = 0;
  #records: Records | undefined;
  #usedStdin = false;
  #status = 0;
  #returned: Value;
  #steps = 0;
  #depth = 0;
  #text = '';

  constructor(proc: Proc, program: AwkProgram, operands: readonly string[]) {
    this.#proc = proc;
    this.#program = program;
    this.streams = new Streams(proc);
    const argv = this.state.array('ARGV');
    ['awk', ...operands].forEach((operand, i) => argv.set(String(i), fromInput(octetsOf(operand))));
    this.state.set('ARGC', operands.length + 1);
    const environment = this.state.array('ENVIRON');
    for (const [name, value] of proc.env) environment.set(octetsOf(name), fromInput(octetsOf(value)));
  }

  *run(): Co<number> {
    const { begin, end, rules } = this.#program;
    let flow: Flow;
    for (const block of begin) if ((flow = yield* this.#do(block)) === 'exit') break;
    if (flow !== 'exit' && rules.length + end.length > 0) flow = yield* this.#main();
    const isLeft = flow === 'exit' && (this.#status !== 0 || end.length === 0) && this.#inEnd;
    if (!isLeft) {
      this.#inEnd = true;
      for (const block of end) if ((yield* this.#do(block)) === 'exit') break;
    }
    yield* this.flush();
    yield* this.streams.closeAll();
    return this.#status;
  }

  #inEnd = false;

  *#main(): Co<Flow> {
    for (let record = yield* this.nextRecord(); record !== undefined; record = yield* this.nextRecord()) {
      this.state.setRecord(record);
      const flow = yield* this.#rules();
      if (flow === 'exit') return flow;
      if (flow === 'nextfile') this.#closeFile();
    }
    return undefined;
  }

  *#rules(): Co<Flow> {
    for (const rule of this.#program.rules) {
      if (!(yield* this.#applies(rule))) continue;
      const flow = rule.body
        ? yield* this.#do(rule.body)
        : yield* this.#print(this.state.text(this.state.field(0)) + this.#special('ORS'));
      if (flow === 'next') return undefined;
      if (flow === 'exit' || flow === 'nextfile') return flow;
    }
    return undefined;
  }

  *#applies(rule: Rule): Co<boolean> {
    if (!rule.from) return true;
    if (!rule.to) return isTrue(yield* evaluate(this, rule.from));
    if (!this.#active.has(rule)) {
      if (!isTrue(yield* evaluate(this, rule.from))) return false;
      this.#active.add(rule);
    }
    if (isTrue(yield* evaluate(this, rule.to))) this.#active.delete(rule);
    return true;
  }

  #special(name: string): string {
    return this.state.text(this.state.get(name));
  }

  *nextRecord(): Co<string | undefined> {
    for (;;) {
      if (!this.#records && !this.#openNext()) return undefined;
      yield* this.flush();
      const record = yield* (this.#records as Records).next(this.#special('RS'));
      if (record === undefined) {
        this.#closeFile();
        continue;
      }
      for (const name of ['NR', 'FNR']) this.state.set(name, toNumber(this.state.get(name)) + 1);
      return record;
    }
  }

  #closeFile(): void {
    this.#records?.close();
    this.#records = undefined;
  }

  #openNext(): boolean {
    const count = toNumber(this.state.get('ARGC'));
    for (this.#operand++; this.#operand < count; this.#operand++) {
      const operand = this.state.text(this.state.array('ARGV').get(String(this.#operand)));
      const assignment = assignmentOf(operand);
      if (assignment) this.state.set(assignment.name, fromInput(assignment.value));
      else if (operand !== '') return this.#open(operand);
    }
    if (this.#usedStdin) return false;
    return this.#open('-');
  }

  #open(path: string): boolean {
    this.#usedStdin = true;
    const stdin = this.#proc.fds.get(0);
    if (path === '-' && stdin) this.#records = new Records(this.#proc, stdin);
    else {
      const opened = this.#proc.open(textOf(path), 'read');
      if (!opened.ok) throw new AwkError(`cannot open ${textOf(path)} (${describeErrno(opened.error)})`);
      this.#records = new Records(this.#proc, opened.value);
    }
    this.state.set('FILENAME', path === '-' ? '' : path);
    this.state.set('FNR', 0);
    return true;
  }

  *call(name: string, args: readonly Cell[]): Co<Value> {
    const fn = this.#program.functions.get(name);
    if (!fn) throw new AwkError(`function ${name} never defined`);
    if (++this.#depth > MOST_CALLS) throw new AwkError('function call nesting too deep');
    const before = this.state.frame;
    this.state.frame = new Map(
      fn.parameters.map((parameter, i) => [parameter, args[i] ?? { value: undefined }]),
    );
    this.#returned = undefined;
    const flow = yield* this.#do(fn.body);
    this.state.frame = before;
    this.#depth--;
    if (flow === 'exit') throw new ExitCall();
    const result = this.#returned;
    this.#returned = undefined;
    return result;
  }

  *#do(node: Statement): Co<Flow> {
    try {
      return yield* this.#execute(node);
    } catch (problem) {
      if (problem instanceof ExitCall && this.#depth === 0) return 'exit';
      throw problem;
    }
  }

  *#execute(node: Statement): Co<Flow> {
    if (++this.#steps % STATEMENTS_PER_TURN === 0) yield { for: 'turn' };
    switch (node.kind) {
      case 'expression':
        yield* evaluate(this, node.expression);
        return undefined;
      case 'print':
        return yield* this.#printStatement(node);
      case 'if':
        if (isTrue(yield* evaluate(this, node.test))) return yield* this.#execute(node.yes);
        return node.no ? yield* this.#execute(node.no) : undefined;
      case 'block':
        for (const statement of node.body) {
          const flow = yield* this.#execute(statement);
          if (flow) return flow;
        }
        return undefined;
      case 'while':
      case 'do':
      case 'for':
      case 'for-in':
        return yield* this.#loop(node);
      case 'exit':
        if (node.value) this.#status = toNumber(yield* evaluate(this, node.value)) & 0xff;
        return 'exit';
      case 'return':
        this.#returned = node.value ? yield* evaluate(this, node.value) : undefined;
        return 'return';
      case 'delete':
        if (node.index) this.state.array(node.array).delete(yield* keyOf(this, node.index));
        else this.state.array(node.array).clear();
        return undefined;
      default:
        return node.kind;
    }
  }

  *#loop(node: Extract<Statement, { kind: 'while' | 'do' | 'for' | 'for-in' }>): Co<Flow> {
    if (node.kind === 'for-in') {
      // Simplified: in the order of insertion; mawk's order is that of its hash table.
      for (const key of [...this.state.array(node.array).keys()]) {
        this.state.set(node.name, fromInput(key));
        const flow = yield* this.#execute(node.body);
        if (flow === 'break') break;
        if (flow && flow !== 'continue') return flow;
      }
      return undefined;
    }
    if (node.kind === 'for' && node.start) yield* this.#execute(node.start);
    for (let isFirst = node.kind === 'do'; ; isFirst = false) {
      if (!isFirst && node.test && !isTrue(yield* evaluate(this, node.test))) return undefined;
      const flow = yield* this.#execute(node.body);
      if (flow === 'break') return undefined;
      if (flow && flow !== 'continue') return flow;
      if (node.kind === 'for' && node.step) yield* this.#execute(node.step);
    }
  }

  *#printStatement(node: Extract<Statement, { kind: 'print' }>): Co<undefined> {
    const values: Value[] = [];
    for (const arg of node.args) values.push(yield* evaluate(this, arg));
    const text = node.formatted
      ? format(this.state.text(values[0]), values.slice(1), (value) => this.state.text(value))
      : (node.args.length === 0 ? [this.state.field(0)] : values)
          .map((value) => this.state.text(value, 'OFMT'))
          .join(this.#special('OFS')) + this.#special('ORS');
    if (!node.redirect) return yield* this.#print(text);
    const name = this.state.text(yield* evaluate(this, node.redirect.to));
    yield* this.flush();
    const stream = this.streams.writer(name, node.redirect.mode);
    if (!stream) throw new AwkError(`cannot open "${textOf(name)}" for output`);
    yield* stream.write(textOf(text));
    return undefined;
  }

  *#print(text: string): Co<undefined> {
    this.#text += text;
    if (this.#text.length > 4096) yield* this.flush();
    return undefined;
  }

  *flush(): Co<void> {
    const text = this.#text;
    this.#text = '';
    yield* out(this.#proc, textOf(text));
  }
}

/** `exit` in a function. */
class ExitCall extends Error {}
