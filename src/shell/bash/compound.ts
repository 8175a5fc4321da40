// if, for, while, until, case, select, (( )).

import type { ArithmeticFor, Case, CompoundList, For, If, Select, While, Word } from 'unbash';
import type { Co } from '../co.ts';
import { err, out } from '../say.ts';
import { assign, AssignmentError, readVariable } from './assign.ts';
import { asCondition, executeStatements } from './execute.ts';
import { evaluateText } from './expand/arithmetic-expansion.ts';
import { compilePattern } from './expand/pattern.ts';
import { expandPattern, expandText, expandWords } from './expand/word.ts';
import { readLine } from './read-line.ts';
import type { Shell } from './shell.ts';
import { checkSignals } from './signals.ts';
import { traceWords } from './trace.ts';
import { Discard, LoopJump } from './unwind.ts';

export function* executeIf(shell: Shell, node: If): Co<number> {
  for (const branch of [node, ...node.elif]) {
    if ((yield* asCondition(shell, () => executeStatements(shell, branch.clause.commands))) === 0)
      return yield* executeStatements(shell, branch.then.commands);
  }
  if (node.else) return yield* executeStatements(shell, node.else.commands);
  shell.status = 0;
  return 0;
}

/** Runs a loop's body once; 'stop' ends the loop. */
function* runBody(shell: Shell, body: CompoundList): Co<'go' | 'stop'> {
  yield* shell.tick();
  yield* checkSignals(shell);
  try {
    yield* executeStatements(shell, body.commands);
    return 'go';
  } catch (thrown) {
    if (!(thrown instanceof LoopJump)) throw thrown;
    shell.status = thrown.status;
    if (thrown.levels > 1 && shell.loopDepth > 1)
      throw new LoopJump(thrown.kind, thrown.levels - 1, thrown.status);
    return thrown.kind === 'break' ? 'stop' : 'go';
  }
}

function* inLoop(shell: Shell, loop: () => Co<number>): Co<number> {
  shell.loopDepth++;
  try {
    return yield* loop();
  } finally {
    shell.loopDepth--;
  }
}

function* wordsOf(shell: Shell, words: readonly Word[] | undefined): Co<readonly string[]> {
  return words ? yield* expandWords(shell, words) : shell.positional;
}

export function* executeFor(shell: Shell, node: For): Co<number> {
  shell.line = shell.source.lineAt(node.pos);
  const name = node.name.text;
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    yield* shell.complain(`\`${name}': not a valid identifier`);
    return 1;
  }
  const line = shell.line;
  const words = yield* wordsOf(shell, node.wordlist);
  return yield* inLoop(shell, function* () {
    shell.status = 0;
    for (const word of words) {
      shell.line = line;
      if (shell.options.has('xtrace'))
        yield* traceWords(
          shell,
          ['for', name, 'in', ...(node.wordlist?.map((w) => w.text) ?? ['"$@"'])],
          true,
        );
      try {
        assign(shell, name, word);
      } catch (thrown) {
        if (!(thrown instanceof AssignmentError)) throw thrown;
        yield* shell.complain(thrown.text);
        return 1;
      }
      if ((yield* runBody(shell, node.body)) === 'stop') break;
    }
    return shell.status;
  });
}

export function* executeArithmeticFor(shell: Shell, node: ArithmeticFor): Co<number> {
  const text = (part: { pos: number; end: number } | undefined) =>
    part && shell.source.text.slice(part.pos, part.end);
  /** An error in an expression ends the loop. */
  const evaluate = function* (part: string | undefined): Co<bigint | 'failed'> {
    if (part === undefined) return 1n;
    try {
      return yield* evaluateText(shell, part, '((');
    } catch (thrown) {
      if (!(thrown instanceof Discard) || thrown.text) throw thrown;
      return 'failed';
    }
  };
  shell.line = shell.source.lineAt(node.pos);
  if ((yield* evaluate(text(node.initialize))) === 'failed') return 1;
  return yield* inLoop(shell, function* () {
    shell.status = 0;
    for (;;) {
      const test = yield* evaluate(text(node.test));
      if (test === 'failed') return 1;
      if (test === 0n || (yield* runBody(shell, node.body)) === 'stop') return shell.status;
      if ((yield* evaluate(text(node.update))) === 'failed') return 1;
    }
  });
}

export function* executeWhile(shell: Shell, node: While): Co<number> {
  return yield* inLoop(shell, function* () {
    let status = 0;
    for (;;) {
      const passed = yield* testClause(shell, node);
      if (passed === 'stop') return 0;
      if (passed !== (node.kind === 'while')) return status;
      if ((yield* runBody(shell, node.body)) === 'stop') return shell.status;
      ({ status } = shell);
    }
  });
}

/** The clause may break out of the loop, too. */
function* testClause(shell: Shell, node: While): Co<boolean | 'stop'> {
  try {
    yield* shell.tick();
    return (yield* asCondition(shell, () => executeStatements(shell, node.clause.commands))) === 0;
  } catch (thrown) {
    if (!(thrown instanceof LoopJump)) throw thrown;
    if (thrown.levels > 1 && shell.loopDepth > 1)
      throw new LoopJump(thrown.kind, thrown.levels - 1, thrown.status);
    return thrown.kind === 'break' ? 'stop' : node.kind !== 'while';
  }
}

export function* executeCase(shell: Shell, node: Case): Co<number> {
  shell.line = shell.source.lineAt(node.pos);
  const text = yield* expandText(shell, node.word);
  if (shell.options.has('xtrace')) yield* traceWords(shell, ['case', node.word.text, 'in'], true);
  let status = 0;
  let fallsIn = false;
  for (const item of node.items) {
    if (!fallsIn && !(yield* matchesAny(shell, item.pattern, text))) continue;
    status = item.body.commands.length === 0 ? 0 : yield* executeStatements(shell, item.body.commands);
    shell.status = status;
    if (item.terminator === undefined || item.terminator === ';;') return status;
    fallsIn = item.terminator === ';&';
  }
  shell.status = status;
  return status;
}

function* matchesAny(shell: Shell, patterns: readonly Word[], text: string): Co<boolean> {
  const flags = { extglob: shell.shopts.has('extglob'), ignoreCase: shell.shopts.has('nocasematch') };
  for (const word of patterns) {
    const pattern = yield* expandPattern(shell, word);
    if (compilePattern(pattern, flags).matches(text)) return true;
  }
  return false;
}

export function* executeSelect(shell: Shell, node: Select): Co<number> {
  const words = yield* wordsOf(shell, node.wordlist);
  if (words.length === 0) return 0;
  return yield* inLoop(shell, function* () {
    let shown = false;
    for (;;) {
      if (!shown) yield* err(shell.proc, menu(words));
      shown = true;
      yield* err(shell.proc, readVariable(shell, 'PS3') ?? '#? ');
      const line = yield* readLine(shell, shell.proc.fds.get(0));
      if (line === undefined) {
        yield* out(shell.proc, '\n');
        return 1;
      }
      const reply = line.trim();
      assign(shell, 'REPLY', reply);
      if (reply === '') {
        shown = false;
        continue;
      }
      assign(shell, node.name.text, /^\d+$/.test(reply) ? (words[Number(reply) - 1] ?? '') : '');
      if ((yield* runBody(shell, node.body)) === 'stop') return shell.status;
    }
  });
}

/** In columns as bash lays them out: down first, as many as fit into 80. */
function menu(words: readonly string[]): string {
  const digits = String(words.length).length;
  const entries = words.map((word, i) => `${String(i + 1).padStart(digits)}) ${word}`);
  const widest = Math.max(...entries.map((entry) => entry.length)) + 2;
  const columns = Math.max(Math.floor(80 / widest), 1);
  const rows = words.length <= columns ? words.length : Math.ceil(words.length / columns);
  const lines = Array.from({ length: rows }, (_, row) =>
    entries
      .filter((_entry, i) => i % rows === row)
      .map((entry, i, all) => (i < all.length - 1 ? entry.padEnd(widest) : entry)),
  );
  return lines.map((line) => `${line.join('')}\n`).join('');
}

export function* executeArithmetic(shell: Shell, body: string): Co<number> {
  if (shell.options.has('xtrace')) yield* traceWords(shell, [`(( ${body} ))`], true);
  try {
    return (yield* evaluateText(shell, body, '((')) === 0n ? 1 : 0;
  } catch (thrown) {
    // Here an error is only a failure.
    if (thrown instanceof Discard) return thrown.status;
    throw thrown;
  }
}
