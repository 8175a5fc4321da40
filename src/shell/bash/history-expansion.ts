// History expansion (bash(1), HISTORY EXPANSION; lib/readline/histexpand.c): `!!`, `!n`, `!-n`, `!text`, `!?text?`, `^old^new^`,
// with words (`!$`, `!*`, `!:2-3`) and modifiers (`:h :t :r :e :s/old/new/ :g :p :q`). Done to each line as it is read.
// Simplified: `:x`, `:G` and `%` aren't known.

/** A line ready to run, or why it isn't. `isShown`: it became another line, which bash shows. */
export type Expanded =
  | { readonly line: string; readonly isShown: boolean; readonly isOnlyShown: boolean }
  | { readonly error: string };

interface Part {
  readonly text: string;
  /** Where the rest of the line begins. */
  readonly end: number;
  readonly isOnlyShown: boolean;
}

class Failure extends Error {}

export function expandHistory(line: string, history: readonly string[]): Expanded {
  try {
    return expandLine(line.startsWith('^') ? substitution(line) : line, history);
  } catch (thrown) {
    if (thrown instanceof Failure) return { error: thrown.message };
    throw thrown;
  }
}

/** `^old^new^rest` is `!!:s^old^new^rest`. */
function substitution(line: string): string {
  return `!!:s${line}`;
}

function expandLine(line: string, history: readonly string[]): Expanded {
  let done = '';
  let isShown = false;
  let isOnlyShown = false;
  let quote = '';
  for (let at = 0; at < line.length; ) {
    const char = line[at] as string;
    if (char === '\\' && quote !== "'") {
      done += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (quote === '' && char === '#' && /(^|\s)$/.test(done)) return finish(done + line.slice(at));
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === '!' && quote !== "'" && isEvent(line, at, quote)) {
      const part = expandEvent(line, at, history, done);
      done += part.text;
      at = part.end;
      isShown = true;
      isOnlyShown ||= part.isOnlyShown;
      continue;
    }
    done += char;
    at++;
  }
  return finish(done);

  function finish(text: string): Expanded {
    return { line: text, isShown, isOnlyShown };
  }
}

/** bash leaves a `!` alone before blanks, `=` and `(`, and in `[!x]`, `${!x}` and `$!`. */
function isEvent(line: string, at: number, quote: string): boolean {
  const next = line[at + 1];
  if (next === undefined || /[\s=(]/.test(next) || (quote === '"' && next === '"')) return false;
  const before = line[at - 1];
  return !(before === '[' || before === '$' || (before === '{' && line[at - 2] === '$'));
}

function expandEvent(line: string, at: number, history: readonly string[], done: string): Part {
  const designator = /^!(?:!|#|(-?\d+)|\?([^?\n]*)\??|(?=[:^$*])|([^\s:^$*;&|<>()"'-][^\s:;&|<>()"']*))/.exec(
    line.slice(at),
  );
  if (!designator) throw new Failure(`${line.slice(at).split(/\s/)[0]}: event not found`);
  const [event, number, within, start] = designator;
  const found =
    event === '!#'
      ? done
      : number !== undefined
        ? byNumber(history, Number(number))
        : within !== undefined
          ? history.findLast((each) => each.includes(within))
          : start !== undefined
            ? history.findLast((each) => each.startsWith(start))
            : history.at(-1);
  if (found === undefined) throw new Failure(`${event}: event not found`);
  const words = pickWords(found, line, at + event.length);
  return modify(words.text, line, words.end);
}

function byNumber(history: readonly string[], number: number): string | undefined {
  return number < 0 ? history.at(number) : history[number - 1];
}

/** `:0`, `:2-3`, `:2-`, `:2*`, `$`, `^`, `*`: the colon may be left out before the last three. */
function pickWords(event: string, line: string, at: number): { text: string; end: number } {
  const chosen = /^(?::(\d+)?(?:(-)(\d+|\$)?|(\*))?|:?([$^*]))/.exec(line.slice(at));
  if (!chosen || chosen[0] === ':') return { text: event, end: at };
  const [all, from, dash, to, star, sign] = chosen;
  const words = splitWords(event);
  const last = words.length - 1;
  const first = sign === '$' ? last : sign === '^' || sign === '*' ? 1 : Number(from ?? 0);
  const end =
    star !== undefined || sign === '*'
      ? last
      : dash !== undefined
        ? to === undefined
          ? last - 1
          : to === '$'
            ? last
            : Number(to)
        : first;
  if (first > last + (sign === '*' || star !== undefined ? 1 : 0) || end > last)
    throw new Failure(`${all}: bad word specifier`);
  return { text: words.slice(first, end + 1).join(' '), end: at + all.length };
}

/** As readline splits a line: at blanks outside quotes; `<`, `|` and their like are words of their own. */
function splitWords(line: string): readonly string[] {
  return line.match(/[<>|&;()]+|(?:\\.|"(?:\\.|[^"])*"|'[^']*'|[^\s<>|&;()])+/g) ?? [];
}

function modify(text: string, line: string, from: number): Part {
  let at = from;
  let isOnlyShown = false;
  let changed = text;
  for (;;) {
    const modifier = /^:(?:([htrepq])|(g)?s(.))/.exec(line.slice(at));
    if (!modifier) return { text: changed, end: at, isOnlyShown };
    const [all, letter, everywhere, delimiter] = modifier;
    at += all.length;
    if (letter === 'p') isOnlyShown = true;
    else if (letter !== undefined) changed = withModifier(changed, letter);
    else {
      const [old = '', fresh = ''] = line.slice(at).split(delimiter as string);
      const length = Math.min(line.length - at, old.length + fresh.length + 2);
      if (!changed.includes(old)) throw new Failure(`${line.slice(from, at + length)}: substitution failed`);
      changed = everywhere === undefined ? changed.replace(old, () => fresh) : changed.replaceAll(old, fresh);
      at += length;
    }
  }
}

function withModifier(text: string, letter: string): string {
  switch (letter) {
    case 'h':
      return text.replace(/\/[^/]*$/, '');
    case 't':
      return text.replace(/^.*\//s, '');
    case 'r':
      return text.replace(/\.[^.]*$/, '');
    case 'e':
      return /\.[^.]*$/.exec(text)?.[0] ?? text;
    default:
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  }
}
