import { describeErrno } from '../../errno-words.ts';
import { compileRegex, type Regex } from '../../regex/compile.ts';
import { openInput } from './input.ts';
import { quoteAlways, quoteFile } from './quote.ts';
import { complain, opt, say, tool } from './tool.ts';

export const tac = tool({
  name: 'tac',
  about: 'concatenate and print files in reverse',
  options: [
    opt('b', 'before', 'attach the separator before instead of after'),
    opt('r', 'regex', 'interpret the separator as a regular expression'),
    opt('s', 'separator=STRING', 'use STRING as the separator instead of newline'),
  ],
  *run(call) {
    const given = call.args.value('s') ?? '\n';
    const isRegex = call.args.has('r');
    if (isRegex && given === '') return yield* complain(call, 'separator cannot be empty');
    const compiled = isRegex ? compileRegex(asBasic(given), { syntax: 'sed-basic' }) : undefined;
    if (compiled && !compiled.ok) return yield* complain(call, compiled.error);
    // An empty one is a NUL.
    const separator = compiled?.value ?? (given === '' ? '\0' : given);
    let status = 0;
    for (const path of call.operands.length > 0 ? call.operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        const why = describeErrno(input.error.errno);
        status = yield* complain(
          call,
          input.error.when === 'open'
            ? `failed to open ${quoteAlways(path)} for reading: ${why}`
            : `${quoteFile(path)}: read error: ${describeErrno('EINVAL')}`,
        );
        continue;
      }
      const text = yield* input.value.all();
      input.value.close();
      const isBefore = call.args.has('b');
      const reversed =
        typeof separator === 'string'
          ? pieces(text, separator, isBefore).reverse()
          : matchedPieces(text, separator, isBefore);
      yield* say(call, reversed.join(''));
    }
    return status;
  },
});

/** Each piece with the separator that ends it, or begins it. */
function pieces(text: string, separator: string, before: boolean): string[] {
  const parts = text.split(separator);
  const last = parts.length - 1;
  if (before) return parts.map((part, i) => (i === 0 ? part : separator + part));
  return parts.map((part, i) => (i === last ? part : part + separator)).filter((part) => part !== '');
}

/** Emacs' notation, which GNU's tac takes, in basic ones' words: `+` and `?` are operators, `\\{` is a character. */
function asBasic(pattern: string): string {
  return pattern.replace(/\\.|\[\^?\]?[^\]]*\]|[+?]/gs, (token) => {
    if (token === '+' || token === '?') return `\\${token}`;
    return token === '\\{' || token === '\\}' ? token.slice(1) : token;
  });
}

/** The pieces from the last on. It is looked for from the end, so that `[0-9]+` matches one digit at a time (re_search backwards). */
function matchedPieces(text: string, separator: Regex, before: boolean): string[] {
  const found: string[] = [];
  let end = text.length;
  for (let rest = text, at = text.length - 1; at >= 0; at--) {
    const match = separator.exec(rest, at);
    if (match?.start !== at) continue;
    const cut = before ? match.start : match.end;
    found.push(text.slice(cut, end));
    end = cut;
    rest = text.slice(0, at);
  }
  return [...found, text.slice(0, end)];
}
