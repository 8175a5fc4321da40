// What a command in a terminal does to the document, the timeline and undo.

import { expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { applyOp } from '../../src/engine/apply.ts';
import type { MachineId } from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { createAppStore } from '../../src/store/app-store.ts';

function open() {
  const store = createAppStore();
  const { lab, document, actions } = store.getState();
  const machine = document.machines[0]?.id as MachineId;
  const add = (name: string): Op => ({ op: 'netns.add', machine, name });
  /** A command line that makes namespaces, one after the other. */
  const command = (label: string, ...names: string[]) => {
    actions.goLive();
    for (const name of names) {
      unwrap(applyOp(lab.world, add(name)));
      actions.recordLive({ key: 'command', name: label });
    }
    actions.endLive();
  };
  const namespaces = () => store.getState().document.machines[0]?.netns.map(({ name }) => name);
  return { store, actions, command, namespaces, machine };
}

test('a command line is one step of undo with its own label, however often it changes something', () => {
  const { store, actions, command, namespaces } = open();
  command('ip netns add red; ip netns add blue', 'red', 'blue');
  expect(namespaces()).toEqual(['', 'blue', 'red']);
  expect(store.getState().past.map(({ label }) => label.name)).toEqual([
    'ip netns add red; ip netns add blue',
  ]);
  actions.undo();
  expect(namespaces()).toEqual(['']);
  actions.redo();
  expect(namespaces()).toEqual(['', 'blue', 'red']);
});

test('a command begins at the end of the recording and drops nothing of it', () => {
  const { store, actions, command } = open();
  actions.runStimulus();
  actions.seekStart();
  const { length } = store.getState();
  command('ip netns add red', 'red');
  expect(store.getState().length).toBeGreaterThan(length);
  expect(store.getState().cursor).toBe(store.getState().length - 1);
});

test('looking around pauses what runs in a terminal, and play goes on with it', () => {
  const { store, actions } = open();
  actions.runStimulus();
  actions.goLive();
  expect(store.getState().live).toBe('running');
  actions.stepBack();
  expect(store.getState().live).toBe('paused');
  actions.play();
  expect(store.getState().live).toBe('running');
});

test('a place has one terminal unless another is asked for, and a closed one leaves its neighbour shown', () => {
  const { store, actions, machine } = open();
  actions.openTerminal(machine);
  actions.openTerminal(machine);
  actions.openTerminal(machine, 'red');
  actions.openTerminal(machine, '', true);
  const ids = store.getState().terminals.map(({ netns, nth }) => `${netns}:${nth}`);
  expect(ids).toEqual([':1', 'red:1', ':2']);
  const { terminal } = store.getState();
  actions.closeTerminal(terminal as string);
  expect(store.getState().terminal).toBe(store.getState().terminals[1]?.id);
});
