// Commands about the lab: running, drawing, going to a machine.

import { useActions, useApp } from '../app/store-context.ts';
import { focusWhenShown } from '../canvas/pointer.ts';
import { MACHINE_KINDS, useCanvasScope } from '../canvas/scope.ts';
import { useT } from '../i18n/I18n.tsx';
import type { Command } from './use-commands.ts';

export function useRunCommands(): Command[] {
  const words = useT().dialogs.commands;
  const stimuli = useApp((state) => state.document.stimuli);
  const machines = useApp((state) => state.document.machines);
  const playing = useApp((state) => state.playing);
  const actions = useActions();
  const nameOf = (id: string) => machines.find((machine) => machine.id === id)?.name ?? id;
  return [
    ...stimuli.map((stimulus) => ({
      id: `run-${stimulus.id}`,
      text: words.run(`${stimulus.kind} ${nameOf(stimulus.machine)} → ${stimulus.to}`),
      run: () => {
        actions.chooseStimulus(stimulus.id);
        actions.runStimulus();
        actions.play();
      },
    })),
    { id: 'play', text: words.play, keys: 'Space', run: playing ? actions.pause : actions.play },
    { id: 'step', text: words.stepForward, keys: '→', run: actions.step },
    { id: 'back', text: words.stepBack, keys: '←', run: actions.stepBack },
    { id: 'start', text: words.toStart, keys: 'Home', run: actions.seekStart },
    { id: 'reset', text: words.reset, run: actions.resetRun },
  ];
}

export function useCanvasCommands(): Command[] {
  const t = useT();
  const { verbs, ui } = useCanvasScope();
  const actions = useActions();
  const selected = useApp((state) => state.selection.machines[0]);
  return [
    ...MACHINE_KINDS.map((kind) => ({
      id: `add-${kind}`,
      text: t.dialogs.commands.add(t.common.machineKind[kind]),
      run: () => verbs.get().addMachine(kind),
    })),
    ...(selected === undefined
      ? []
      : [
          { id: 'connect', text: t.canvas.connectTo, keys: 'C', run: () => ui.set({ connecting: selected }) },
          { id: 'rename', text: t.canvas.rename, keys: 'F2', run: () => ui.set({ renaming: selected }) },
          { id: 'duplicate', text: t.canvas.duplicate, keys: 'Ctrl+D', run: actions.duplicateSelection },
          { id: 'remove', text: t.canvas.remove, keys: 'Delete', run: actions.removeSelection },
        ]),
    { id: 'undo', text: t.app.undo, keys: 'Ctrl+Z', run: actions.undo },
    { id: 'redo', text: t.app.redo, keys: 'Ctrl+Shift+Z', run: actions.redo },
    { id: 'fit', text: t.canvas.fit, keys: 'Shift+1', run: () => verbs.get().fit() },
  ];
}

export function useMachineCommands(): Command[] {
  const t = useT();
  const words = t.dialogs.commands;
  const machines = useApp((state) => state.document.machines);
  const actions = useActions();
  const goTo = machines.map(({ id, name }) => ({
    id: `go-${id}`,
    text: words.goTo(name),
    run: () => {
      actions.select({ machines: [id], cables: [] });
      // After the dialog has given the focus back.
      setTimeout(() => focusWhenShown(id), 0);
    },
  }));
  const terminals = machines.map(({ id, name }) => ({
    id: `terminal-${id}`,
    text: t.terminal.openOn(name),
    // After the dialog has given the focus back.
    run: () => void setTimeout(() => actions.openTerminal(id), 0),
  }));
  return [...goTo, ...terminals];
}
