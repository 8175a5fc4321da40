// What a reload keeps of the terminals: which were open, and the commands that were typed. It is the window's
// (sessionStorage), not the lab's: a shared link carries a machine's files, but nobody's history.

import type { Persist } from './persist.ts';
import type { TerminalState, TerminalTab } from './terminal-state.ts';

type Kept = Pick<TerminalState, 'terminals' | 'terminal' | 'histories'>;

/** The size of a terminal's text unless the user wants another. */
export const TERMINAL_TEXT = 12;
const SMALLEST = 8;
const BIGGEST = 28;

export function readableSize(value: unknown): number {
  return typeof value === 'number' ? Math.max(SMALLEST, Math.min(BIGGEST, value)) : TERMINAL_TEXT;
}

/** Commands of a machine that are kept. */
const LONGEST = 500;

/** What the window kept, as far as its machines are still there. */
export function recallTerminals(persist: Persist, machines: readonly { readonly id: string }[]): Kept {
  const kept = persist.readTerminals();
  const isThere = (id: string): boolean => machines.some((machine) => machine.id === id);
  const tabs = listOf(kept['terminals']).filter((tab) => isTab(tab));
  const terminals = tabs
    .filter(({ machine }) => isThere(machine))
    .map(({ id, machine, netns, nth }) => ({ id, machine, netns, nth }));
  const terminal = terminals.find(({ id }) => id === kept['terminal'])?.id;
  return { terminals, terminal, histories: historiesOf(kept['histories']) };
}

/** Writes them when they have changed. */
export function keepTerminals(persist: Persist, state: Kept, before: Kept): void {
  const { terminals, terminal, histories } = state;
  if (terminals === before.terminals && terminal === before.terminal && histories === before.histories)
    return;
  persist.writeTerminals({ terminals, terminal, histories });
}

/** The commands of a machine's shells, for its next one. */
export function withHistory(
  histories: Kept['histories'],
  machine: string,
  commands: readonly string[],
): Kept['histories'] {
  return { ...histories, [machine]: commands.slice(-LONGEST) };
}

function isTab(value: unknown): value is TerminalTab {
  if (typeof value !== 'object' || value === null) return false;
  const { id, machine, netns, nth } = value as Record<string, unknown>;
  return [id, machine, netns].every((part) => typeof part === 'string') && typeof nth === 'number';
}

function historiesOf(value: unknown): Kept['histories'] {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).map(([machine, lines]) => [
    machine,
    listOf(lines).filter((line) => typeof line === 'string'),
  ]);
  return Object.fromEntries(entries) as Kept['histories'];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
