// Runs a script over the lines: pattern space, hold space, and what is waiting to be appended.

import type { Co } from '../../co.ts';
import { readAll } from '../../open.ts';
import type { Proc } from '../../program.ts';
import type { Regex } from '../../regex/compile.ts';
import { splitLines } from '../text/input.ts';
import type { Action, Command, Script } from './command.ts';
import type { InputLines } from './lines.ts';
import { listLine } from './list-line.ts';
import type { Outputs } from './outputs.ts';
import { SedError } from './reader.ts';
import { Selection } from './select.ts';
import { substitute } from './substitute.ts';

export interface RunOptions {
  readonly quiet: boolean;
  readonly end: string;
  readonly width: number;
}

type Next = 'go on' | 'end cycle' | 'restart' | 'quit' | 'quit silently';

/** Commands between turns: `:a;ba` must not hold the machine. */
const COMMANDS_PER_TURN = 5000;

export class Editor {
  readonly #proc: Proc;
  readonly #script: Script;
  readonly #lines: InputLines;
  readonly #outputs: Outputs;
  readonly #options: RunOptions;
  readonly #selection = new Selection();
  /** Lines of R's files that are still to come. */
  readonly #readers = new Map<string, string[]>();
  #space = '';
  #ended = true;
  #hold = '';
  #appended: ({ text: string } | { file: string })[] = [];
  #lastRegex: Regex | undefined;
  #replaced = false;
  #deleted = false;
  #index = 0;
  #steps = 0;
  #status = 0;

  constructor(proc: Proc, script: Script, lines: InputLines, outputs: Outputs, options: RunOptions) {
    this.#proc = proc;
    this.#script = script;
    this.#lines = lines;
    this.#outputs = outputs;
    this.#options = options;
  }

  *run(): Co<number> {
    let keeps = false;
    while (keeps || (yield* this.#read())) {
      const next = yield* this.#cycle();
      if (next !== 'quit silently' && !this.#options.quiet && !this.#deleted) this.#print(this.#space);
      if (next !== 'quit silently') yield* this.#flushAppended();
      yield* this.#outputs.flush();
      keeps = next === 'restart';
      if (next === 'quit' || next === 'quit silently') break;
    }
    this.#lines.close();
    yield* this.#outputs.flush();
    return this.#status;
  }

  *#read(): Co<boolean> {
    const line = yield* this.#lines.next();
    if (!line) return false;
    this.#space = line.text;
    this.#ended = line.ended;
    this.#replaced = false;
    return true;
  }

  *#cycle(): Co<Next> {
    this.#deleted = false;
    const { commands } = this.#script;
    for (this.#index = 0; this.#index < commands.length; ) {
      if (++this.#steps % COMMANDS_PER_TURN === 0) yield { for: 'turn' };
      const command = commands[this.#index++] as Command;
      if (!(yield* this.#selection.selects(command, this.#place()))) {
        if (command.action.name === '{') this.#index = command.action.end;
        continue;
      }
      const next = yield* this.#do(command, command.action);
      if (next !== 'go on') return next;
    }
    return 'end cycle';
  }

  #place() {
    return {
      line: this.#lines.number,
      isLast: () => this.#lines.isLast(),
      matches: (regex: Regex | undefined) => this.#regex(regex).test(this.#space),
    };
  }

  #regex(regex: Regex | undefined): Regex {
    this.#lastRegex = regex ?? this.#lastRegex;
    if (!this.#lastRegex) throw new SedError('-e expression #1, char 0: no previous regular expression');
    return this.#lastRegex;
  }

  #print(text: string): void {
    this.#outputs.main.line(text, this.#ended, this.#options.end);
  }

  *#do(command: Command, action: Action): Co<Next> {
    switch (action.name) {
      case 'a':
        this.#appended.push({ text: action.text });
        return 'go on';
      case 'i':
        this.#outputs.main.text(action.text);
        return 'go on';
      case 'c':
        return this.#change(command, action.text);
      case 'r':
        this.#appended.push({ file: action.file });
        return 'go on';
      case 'R':
        yield* this.#appendLineOf(action.file);
        return 'go on';
      case 'w':
        this.#outputs.file(action.file).line(this.#space, this.#ended, this.#options.end);
        return 'go on';
      case 'W':
        this.#outputs.file(action.file).line(this.#firstLine(), true, '\n');
        return 'go on';
      case 'b':
        this.#index = action.target;
        return 'go on';
      case 't':
      case 'T':
        if (this.#replaced === (action.name === 't')) this.#index = action.target;
        this.#replaced = false;
        return 'go on';
      case 's':
        this.#substitute(action);
        return 'go on';
      case 'y':
        this.#space = Array.from(this.#space, (char) => action.map.get(char) ?? char).join('');
        return 'go on';
      case 'q':
      case 'Q':
        this.#status = action.number ?? 0;
        return action.name === 'q' ? 'quit' : 'quit silently';
      case 'l':
        this.#outputs.main.text(listLine(this.#space, action.number ?? this.#options.width));
        return 'go on';
      default:
        return yield* this.#plain(action.name);
    }
  }

  *#plain(name: Action['name']): Co<Next> {
    switch (name) {
      case '=':
        this.#outputs.main.text(`${this.#lines.number}\n`);
        break;
      case 'd':
        return this.#delete();
      case 'D': {
        const newline = this.#space.indexOf('\n');
        if (newline < 0) return this.#delete();
        this.#space = this.#space.slice(newline + 1);
        this.#deleted = true;
        return 'restart';
      }
      case 'F':
        this.#outputs.main.text(`${this.#lines.path}\n`);
        break;
      case 'g':
        this.#space = this.#hold;
        break;
      case 'G':
        this.#space += `\n${this.#hold}`;
        break;
      case 'h':
        this.#hold = this.#space;
        break;
      case 'H':
        this.#hold += `\n${this.#space}`;
        break;
      case 'x':
        [this.#space, this.#hold] = [this.#hold, this.#space];
        break;
      case 'z':
        this.#space = '';
        break;
      case 'p':
        this.#print(this.#space);
        break;
      case 'P':
        this.#outputs.main.line(this.#firstLine(), true, '\n');
        break;
      case 'n':
      case 'N':
        return yield* this.#nextLine(name);
      default:
    }
    return 'go on';
  }

  #delete(): Next {
    this.#deleted = true;
    return 'end cycle';
  }

  #change(command: Command, text: string): Next {
    const { to, negated } = command.selector;
    if (!to || negated || this.#selection.isOver(command)) this.#outputs.main.text(text);
    return this.#delete();
  }

  /** Without a next line n and N end everything; GNU's N prints what it has. */
  *#nextLine(name: 'n' | 'N'): Co<Next> {
    if (yield* this.#lines.isVeryLast()) return 'quit';
    if (name === 'n' && !this.#options.quiet) this.#print(this.#space);
    yield* this.#flushAppended();
    yield* this.#outputs.flush();
    const before = this.#space;
    if (!(yield* this.#read())) return 'quit';
    if (name === 'N') this.#space = `${before}\n${this.#space}`;
    return 'go on';
  }

  #firstLine(): string {
    const newline = this.#space.indexOf('\n');
    return newline < 0 ? this.#space : this.#space.slice(0, newline);
  }

  #substitute({ substitution }: Extract<Action, { name: 's' }>): void {
    const done = substitute(this.#space, this.#regex(substitution.regex), substitution);
    if (done === undefined) return;
    this.#space = done;
    this.#replaced = true;
    if (substitution.print) this.#print(done);
    if (substitution.file !== undefined)
      this.#outputs.file(substitution.file).line(done, this.#ended, this.#options.end);
  }

  *#appendLineOf(file: string): Co<void> {
    let lines = this.#readers.get(file);
    if (!lines) {
      const text = yield* readAll(this.#proc, file);
      lines = text.ok ? splitLines(text.value) : [];
      this.#readers.set(file, lines);
    }
    const line = lines.shift();
    if (line !== undefined) this.#appended.push({ text: line });
  }

  *#flushAppended(): Co<void> {
    const appended = this.#appended;
    this.#appended = [];
    for (const piece of appended) {
      if ('text' in piece) this.#outputs.main.text(piece.text);
      else {
        const text = yield* readAll(this.#proc, piece.file);
        this.#outputs.main.endLine();
        if (text.ok) this.#outputs.main.text(text.value);
      }
    }
  }
}
