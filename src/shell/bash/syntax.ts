// Syntax errors in bash's words. unbash says where one is and what it expected; bash names the token it didn't expect.

import { forEachChild, type ParseError, type ParsedScript, type Statement, type SyntaxNode } from 'unbash';
import type { Co } from '../co.ts';
import { err } from '../say.ts';
import type { Shell } from './shell.ts';
import type { Source } from './source.ts';

/** The error that the line of `unit` has (after the last line: any error that is left). */
export function findSyntaxError(
  shell: Shell,
  script: ParsedScript,
  source: Source,
  unit: readonly Statement[] | undefined,
): ParseError | undefined {
  const error = script.errors?.[0];
  const last = unit?.at(-1);
  if (!unit || !last) return error;
  const inner = innerError(unit);
  if (inner) return inner;
  const newline = source.text.indexOf('\n', last.end);
  const lineEnd = newline < 0 ? source.text.length : newline;
  if (error && (error.pos <= lineEnd || last.end <= last.pos)) return error;
  return shell.shopts.has('extglob') ? undefined : forbiddenExtglob(source, unit);
}

const innerErrors = new WeakMap<readonly Statement[], ParseError | null>();

/** What is wrong in a `$(…)` is found when the line is read, not when it runs. */
function innerError(unit: readonly Statement[]): ParseError | undefined {
  const known = innerErrors.get(unit);
  if (known !== undefined) return known ?? undefined;
  let found: ParseError | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    if (node.type === 'CommandExpansion' && !node.text.startsWith('`')) found = node.script?.errors?.[0];
    forEachChild(node, visit);
  };
  for (const statement of unit) visit(statement);
  innerErrors.set(unit, found ?? null);
  return found;
}

/** Without extglob, `@(` is a syntax error, except to the right of == in [[ ]]. */
function forbiddenExtglob(source: Source, unit: readonly Statement[]): ParseError | undefined {
  const text = source.text.slice(unit[0]?.pos, unit.at(-1)?.end);
  if (!/[?*+@!]\(/.test(text)) return undefined;
  let found: ParseError | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found || node.type === 'TestBinary') return;
    if (node.type === 'ExtendedGlob') found = { message: "unexpected token '('", pos: node.pos + 1 };
    else if (node.type !== 'CommandExpansion' && node.type !== 'ParameterExpansion')
      forEachChild(node, visit);
  };
  for (const statement of unit) visit(statement);
  return found;
}

/** No other line may come here: bash doesn't expect the `newline`. */
const WANTS_WORD = /^expected (word after|redirect target)/;

/** Does the text end before what it began does: would a prompt ask for more? */
export function isIncomplete(script: ParsedScript, text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text.replace(/\n$/, ''))) return true;
  const error = script.errors?.[0];
  if (error && WANTS_WORD.test(error.message)) return false;
  if (error) return isAtEnd(error, text) || isJustOpened(error, text);
  return hasOpenHereDocument(script);
}

/** `f() {`, and nothing in it yet. */
function isJustOpened(error: ParseError, text: string): boolean {
  return error.message.startsWith('expected command') && text.slice(error.pos + 1).trim() === '';
}

function isAtEnd(error: ParseError, text: string): boolean {
  return error.message.startsWith('unterminated') || error.pos >= text.trimEnd().length;
}

function hasOpenHereDocument(script: ParsedScript): boolean {
  let open = false;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc' && !node.closing) open = true;
    else if (!open) forEachChild(node, visit);
  };
  visit(script);
  return open;
}

const QUOTES: readonly (readonly [RegExp, string])[] = [
  [/double quote/, '"'],
  [/single quote|ANSI-C/, "'"],
  [/backtick/, '`'],
  [/parameter expansion/, '}'],
  [/command substitution|process substitution|extended glob/, ')'],
  [/arithmetic/, ')'],
  [/subscript/, ']'],
];

export function* reportSyntaxError(shell: Shell, source: Source, error: ParseError | undefined): Co<number> {
  if (!error) return 0;
  shell.status = 2;
  const say = (line: number, text: string) =>
    err(
      shell.proc,
      shell.interactive ? `${shell.name}: ${text}\n` : `${shell.syntaxName}: line ${line}: ${text}\n`,
    );
  const errorLine = source.lineAt(error.pos);
  if (error.message.startsWith('unterminated')) {
    const mark = QUOTES.find(([pattern]) => pattern.test(error.message))?.[1] ?? '"';
    const atEnd =
      mark === ')' ? source.lineAt(source.text.length) + (source.text.endsWith('\n') ? 0 : 1) : errorLine;
    yield* say(atEnd, `unexpected EOF while looking for matching \`${mark}'`);
    return 2;
  }
  if (error.pos >= source.text.trimEnd().length && !WANTS_WORD.test(error.message)) {
    const lastLine = source.lineAt(source.text.length) + (source.text.endsWith('\n') ? 0 : 1);
    yield* say(lastLine, 'syntax error: unexpected end of file');
    return 2;
  }
  const token = tokenAt(source.text, error.pos);
  yield* say(errorLine, `syntax error near unexpected token \`${token}'`);
  // At a prompt the line stands right above.
  if (!shell.interactive) yield* say(errorLine, `\`${source.line(errorLine)}'`);
  return 2;
}

/** The token that begins at `pos`. */
function tokenAt(text: string, pos: number): string {
  const rest = text.slice(pos).replace(/^[ \t]+/, '');
  if (rest === '' || rest.startsWith('\n')) return 'newline';
  return (
    /^(;;&|;;|;&|&&|\|\||\|&|<<<|<<-|<<|>>|<&|>&|&>>|&>|<>|>\||[;&|()<>])/.exec(rest)?.[0] ??
    /^[^\s;&|()<>]+/.exec(rest)?.[0] ??
    ''
  );
}
