// A function's definition as `declare -f` and `type` show it (bash's print_cmd.c lays it out, not the author).

import type {
  CommandNode,
  CompoundCommand,
  CompoundList,
  PipelineNode,
  Redirection,
  Statement,
  AndOr,
} from 'unbash';
import { assertNever } from '../../base/assert.ts';
import type { ShellFunction } from './shell.ts';

export function printFunction({ name, body, source }: ShellFunction): string {
  return new Printer(source.text).definition(name, body);
}

type Body = ShellFunction['body'];

class Printer {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  definition(name: string, body: Body, depth = 0): string {
    const redirects = body.type === 'Redirected' ? ` ${this.#redirects(body.redirects)}` : '';
    const command = body.type === 'Redirected' ? body.command : body;
    const inner =
      command.type === 'BraceGroup'
        ? this.#list(command.body.commands, depth + 1)
        : this.#inside(command, depth + 1);
    return `${name} () \n${pad(depth)}{ \n${inner}\n${pad(depth)}}${redirects}`;
  }

  #text(node: { readonly pos: number; readonly end: number }): string {
    return this.#source.slice(node.pos, node.end);
  }

  #inside(command: CompoundCommand | CompoundList, depth: number): string {
    return command.type === 'CompoundList'
      ? this.#list(command.commands, depth)
      : pad(depth) + this.#command(command, depth);
  }

  /** Statements, each on a line of its own, with semicolons between them. */
  #list(statements: readonly Statement[], depth: number): string {
    return statements
      .map((statement, i) => {
        const text = pad(depth) + this.#statement(statement, depth);
        const isLast = i === statements.length - 1;
        return statement.background ? `${text} &` : isLast || text.includes('<<') ? text : `${text};`;
      })
      .join('\n');
  }

  /** A list that a keyword follows: its last statement has a semicolon, too. */
  #clause(list: CompoundList, depth: number): string {
    const text = this.#list(list.commands, depth);
    return list.commands.at(-1)?.background ? text : `${text};`;
  }

  #statement({ command }: Statement, depth: number): string {
    return this.#node(command, depth);
  }

  #node(node: PipelineNode | AndOr, depth: number): string {
    if (node.type === 'AndOr')
      return node.commands
        .map((one, i) => (i === 0 ? '' : ` ${node.operators[i - 1]} `) + this.#node(one, depth))
        .join('');
    if (node.type !== 'Pipeline') return this.#command(node, depth);
    const prefixes = node.prefixes.map((prefix) => (prefix.type === 'Negation' ? '! ' : 'time '));
    const stages = node.commands.map((one, i) => {
      const joint = i === 0 ? '' : node.operators[i - 1] === '|&' ? ' 2>&1 | ' : ' | ';
      return joint + this.#command(one, depth);
    });
    return prefixes.join('') + stages.join('');
  }

  #command(node: CommandNode, depth: number): string {
    switch (node.type) {
      case 'Command':
        return this.#simple(node);
      case 'Redirected':
        return `${this.#command(node.command, depth)} ${this.#redirects(node.redirects)}`;
      case 'Function':
        return `function ${this.definition(node.name.text, node.body, depth)}`;
      case 'Coproc':
        return this.#text(node);
      case 'BraceGroup':
        return `{ \n${this.#list(node.body.commands, depth + 1)}\n${pad(depth)}}`;
      case 'Subshell':
        return `( ${this.#list(node.body.commands, depth).trimStart()} )`;
      case 'TestCommand':
        return this.#text(node);
      case 'ArithmeticCommand':
        return `((${node.body}))`;
      default:
        return this.#compound(node, depth);
    }
  }

  #simple(node: Extract<CommandNode, { type: 'Command' }>): string {
    const words = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix];
    const isRedirect = (word: (typeof words)[number]) => 'operator' in word;
    const plain = words.filter((word) => !isRedirect(word)).map((word) => this.#text(word));
    const redirects = node.redirects.length > 0 ? [this.#redirects(node.redirects)] : [];
    return [...plain, ...redirects].join(' ');
  }

  /** `> file`, but `2>&1`; here-documents follow with their text. */
  #redirects(redirects: readonly Redirection[]): string {
    const documents: string[] = [];
    const shown = redirects.map((one) => {
      if (one.type === 'HereDoc') {
        documents.push(`\n${one.body.text}${one.delimiter?.value ?? ''}\n`);
        return this.#text(one);
      }
      const fd = one.descriptor ? this.#text(one.descriptor) : '';
      const target = one.target ? this.#text(one.target) : '';
      const joins = one.operator === '>&' || one.operator === '<&';
      return `${fd || (joins && one.operator === '>&' ? '1' : joins ? '0' : '')}${one.operator}${joins ? '' : ' '}${target}`;
    });
    return shown.join(' ') + documents.join('');
  }

  #compound(
    node: Exclude<CompoundCommand, { type: 'BraceGroup' | 'Subshell' | 'TestCommand' | 'ArithmeticCommand' }>,
    depth: number,
  ): string {
    const within = (list: CompoundList) => this.#clause(list, depth + 1);
    const inline = (list: CompoundList) => this.#clause(list, depth).trimStart();
    switch (node.type) {
      case 'If': {
        const rest = this.#else(node.elif, node.else, depth);
        return `if ${inline(node.clause)} then\n${within(node.then)}\n${rest}${pad(depth)}fi`;
      }
      case 'While':
        return `${node.kind} ${inline(node.clause)} do\n${within(node.body)}\n${pad(depth)}done`;
      case 'For':
      case 'Select': {
        const words = node.wordlist?.map((word) => word.text).join(' ') ?? '"$@"';
        const name = node.type === 'For' ? 'for' : 'select';
        return `${name} ${node.name.text} in ${words};\n${pad(depth)}do\n${within(node.body)}\n${pad(depth)}done`;
      }
      case 'ArithmeticFor': {
        const parts = [node.initialize, node.test, node.update].map((part) =>
          part ? this.#text(part) : '1',
        );
        return `for ((${parts.join('; ')}))\n${pad(depth)}do\n${within(node.body)}\n${pad(depth)}done`;
      }
      case 'Case': {
        const items = node.items.map((item) => {
          const patterns = item.pattern.map((word) => word.text).join(' | ');
          const body = item.body.commands.length > 0 ? `\n${this.#list(item.body.commands, depth + 2)}` : '';
          return `${pad(depth + 1)}${patterns})${body}\n${pad(depth + 1)}${item.terminator ?? ';;'}\n`;
        });
        return `case ${node.word.text} in \n${items.join('')}${pad(depth)}esac`;
      }
      default:
        return assertNever(node);
    }
  }

  /** `elif` is an `if` within the `else`. */
  #else(
    elif: readonly { clause: CompoundList; then: CompoundList }[],
    last: CompoundList | undefined,
    depth: number,
  ): string {
    const [first, ...others] = elif;
    if (!first) return last ? `${pad(depth)}else\n${this.#clause(last, depth + 1)}\n` : '';
    const clause = this.#clause(first.clause, depth + 1).trimStart();
    const body = this.#clause(first.then, depth + 2);
    const rest = this.#else(others, last, depth + 1);
    return `${pad(depth)}else\n${pad(depth + 1)}if ${clause} then\n${body}\n${rest}${pad(depth + 1)}fi;\n`;
  }
}

function pad(depth: number): string {
  return '    '.repeat(depth);
}
