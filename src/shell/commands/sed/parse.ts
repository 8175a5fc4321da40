// A sed script: commands, one after the other, with braces and labels resolved to places in the list.

import { compileRegex, type Regex } from '../../regex/compile.ts';
import type { Action, Command, Script } from './command.ts';
import { plainRegex } from './delimited.ts';
import { parseSelector } from './parse-address.ts';
import { parseSubstitute, parseTransliteration, readFileName } from './parse-substitute.ts';
import { type Fragment, ScriptReader, SedError } from './reader.ts';

const PLAIN = new Set(['=', 'd', 'D', 'F', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', 'z']);

export function parseScript(fragments: readonly Fragment[], extended: boolean): Script {
  return new ScriptParser(new ScriptReader(fragments), extended).parse();
}

class ScriptParser {
  readonly #reader: ScriptReader;
  readonly #extended: boolean;
  readonly #commands: Command[] = [];
  readonly #open: Extract<Action, { name: '{' }>[] = [];
  readonly #labels = new Map<string, number>();
  readonly #outputs = new Set<string>();

  constructor(reader: ScriptReader, extended: boolean) {
    this.#reader = reader;
    this.#extended = extended;
  }

  parse(): Script {
    const reader = this.#reader;
    const quiet = /^#n(?:\n|$)/.test(reader.text);
    for (;;) {
      while (/^[\s;]$/.test(reader.peek() ?? '')) reader.at++;
      if (reader.peek() === undefined) break;
      this.#command();
    }
    if (this.#open.length > 0) reader.failAtEnd("unmatched `{'");
    this.#resolveLabels();
    return { commands: this.#commands, quiet, outputs: [...this.#outputs] };
  }

  #resolveLabels(): void {
    for (const { action } of this.#commands) {
      if (action.name !== 'b' && action.name !== 't' && action.name !== 'T') continue;
      const target = action.label === '' ? this.#commands.length : this.#labels.get(action.label);
      if (target === undefined) throw new SedError(`can't find label for jump to \`${action.label}'`, 4);
      action.target = target;
    }
  }

  #command(): void {
    const reader = this.#reader;
    const selector = parseSelector(reader, (pattern, flags) => this.#compile(pattern, flags));
    const name = reader.next();
    if (name === undefined) return reader.fail('missing command');
    if (name === '#') {
      if (selector.from) reader.fail("comments don't accept any addresses");
      this.#skipComment();
    } else if (name === ':') {
      if (selector.from) reader.fail(": doesn't want any addresses");
      this.#label();
    } else if (name === '}') this.#close(selector.from !== undefined);
    else {
      if (selector.to && (name === 'q' || name === 'Q')) reader.fail('command only uses one address');
      this.#commands.push({ selector, action: this.#action(name) });
    }
  }

  #skipComment(): void {
    const end = this.#reader.text.indexOf('\n', this.#reader.at);
    this.#reader.at = end < 0 ? this.#reader.text.length : end;
  }

  #label(): void {
    const label = this.#readLabel();
    if (label === '') this.#reader.fail('":" lacks a label');
    this.#labels.set(label, this.#commands.length);
  }

  #close(hasAddress: boolean): void {
    const open = this.#open.pop();
    if (!open) this.#reader.fail("unexpected `}'");
    if (hasAddress) this.#reader.fail("} doesn't want any addresses");
    open.end = this.#commands.length;
    this.#endOfCommand();
  }

  #action(name: string): Action {
    const reader = this.#reader;
    if (PLAIN.has(name)) {
      this.#endOfCommand();
      return { name: name as 'p' };
    }
    switch (name) {
      case '{': {
        const action: Action = { name: '{', end: 0 };
        this.#open.push(action);
        return action;
      }
      case 'a':
      case 'i':
      case 'c':
        return { name, text: this.#text() };
      case 'b':
      case 't':
      case 'T':
        return { name, label: this.#readLabel(), target: 0 };
      case 'l':
      case 'q':
      case 'Q':
        return { name, number: this.#numberOperand() };
      case 'r':
      case 'R':
        return { name, file: readFileName(reader) };
      case 'w':
      case 'W':
        return { name, file: this.#output(readFileName(reader)) };
      case 's':
        return this.#substitute();
      case 'y':
        return this.#transliterate();
      case 'v':
        this.#readLabel();
        return { name: 'nothing' };
      default:
        return reader.fail(`unknown command: \`${name}'`);
    }
  }

  #numberOperand(): number | undefined {
    this.#reader.skipBlanks();
    const number = this.#reader.number();
    this.#endOfCommand();
    return number;
  }

  #substitute(): Action {
    const substitution = parseSubstitute(this.#reader, (pattern, flags) => this.#compile(pattern, flags));
    if (substitution.file !== undefined) this.#output(substitution.file);
    return { name: 's', substitution };
  }

  #transliterate(): Action {
    const map = parseTransliteration(this.#reader);
    this.#endOfCommand();
    return { name: 'y', map };
  }

  #output(file: string): string {
    this.#outputs.add(file);
    return file;
  }

  /** undefined for the empty one: the last that was used. */
  #compile(pattern: string, flags: { ignoreCase: boolean; multiline: boolean }): Regex | undefined {
    if (pattern === '') return undefined;
    const syntax = this.#extended ? 'sed-extended' : 'sed-basic';
    const { ignoreCase, multiline } = flags;
    const compiled = compileRegex(plainRegex(pattern), { syntax, ignoreCase, multiline });
    if (compiled.ok) return compiled.value;
    // dfa.c ends sed by itself for this one.
    if (compiled.error.startsWith('character class syntax')) throw new SedError(compiled.error, 4);
    return this.#reader.fail(compiled.error);
  }

  #readLabel(): string {
    this.#reader.skipBlanks();
    const label = /^[^\s;]*/.exec(this.#reader.text.slice(this.#reader.at))?.[0] ?? '';
    this.#reader.at += label.length;
    return label;
  }

  #endOfCommand(): void {
    const reader = this.#reader;
    reader.skipBlanks();
    const char = reader.next();
    if (char === undefined || char === '\n' || char === ';') return;
    if (char === '}' || char === '#') reader.at--;
    else reader.fail('extra characters after command');
  }

  /** `a text`, `a\` with the text in the next lines; a backslash at a line's end goes on with the next. */
  #text(): string {
    const reader = this.#reader;
    reader.skipBlanks();
    if (reader.peek() === undefined) reader.fail("expected \\ after `a', `c' or `i'");
    if (reader.peek() === '\\') {
      reader.at++;
      const rest = /^[ \t]*\n/.exec(reader.text.slice(reader.at));
      if (rest) reader.at += rest[0].length;
      else if (reader.peek() === undefined) return '';
    }
    let text = '';
    for (let char = reader.next(); char !== undefined && char !== '\n'; char = reader.next()) {
      text += char === '\\' ? this.#escapeInText() : char;
    }
    return `${text}\n`;
  }

  #escapeInText(): string {
    const char = this.#reader.next() ?? '';
    return char === 't' ? '\t' : char;
  }
}
