// bash and sh as programs.

import type { Co } from '../co.ts';
import { describeErrno } from '../errno-words.ts';
import { readToEnd } from '../open.ts';
import type { OptionTable } from '../options.ts';
import type { Proc, Program } from '../program.ts';
import { err, out } from '../say.ts';
import { runInteractive } from './interactive.ts';
import { runText } from './run-script.ts';
import { Shell } from './shell.ts';
import { setOptions } from './builtins/options.ts';
import { importEnvironment } from './startup.ts';
import { runToEnd } from './subshell.ts';

const OPTIONS: OptionTable = {
  about: 'bash - GNU Bourne-Again SHell',
  operands: '[script-file [argument ...]]',
  options: [
    { short: 'c', argument: 'string', about: 'run the commands in this string' },
    { short: 'i', about: 'be interactive' },
    { short: 'l', long: 'login', about: 'be a login shell' },
    { short: 's', about: 'read commands from standard input' },
    { short: 'e', about: 'exit when a command fails' },
    { short: 'u', about: 'treat unset variables as an error' },
    { short: 'x', about: 'print commands as they run' },
    { short: 'n', about: 'check the syntax only' },
    { short: 'v', about: 'print lines as they are read' },
    { short: 'o', argument: 'option', about: 'set an option by its name' },
    { long: 'norc', about: 'leave ~/.bashrc out' },
    { long: 'posix', about: 'follow POSIX more closely' },
    { long: 'version', about: 'print the version' },
  ],
};

interface Start {
  readonly command: string | undefined;
  readonly interactive: boolean;
  readonly operands: readonly string[];
  readonly fromInput: boolean;
  readonly norc: boolean;
}

const VERSION =
  'GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n' +
  'Copyright (C) 2022 Free Software Foundation, Inc.\n' +
  'License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>\n\n' +
  'This is free software; you are free to change and redistribute it.\n' +
  'There is NO WARRANTY, to the extent permitted by law.\n';

function* run(proc: Proc, name: string, args: readonly string[]): Co<number> {
  const shell = new Shell(proc);
  shell.name = name;
  shell.arg0 = name;
  if (name === 'sh') shell.options.add('posix');
  for (const signal of proc.ignored) shell.traps.ignoredAtStart.add(signal);
  shell.traps.isMain = true;
  shell.traps.applyTo(proc);
  if (args[0] === '--version') {
    yield* out(proc, VERSION);
    return 0;
  }
  const start = yield* readArguments(shell, args);
  if (!start) return 2;
  importEnvironment(shell);
  return yield* runToEnd(shell, (one) => begin(one, start));
}

function* begin(shell: Shell, start: Start): Co<number> {
  const { command, operands } = start;
  if (command !== undefined) {
    const [arg0, ...rest] = operands;
    if (arg0 !== undefined) [shell.arg0, shell.name] = [arg0, arg0];
    shell.positional = rest;
    shell.commandString = true;
    return yield* runText(shell, command, { name: shell.name });
  }
  const [file, ...rest] = operands;
  if (file !== undefined && !start.fromInput) return yield* runFile(shell, file, rest);
  shell.positional = operands;
  if (start.interactive) return yield* runInteractive(shell, start.norc);
  shell.stdinScript = true;
  const input = shell.proc.fds.get(0);
  return yield* runText(shell, input ? yield* readToEnd(input) : '', { name: shell.name });
}

function* runFile(shell: Shell, file: string, args: readonly string[]): Co<number> {
  const opened = shell.proc.open(file, 'read');
  if (!opened.ok) {
    yield* err(shell.proc, `${shell.name}: ${file}: ${describeErrno(opened.error)}\n`);
    return opened.error === 'ENOENT' ? 127 : 126;
  }
  const found = shell.proc.files.stat(file.startsWith('/') ? file : `${shell.proc.cwd}/${file}`);
  if (found.ok && found.value.kind === 'directory') {
    yield* err(shell.proc, `${file}: ${file}: Is a directory\n`);
    return 126;
  }
  opened.value.open();
  const text = yield* readToEnd(opened.value);
  opened.value.close();
  [shell.arg0, shell.name] = [file, file];
  shell.positional = args;
  return yield* runText(shell, text, { name: file });
}

/** Bash's own options, then those of `set`. */
function* readArguments(shell: Shell, args: readonly string[]): Co<Start | undefined> {
  let hasCommand = false;
  let interactive = shell.proc.fds.get(0)?.tty === true && shell.proc.fds.get(2)?.tty === true;
  let fromInput = false;
  let norc = false;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--' || arg === '-') {
      i++;
      break;
    }
    if (arg.startsWith('--')) {
      norc ||= arg === '--norc';
      if (arg === '--posix') shell.options.add('posix');
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    if (arg.includes('c')) hasCommand = true;
    if (arg.includes('i')) interactive = true;
    if (arg.includes('s')) fromInput = true;
    const rest = arg.replace(/[cisl]/g, '');
    if (arg.startsWith('-O') || arg.startsWith('+O')) {
      const option = args[++i] ?? '';
      if (arg.startsWith('-')) shell.shopts.add(option);
      else shell.shopts.delete(option);
      continue;
    }
    if (rest.length < 2) continue;
    const takes = rest.includes('o') ? [rest, args[++i] ?? ''] : [rest];
    if ((yield* setOptions(shell, takes, shell.name)) === undefined) return undefined;
  }
  const operands = args.slice(i);
  if (!hasCommand)
    return {
      command: undefined,
      interactive: interactive && operands.length === 0,
      operands,
      fromInput,
      norc,
    };
  const [command, ...rest] = operands;
  if (command === undefined) {
    yield* err(shell.proc, `${shell.name}: -c: option requires an argument\n`);
    return undefined;
  }
  return { command, interactive: false, operands: rest, fromInput, norc };
}

function shellProgram(name: string): Program {
  return { name, options: OPTIONS, run: (proc, args) => run(proc, name, args) };
}

export const SHELL_PROGRAMS: readonly Program[] = [shellProgram('bash'), shellProgram('sh')];
