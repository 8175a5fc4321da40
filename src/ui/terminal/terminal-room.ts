// The room where the terminals stand: one shell host a world, a session a terminal, and the clock that lets virtual time
// pass while something runs in one of them. Time stands still while every shell waits for a command.
//
// The world is journaled, processes are not: a shell goes on only at the end of the recording, and what takes the world
// elsewhere (undo, an edit in the past, another lab) ends what runs.

import type { MachineId, Nanos } from '../../engine/ids.ts';
import { MILLISECOND } from '../../engine/ids.ts';
import { seekEvent } from '../../engine/playhead.ts';
import { netnsIdOf } from '../../lab/netns-pairs.ts';
import { shellsOf } from '../../lab/shell-session.ts';
import { PROGRAMS } from '../../shell/commands/registry.ts';
import type { Ended } from '../../shell/program.ts';
import type { AskingShell } from '../../shell/terminal.ts';
import type { ShellHost } from '../../shell/host.ts';
import { Process } from '../../shell/process.ts';
import type { AppState } from '../../store/app-state.ts';
import type { TerminalTab } from '../../store/terminal-state.ts';
import type { AppStore } from '../app/store-context.ts';
import { complete } from './completion.ts';
import { createTerminalSession, type TerminalSession } from './session.ts';
import { tabId } from './tab-id.ts';

export interface TerminalRoom {
  /** The session of a terminal, made and started when it is first asked for. */
  session(tab: TerminalTab): TerminalSession;
  setWords(words: RoomWords): void;
}

export interface RoomWords {
  /** What ran was ended because … */
  readonly undone: string;
  readonly opened: string;
  readonly failed: string;
  /** Not why, but what came in between. */
  readonly rebooted: string;
}

interface Entry {
  readonly tab: TerminalTab;
  readonly session: TerminalSession;
  pid: number | undefined;
  /** The shell that last asked for a command in it. */
  shell: AskingShell | undefined;
}

/** Computing takes no more of a frame than this: the page stays at 60 frames a second. */
const FRAME_BUDGET_MS = 7;
const STEPS = 8;
/** A hidden page gets no frames: what it missed isn't made up for. */
const LONGEST_FRAME_MS = 100;
const LONGEST_LABEL = 60;

const rooms = new WeakMap<AppStore, TerminalRoom>();

export function roomOf(store: AppStore): TerminalRoom {
  const known = rooms.get(store) ?? createTerminalRoom(store);
  rooms.set(store, known);
  return known;
}

export function createTerminalRoom(store: AppStore): TerminalRoom {
  const entries = new Map<string, Entry>();
  let host = shellsOf(store.getState().lab.world);
  let words: RoomWords = { undone: '', opened: '', failed: '', rebooted: '' };
  let command = '';
  let frame: number | undefined;
  let lastFrame = 0;
  /** The time up to which shells have run. */
  let latest = host.world.now;
  /** The store is told of the world's progress: what it says then is no news. */
  let telling = false;
  /** Each terminal has a device of its own. */
  let tty = 0;
  /** How many commands of a shell's history the store knows. */
  const noted = new WeakMap<readonly string[], number>();

  const actions = () => store.getState().actions;

  function start(entry: Entry): void {
    const { machine, netns } = entry.tab;
    atTheEnd(() => {
      entry.pid = host.spawnShell(
        machine as MachineId,
        { terminal: entry.session.line.shell },
        netnsIdOf(machine, netns),
      );
      advance(host.world.now);
    });
  }

  /** Starting a shell changes the world (a process id): not where the recording has a future. */
  function atTheEnd(change: () => void): void {
    const { world } = host;
    const { cursor, length } = store.getState();
    world.journal.seek(world.journal.length);
    change();
    if (cursor < length - 1) seekEvent(world, cursor);
  }

  /** Lets processes run, for as long as a frame allows. */
  function advance(until: Nanos): void {
    const started = performance.now();
    if ([...entries.values()].some(({ session }) => session.isFlooded)) return;
    try {
      for (let goesOn = true; goesOn && performance.now() - started < FRAME_BUDGET_MS; ) {
        const { reason } = host.step(STEPS, until);
        goesOn = pump() || reason === 'budget';
      }
    } catch (thrown) {
      fail(thrown);
    }
    latest = host.world.now;
  }

  /** What was typed ahead is handed on, a line at a time. */
  function pump(): boolean {
    let fed = false;
    for (const { session } of entries.values()) fed = session.line.pump() || fed;
    return fed;
  }

  /** A bug of ours must not take the page along. */
  function fail(thrown: unknown): void {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    for (const { session } of entries.values())
      if (!session.line.atPrompt) session.line.say(`${words.failed} ${why}`);
  }

  /** What the command before it did is told first: the playhead follows what the store knows. */
  function beginCommand(line: string): void {
    const text = line.trim();
    if (text === '') return;
    if (isAtTheEnd()) tell();
    command = text.slice(0, LONGEST_LABEL);
    goLive();
  }

  function noteShell(entry: Entry, shell: AskingShell): void {
    entry.shell = shell;
    noteCommands(entry.tab.machine, shell.history);
    telling = true;
    actions().placeTerminal(entry.tab.id, host.world.netns.get(shell.proc.netns)?.name ?? '');
    telling = false;
  }

  /** What a shell has in its history since it was last asked. */
  function noteCommands(machine: string, history: readonly string[]): void {
    const known = noted.get(history) ?? store.getState().histories[machine]?.length ?? 0;
    noted.set(history, history.length);
    if (history.length === known) return;
    const kept = history.length < known ? [] : (store.getState().histories[machine] ?? []);
    telling = true;
    actions().rememberCommands(machine, [...kept, ...history.slice(history.length < known ? 0 : known)]);
    telling = false;
  }

  function goLive(): void {
    telling = true;
    actions().goLive();
    telling = false;
  }

  /** Ctrl-C works even while the playhead is in the past. */
  function hear(isControl: boolean): void {
    if (isControl && !isAtTheEnd()) goLive();
    kick();
  }

  function isBusy(): boolean {
    for (const { session, pid } of entries.values())
      if (pid !== undefined && !session.line.atPrompt) return true;
    const asking = new Set([...entries.values()].flatMap(({ shell }) => lineage(host, shell?.proc.pid)));
    return host.processes
      .list()
      .some((each) => each.ppid !== 0 && !asking.has(each.pid) && !each.ended && !each.stopped);
  }

  /** Runs what can run at once, and asks for a frame if something has to wait. */
  function kick(): void {
    if (!isAtTheEnd()) return;
    advance(host.world.now);
    tell();
    goOn();
  }

  function goOn(): void {
    if (!isBusy()) {
      if (store.getState().live !== 'idle') actions().endLive();
      return;
    }
    if (frame !== undefined || !mayPass()) return;
    lastFrame = performance.now();
    frame = requestAnimationFrame(onFrame);
  }

  function onFrame(now: number): void {
    frame = undefined;
    if (!mayPass()) return;
    const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - lastFrame)) * store.getState().speed;
    lastFrame = now;
    advance((host.world.now + Math.round(passed * MILLISECOND)) as Nanos);
    tell();
    if (isBusy() && mayPass()) frame = requestAnimationFrame(onFrame);
    else goOn();
  }

  /** Does time pass? Not while the player is paused, and not while it still shows what happened before. */
  function mayPass(): boolean {
    return store.getState().live === 'running' && isAtTheEnd();
  }

  function isAtTheEnd(): boolean {
    const { cursor, length, lab } = store.getState();
    return lab.world === host.world && cursor >= length - 1;
  }

  function tell(): void {
    // A command that runs is remembered, even if its shell never asks for another.
    for (const { tab, shell } of entries.values()) if (shell) noteCommands(tab.machine, shell.history);
    telling = true;
    actions().recordLive({ key: 'command', name: command });
    telling = false;
    for (const entry of entries.values()) if (entry.pid !== undefined) afterEnd(entry, host.ended(entry.pid));
  }

  /** A shell that has ended closes its terminal; one that went with its machine gets a successor. */
  function afterEnd(entry: Entry, ended: Ended | undefined): void {
    if (!ended) return;
    if (!ended.rebooted) return actions().closeTerminal(entry.tab.id);
    entry.pid = undefined;
    entry.session.line.say(words.rebooted);
    entry.session.line.renew();
    if (isThere(entry.tab)) start(entry);
  }

  /** Ends what runs, and gives the terminals where it ran new shells. */
  function endRunning(why: string, all: boolean): void {
    const busy = [...entries.values()].filter(
      (entry) => all || treeOf(host, entry.pid).length > 1 || !entry.session.line.atPrompt,
    );
    for (const entry of busy) {
      kill(entry);
      entry.session.line.say(why);
      entry.session.line.renew();
    }
    for (const entry of busy) if (isThere(entry.tab)) start(entry);
  }

  function kill(entry: Entry): void {
    for (const pid of treeOf(host, entry.pid)) host.signal(pid, 'SIGKILL');
    entry.pid = undefined;
  }

  function isThere({ machine, netns }: TerminalTab): boolean {
    return store.getState().lab.world.netns.has(netnsIdOf(machine, netns));
  }

  function onChange(state: AppState, before: AppState): void {
    if (telling) return;
    sweep(state);
    if (state.lab.world !== host.world) {
      for (const entry of entries.values()) kill(entry);
      host = shellsOf(state.lab.world);
      endRunning(words.opened, true);
    } else if (wentBack(state, before) || isUndo(state, before)) endRunning(words.undone, false);
    if (state.live === 'running' || isBusy()) queueMicrotask(kick);
  }

  /** Was a part of the recording dropped in which a shell was at work? */
  function wentBack(state: AppState, before: AppState): boolean {
    const back = state.length < before.length && state.lab.world.now < latest;
    if (back) latest = state.lab.world.now;
    return back;
  }

  /** Terminals that were closed, and those whose machine or namespace is gone. */
  function sweep(state: AppState): void {
    for (const { id, ...tab } of state.terminals) {
      if (!isThere({ id, ...tab })) return queueMicrotask(() => actions().closeTerminal(id));
    }
    const open = new Set(state.terminals.map(({ id }) => id));
    for (const [id, entry] of entries) {
      if (open.has(id)) continue;
      if (isAtTheEnd()) kill(entry);
      entry.session.dispose();
      entries.delete(id);
    }
  }

  store.subscribe(onChange);

  function create(tab: TerminalTab): Entry {
    const session = createTerminalSession({
      onCommand: beginCommand,
      onPrompt: (shell) => shell && noteShell(entry, shell),
      onInput: hear,
      name: `/dev/pts/${tty++}`,
      history: () => store.getState().histories[tab.machine] ?? [],
      onZoom: (by) => actions().zoomTerminals(by),
      isReading: () => reads(host, session),
      onLeave: () => document.getElementById(tabId(tab))?.focus(),
      complete: (text, { proc, commands, variables }) => {
        const { world, machine, netns, files, cwd } = proc;
        return complete(text, { world, machine, netns, files, cwd, registry: PROGRAMS, commands, variables });
      },
    });
    const entry: Entry = { tab, session, pid: undefined, shell: undefined };
    return entry;
  }

  return {
    session(tab) {
      const known = entries.get(tab.id);
      if (known) return known.session;
      const entry = create(tab);
      entries.set(tab.id, entry);
      // Once it is in the page, so that the shell knows how wide it is.
      requestAnimationFrame(() => {
        if (entries.get(tab.id) === entry && isThere(tab)) start(entry);
      });
      return entry.session;
    },
    setWords: (next) => {
      words = next;
    },
  };
}

function isUndo(state: AppState, before: AppState): boolean {
  const undone = state.past.length < before.past.length && state.future.length > before.future.length;
  const redone = state.past.length > before.past.length && state.future.length < before.future.length;
  return undone || redone;
}

/** A process and those that it comes from: a shell that asks, and the shells that wait for it. */
function lineage(host: ShellHost, pid: number | undefined): number[] {
  const process = pid === undefined ? undefined : host.processes.get(pid);
  return process ? [process.pid, ...lineage(host, process.ppid)] : [];
}

/** A process and those that come from it, children first. */
function treeOf(host: ShellHost, root: number | undefined): number[] {
  if (root === undefined) return [];
  const children = host.processes.list().filter((each) => each.ppid === root && !each.ended);
  return [...children.flatMap((each) => treeOf(host, each.pid)), root];
}

function reads(host: ShellHost, session: TerminalSession): boolean {
  return host.processes.list().some((each) => {
    if (!(each instanceof Process) || each.ended) return false;
    const wait = each.waitsFor;
    return wait.for === 'readable' && wait.stream === session.line.shell.stream;
  });
}
