// A shell at a terminal: prompt, commands that go on over several lines, history, notices about jobs.

import type { Co } from '../co.ts';
import { err } from '../say.ts';
import { terminalOf, type Terminal } from '../terminal.ts';
import { readVariable, assign } from './assign.ts';
import { describeJob, refreshJobs } from './job-states.ts';
import { parseScript } from './parsed.ts';
import { expandPrompt, hostName } from './prompt.ts';
import { readLine } from './read-line.ts';
import { runText } from './run-script.ts';
import type { Shell } from './shell.ts';
import { isIncomplete } from './syntax.ts';
import { Exit, Interrupted, LoopJump, Return } from './unwind.ts';

export function* runInteractive(shell: Shell, norc: boolean): Co<number> {
  shell.interactive = true;
  shell.shopts.add('expand_aliases');
  for (const option of ['monitor', 'history', 'histexpand', 'emacs']) shell.options.add(option);
  shell.traps.shrugsOff = ['SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGQUIT'];
  shell.traps.applyTo(shell.proc);
  if (readVariable(shell, 'PS1') === undefined) assign(shell, 'PS1', `\\u@${hostName(shell)}:\\w\\$ `);
  if (readVariable(shell, 'PS2') === undefined) assign(shell, 'PS2', '> ');
  if (!norc) yield* runCommands(shell, yield* startFile(shell));
  for (;;) {
    const text = yield* readCommand(shell);
    if (text === undefined) {
      yield* err(shell.proc, 'exit\n');
      return shell.status;
    }
    if (text.trim() === '') continue;
    remember(shell, text);
    yield* runCommands(shell, text);
  }
}

// eslint-disable-next-line require-yield -- a coroutine like its siblings
function* startFile(shell: Shell): Co<string> {
  const found = shell.proc.files.read(`${readVariable(shell, 'HOME') ?? '/root'}/.bashrc`);
  return found.ok ? found.value : '';
}

function remember(shell: Shell, text: string): void {
  const line = text.replace(/\n$/, '');
  if (shell.history.at(-1) !== line) shell.history.push(line);
}

/** One command, with as many lines as it takes. Undefined at the end of the input. */
function* readCommand(shell: Shell): Co<string | undefined> {
  let text = '';
  for (;;) {
    if (text === '') yield* tellNotices(shell);
    const line = yield* askLine(shell, text === '' ? 'PS1' : 'PS2');
    if (line === 'interrupted') {
      text = '';
      shell.status = 130;
      continue;
    }
    if (line === undefined) {
      if (text === '') return undefined;
      return text;
    }
    text += line;
    if (!isIncomplete(parseScript(text), text)) return text;
  }
}

function* askLine(shell: Shell, kind: 'PS1' | 'PS2'): Co<string | undefined> {
  const prompt = yield* expandPrompt(shell, readVariable(shell, kind) ?? '');
  const terminal = terminalOf(shell.proc.fds.get(0));
  if (terminal) return yield* askTerminal(shell, terminal, { text: prompt, kind });
  yield* err(shell.proc, prompt);
  const line = yield* readLine(shell, shell.proc.fds.get(0));
  return line === undefined ? undefined : `${line}\n`;
}

function* askTerminal(
  shell: Shell,
  terminal: Terminal,
  prompt: { text: string; kind: 'PS1' | 'PS2' },
): Co<string | undefined> {
  const answer = yield* terminal.ask(prompt);
  let interrupted = false;
  for (let signal = shell.proc.takeSignal(); signal; signal = shell.proc.takeSignal())
    if (signal === 'SIGINT') interrupted = true;
  if (!interrupted || (answer !== undefined && answer.endsWith('\n'))) return answer;
  terminal.write('\n');
  return 'interrupted';
}

/** Runs what was typed; whatever goes wrong, the shell is there afterwards. */
function* runCommands(shell: Shell, text: string): Co<void> {
  const { frames } = shell;
  const depth = shell.scopes.stack.length;
  try {
    yield* runText(shell, text, { name: shell.name });
  } catch (thrown) {
    if (thrown instanceof Exit) throw thrown;
    if (!(thrown instanceof Interrupted) && !(thrown instanceof LoopJump) && !(thrown instanceof Return))
      throw thrown;
    if (thrown instanceof Interrupted) shell.status = 130;
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
