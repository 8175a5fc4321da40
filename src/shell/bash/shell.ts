// The state of one shell: what a subshell copies and what a function call nests.

import type { Command, CompoundCommand, CompoundList, Redirected } from 'unbash';
import type { Co } from '../co.ts';
import { TURN } from '../co.ts';
import type { Proc } from '../program.ts';
import { err } from '../say.ts';
import { Jobs } from './jobs.ts';
import { SET_ON, SET_OPTIONS, SHOPT_ON } from './options.ts';
import { Source } from './source.ts';
import { Traps } from './traps.ts';
import { Scopes, type Variable } from './variables.ts';
import { Exit } from './unwind.ts';

export interface ShellFunction {
  readonly name: string;
  readonly body: CompoundCommand | Redirected | CompoundList;
  readonly source: Source;
  readonly line: number;
  exported: boolean;
}

/** A function call, or a sourced file. */
export interface Frame {
  readonly name: string;
  /** Where it was called from. */
  readonly callLine: number;
  readonly source: string;
  readonly kind: 'function' | 'source';
}

/** A shell takes a turn after this many commands, so that others run and Ctrl-C gets a chance. */
const COMMANDS_PER_TURN = 100;

export class Shell {
  readonly proc: Proc;
  scopes = new Scopes();
  functions = new Map<string, ShellFunction>();
  aliases: ReadonlyMap<string, string> = new Map();
  /** The aliases as they were when the line was read: what a line defines holds from the next. */
  lineAliases: ReadonlyMap<string, string> = new Map();
  options = new Set<string>(SET_ON);
  shopts = new Set<string>(SHOPT_ON);
  disabledBuiltins = new Set<string>();
  /** $0 and $1 …. */
  arg0 = 'bash';
  positional: readonly string[] = [];
  status = 0;
  /** $$: the main shell's, in subshells too. */
  mainPid: number;
  interactive = false;
  /** How a message begins: `NAME: line N: ` or, at a prompt, `NAME: `. */
  name = 'bash';
  source = new Source('', 'bash');
  line = 1;
  /** The line for messages about a compound command: the last that was read, or where the function's body begins. */
  compoundLine = 1;
  frames: readonly Frame[] = [];
  loopDepth = 0;
  /** How many texts run within each other: the script, what it evaluates or sources, a trap. */
  textDepth = 0;
  subshellDepth = 0;
  /** In conditions and to the left of && and ||, a failure neither ends the shell (set -e) nor runs the ERR trap. */
  conditionDepth = 0;
  pipeStatus: readonly number[] = [0];
  lastBackground: number | undefined;
  lastArgument = '';
  currentCommand = '';
  dirStack: readonly string[] = [];
  readonly history: string[] = [];
  readonly expandingAliases = new Set<string>();
  readonlyFunctions = new Set<string>();
  readonly hashed = new Map<string, { path: string; hits: number }>();
  jobs = new Jobs();
  traps = new Traps();
  /** The status of the last command substitution: what an assignment alone ends with. */
  substitutionStatus: number | undefined;
  readonly startedAt: number;
  secondsOffset = 0;
  randomState: number;
  /** Descriptors of <(…) that the command being run names; they are closed after it. */
  openSubstitutions: number[] = [];
  /** The process has nothing to do after the next simple command: a program may replace it. */
  tail = false;
  /** The last command of `bash -c`, which the process has nothing to do after. */
  lastCommand: Command | undefined;
  /** The next simple command's standard error goes where its output goes (`|&`). */
  pipesErrors = false;
  /** What is said before the next prompt. */
  notices: string[] = [];
  getoptsAt = { index: 1, offset: 0 };
  /** By the OPTIND that is counted in: with one of its own, a function begins anew, and its caller goes on after it. */
  getoptsPlaces = new WeakMap<Variable, { index: number; offset: number }>();
  commandString = false;
  stdinScript = false;
  #commands = 0;

  constructor(proc: Proc) {
    this.proc = proc;
    this.mainPid = proc.pid;
    this.startedAt = proc.world.now;
    this.randomState = (proc.world.rng.next() & 0x7fff_fffe) + 1;
  }

  /** The shell of a child process: its own copy of everything. */
  copyFor(child: Proc): Shell {
    const copy = new Shell(child);
    Object.assign(copy, this, { proc: child });
    copy.scopes = this.scopes.copy();
    copy.functions = new Map(this.functions);
    copy.options = new Set(this.options);
    copy.shopts = new Set(this.shopts);
    copy.disabledBuiltins = new Set(this.disabledBuiltins);
    copy.jobs = this.jobs.copyForSubshell();
    copy.traps = this.traps.copyForSubshell(this.options);
    copy.traps.applyTo(child);
    copy.getoptsAt = { ...this.getoptsAt };
    copy.getoptsPlaces = new WeakMap();
    const [counter, counted] = [this.scopes.find('OPTIND'), copy.scopes.find('OPTIND')];
    const place = counter && this.getoptsPlaces.get(counter);
    if (place && counted) copy.getoptsPlaces.set(counted, place);
    copy.subshellDepth = this.subshellDepth + 1;
    copy.loopDepth = 0;
    copy.openSubstitutions = [];
    copy.tail = false;
    copy.lastCommand = undefined;
    copy.notices = [];
    copy.interactive = false;
    copy.randomState = (child.world.rng.next() & 0x7fff_fffe) + 1;
    return copy;
  }

  /** $-. */
  get flags(): string {
    const order = 'abefhkmnptuvxBCEHPT';
    const on = new Set([...this.options].map((name) => SET_OPTIONS[name]));
    const letters = Array.from(order)
      .filter((letter) => on.has(letter))
      .join('');
    return (
      letters +
      (this.interactive ? 'i' : '') +
      (this.commandString ? 'c' : '') +
      (this.stdinScript ? 's' : '')
    );
  }

  get inFunction(): boolean {
    return this.frames.some((frame) => frame.kind === 'function');
  }

  /** What is running: a function's file (`environment` if it came by `bash -c`), a sourced file, or the script. */
  get currentFile(): string {
    return this.frames.at(-1)?.source ?? this.name;
  }

  /** As complain, where no coroutine can go: standard error takes it at once, or it is lost. */
  warn(text: string): void {
    this.proc.fds.get(2)?.write(`${this.prefix}${text}\n`).next();
  }

  get prefix(): string {
    return this.interactive ? `${this.name}: ` : `${this.currentFile}: line ${this.line}: `;
  }

  /** Syntax errors in `bash -c` call it `bash: -c`. */
  get syntaxName(): string {
    if (this.source.label !== undefined) return `${this.currentFile}: ${this.source.label}`;
    return this.commandString && this.frames.length === 0 ? `${this.name}: -c` : this.name;
  }

  /** `bash: line 1: TEXT` on standard error. */
  *complain(text: string): Co<void> {
    yield* err(this.proc, `${this.prefix}${text}\n`);
  }

  /** The same of an error that ends a shell with `set -e` whatever it stands in (report_error in bash's error.c). */
  *report(text: string): Co<void> {
    yield* this.complain(text);
    if (this.options.has('errexit')) throw new Exit(this.status || 1);
  }

  /** A builtin's message: `bash: line 1: NAME: TEXT`. */
  *fail(builtin: string, text: string, status = 1): Co<number> {
    yield* this.complain(`${builtin}: ${text}`);
    return status;
  }

  /** Lets others run now and then. */
  *tick(): Co<void> {
    if (++this.#commands % COMMANDS_PER_TURN === 0) yield TURN;
  }
}
