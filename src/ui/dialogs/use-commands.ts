// The command palette's list: what the page can do right now.

import { useT } from '../i18n/I18n.tsx';
import { useCanvasCommands, useMachineCommands, useRunCommands } from './use-lab-commands.ts';
import { useExampleCommands, useFileCommands, useViewCommands } from './use-page-commands.ts';

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
