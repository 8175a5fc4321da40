// A shell at a terminal: prompt, commands that go on over several lines, history, notices about jobs.

import type { Co, Signal } from '../co.ts';
import { err } from '../say.ts';
import { type AskingShell, GIVEN_UP, terminalOf, type Terminal } from '../terminal.ts';
import { readVariable, assign } from './assign.ts';
import { expandHistory } from './history-expansion.ts';
import { remember } from './history.ts';
import { describeJob, refreshJobs } from './job-states.ts';
import { mayLeave, stay } from './leave.ts';
import { builtinNames } from './builtins/table.ts';
import { parseScript } from './parsed.ts';
import { expandPrompt, hostName } from './prompt.ts';
import { readLine } from './read-line.ts';
import { runText } from './run-script.ts';
import type { Shell } from './shell.ts';
import { checkSignals, onSignal } from './signals.ts';
import { isIncomplete } from './syntax.ts';
import { Exit, Interrupted, LoopJump, Return } from './unwind.ts';

const KEYWORDS = 'case do done elif else esac fi for function if in select then time until while'.split(' ');

export function* runInteractive(shell: Shell, norc: boolean): Co<number> {
  shell.interactive = true;
  shell.shopts.add('expand_aliases');
  for (const option of ['monitor', 'history', 'histexpand', 'emacs']) shell.options.add(option);
  shell.traps.shrugsOff = ['SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGQUIT', 'SIGWINCH'];
  shell.traps.applyTo(shell.proc);
  if (readVariable(shell, 'PS1') === undefined) assign(shell, 'PS1', `\\u@${hostName(shell)}:\\w\\$ `);
  if (readVariable(shell, 'PS2') === undefined) assign(shell, 'PS2', '> ');
  if (!norc) yield* runCommands(shell, yield* startFile(shell));
  const terminal = terminalOf(shell.proc.fds.get(0));
  if (terminal) shell.history.push(...terminal.history);
  for (;;) {
    const text = yield* readCommand(shell);
    if (text === undefined) {
      yield* err(shell.proc, terminal ? '\nexit\n' : 'exit\n');
      if (yield* mayLeave(shell)) return shell.status;
    } else if (text.trim() !== '') {
      stay(shell, text);
      yield* runCommands(shell, text);
    }
  }
}

// eslint-disable-next-line require-yield -- a coroutine like its siblings
function* startFile(shell: Shell): Co<string> {
  const found = shell.proc.files.read(`${readVariable(shell, 'HOME') ?? '/root'}/.bashrc`);
  return found.ok ? found.value : '';
}

/** One command, with as many lines as it takes. Undefined at the end of the input. */
function* readCommand(shell: Shell): Co<string | undefined> {
  let lines: string[] = [];
  for (;;) {
    if (lines.length === 0) yield* tellNotices(shell);
    const line = yield* askLine(shell, lines.length === 0 ? 'PS1' : 'PS2');
    if (line === GIVEN_UP) {
      remember(shell, lines);
      lines = [];
      shell.status = 130;
      continue;
    }
    if (line === undefined) return endOfInput(shell, lines);
    const expanded = yield* withHistory(shell, line.replace(/\n$/, ''));
    if (expanded === undefined) {
      lines = [];
      continue;
    }
    lines.push(expanded);
    const text = `${lines.join('\n')}\n`;
    if (isIncomplete(parseScript(text), text)) continue;
    remember(shell, lines);
    return text;
  }
}

function endOfInput(shell: Shell, lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  remember(shell, lines);
  return `${lines.join('\n')}\n`;
}

/** The line with what `!` in it stands for, which is shown first; undefined: it isn't to be run. */
function* withHistory(shell: Shell, line: string): Co<string | undefined> {
  if (!shell.options.has('histexpand')) return line;
  const expanded = expandHistory(line, shell.history);
  if ('error' in expanded) {
    yield* err(shell.proc, `${shell.name}: ${expanded.error}\n`);
    return undefined;
  }
  if (expanded.isShown) yield* err(shell.proc, `${expanded.line}\n`);
  if (!expanded.isOnlyShown) return expanded.line;
  remember(shell, [expanded.line]);
  return undefined;
}

function* askLine(shell: Shell, kind: 'PS1' | 'PS2'): Co<string | undefined> {
  const text = yield* expandPrompt(shell, readVariable(shell, kind) ?? '');
  const terminal = terminalOf(shell.proc.fds.get(0));
  if (terminal) {
    noteSize(shell, terminal);
    const held: Signal[] = [];
    const asked = { text, kind, shell: askedBy(shell) };
    const line = yield* terminal.ask(asked, () => whileAsking(shell, terminal, held));
    for (const signal of held) yield* onSignal(shell, signal);
    return line;
  }
  yield* err(shell.proc, text);
  const line = yield* readLine(shell, shell.proc.fds.get(0));
  return line === undefined ? undefined : `${line}\n`;
}

function askedBy(shell: Shell): AskingShell {
  const { proc, history } = shell;
  return {
    proc,
    history,
    commands: () => [...builtinNames(), ...KEYWORDS, ...shell.functions.keys(), ...shell.aliases.keys()],
    variables: () => shell.scopes.visible().map(([name]) => name),
  };
}

/** readline sets COLUMNS and LINES. */
function noteSize(shell: Shell, { columns, rows }: Terminal): void {
  assign(shell, 'COLUMNS', String(columns));
  assign(shell, 'LINES', String(rows));
}

/** Signals at the prompt: Ctrl-C gives the line up; most traps run once there is a line. */
function* whileAsking(shell: Shell, terminal: Terminal, held: Signal[]): Co<'give up' | 'go on'> {
  let answer: 'give up' | 'go on' = 'go on';
  for (let signal = shell.proc.takeSignal(); signal; signal = shell.proc.takeSignal()) {
    if (signal === 'SIGWINCH') noteSize(shell, terminal);
    if (signal === 'SIGINT') answer = 'give up';
    if (signal === 'SIGWINCH') yield* onSignal(shell, signal);
    else if (signal !== 'SIGINT' || shell.traps.get(signal) !== undefined) held.push(signal);
  }
  if (answer === 'give up') terminal.write('\n');
  return answer;
}

/** Runs what was typed; whatever goes wrong, the shell is there afterwards. */
function* runCommands(shell: Shell, text: string): Co<void> {
  const { frames } = shell;
  const depth = shell.scopes.stack.length;
  try {
    yield* runText(shell, text, { name: shell.name });
    yield* checkSignals(shell);
  } catch (thrown) {
    if (thrown instanceof Exit) throw thrown;
    if (!(thrown instanceof Interrupted) && !(thrown instanceof LoopJump) && !(thrown instanceof Return))
      throw thrown;
    if (thrown instanceof Interrupted) {
      shell.status = 130;
      yield* err(shell.proc, '\n');
    }
    shell.scopes.stack.length = depth;
    shell.frames = frames;
    shell.loopDepth = 0;
    shell.conditionDepth = 0;
  }
  yield* tellNotices(shell);
}

/** Jobs that began or ended since the last prompt. */
function* tellNotices(shell: Shell): Co<void> {
  for (const notice of shell.notices.splice(0)) yield* err(shell.proc, notice);
  refreshJobs(shell);
  for (const job of [...shell.jobs.list]) {
    if (job.state !== 'Done') continue;
    yield* err(shell.proc, describeJob(shell, job));
    for (const pid of job.pids) if (shell.proc.processes.get(pid)?.ended) yield* shell.proc.wait(pid);
    shell.jobs.remove(job);
  }
}
