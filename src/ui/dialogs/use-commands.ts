// The command palette's list: what the page can do right now.

import { EXAMPLES } from '../../document/examples.ts';
import { usePage } from '../app/page-scope.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { useExports } from '../app/use-exports.ts';
import { focusWhenShown } from '../canvas/pointer.ts';
import { MACHINE_KINDS, useCanvasScope } from '../canvas/scope.ts';
import { LANGUAGES } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';

export interface Command {
  readonly id: string;
  readonly text: string;
  readonly keys?: string;
  run(): void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

export function useCommands(): readonly CommandGroup[] {
  const t = useT();
  const titles = t.dialogs.commands.groups;
  return [
    { title: titles.run, commands: useRunCommands() },
    { title: titles.canvas, commands: useCanvasCommands() },
    { title: titles.machines, commands: useMachineCommands() },
    { title: titles.examples, commands: useExampleCommands() },
    { title: titles.file, commands: useFileCommands() },
    { title: titles.view, commands: useViewCommands() },
  ];
}

function useRunCommands(): Command[] {
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

function useCanvasCommands(): Command[] {
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

function useMachineCommands(): Command[] {
  const words = useT().dialogs.commands;
  const machines = useApp((state) => state.document.machines);
  const actions = useActions();
  return machines.map(({ id, name }) => ({
    id: `go-${id}`,
    text: words.goTo(name),
    run: () => {
      actions.select({ machines: [id], cables: [] });
      // After the dialog has given the focus back.
      setTimeout(() => focusWhenShown(id), 0);
    },
  }));
}

function useExampleCommands(): Command[] {
  const language = useApp((state) => state.language);
  const { openDocument } = useActions();
  return EXAMPLES.map((example) => ({
    id: `example-${example.id}`,
    text: example.title[language],
    run: () => void openDocument(example.document),
  }));
}

function useFileCommands(): Command[] {
  const t = useT();
  const page = usePage();
  const { newLab } = useActions();
  const exports = useExports();
  return [
    { id: 'new', text: t.app.newLab, run: newLab },
    { id: 'open', text: t.app.open, run: page.chooseFile },
    { id: 'share', text: t.app.share, run: () => page.dialog.set('share') },
    { id: 'export-json', text: `${t.app.export}: ${t.app.exportJson}`, run: exports.json },
    { id: 'export-link', text: `${t.app.export}: ${t.app.exportLink}`, run: exports.link },
    { id: 'export-script', text: `${t.app.export}: ${t.app.exportScript}`, run: exports.script },
    ...(exports.hasRun
      ? [{ id: 'export-pcap', text: `${t.app.export}: ${t.app.exportPcap}`, run: exports.pcap }]
      : []),
  ];
}

function useViewCommands(): Command[] {
  const t = useT();
  const page = usePage();
  const { setTheme, setLanguage } = useActions();
  const words = t.dialogs.commands;
  return [
    ...(['palette', 'inspector', 'timeline'] as const).map((panel) => ({
      id: `fold-${panel}`,
      text: words.fold(t.app.panels[panel]),
      run: page.folds[panel].toggle,
    })),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      text: words.theme(t.app.themes[theme]),
      run: () => setTheme(theme),
    })),
    ...LANGUAGES.map(({ code, name }) => ({
      id: `language-${code}`,
      text: `${t.app.language}: ${name}`,
      run: () => setLanguage(code),
    })),
    { id: 'help', text: t.app.help, keys: '?', run: () => page.dialog.set('help') },
  ];
}
