// The verbs of the session: what is selected and shown. Nothing here is undone or shared.

import { parseInsideId } from '../lab/inside.ts';
import type { AppActions, AppState, Language, PanelName, Selection, Theme } from './app-state.ts';
import type { Desk } from './desk.ts';
import type { Persist } from './persist.ts';
import { readableSize } from './terminal-memory.ts';

type SessionActions = Pick<
  AppActions,
  | 'select'
  | 'setInspectorTab'
  | 'inspect'
  | 'chooseStimulus'
  | 'setLanguage'
  | 'setTheme'
  | 'setPanelSizes'
  | 'notify'
>;

export function sessionActions(desk: Desk): SessionActions {
  const { set } = desk;
  return {
    select: (selection) => set({ selection, ...inspectedBy(selection) }),
    setInspectorTab: (inspectorTab) => set({ inspectorTab }),
    inspect: (inspected, inspectedNetns = '') => set({ inspected, inspectedNetns }),
    chooseStimulus: (stimulus) => set({ stimulus }),
    setLanguage: (language) => {
      set({ language });
      writePreferences(desk);
    },
    setTheme: (theme) => {
      set({ theme });
      writePreferences(desk);
    },
    setPanelSizes: (sizes) => {
      set({ panelSizes: { ...desk.get().panelSizes, ...sizes } });
      writePreferences(desk);
    },
    notify: (notice) => set({ notice }),
  };
}

/** What the Device panel shows follows a selection of one. */
function inspectedBy({ machines, inside = [] }: Selection): Partial<AppState> {
  const [machine, ...others] = machines;
  if (machine !== undefined) return others.length === 0 ? { inspected: machine, inspectedNetns: '' } : {};
  const ref = inside.length === 1 ? parseInsideId(inside[0] as string) : undefined;
  return ref ? { inspected: ref.machine, inspectedNetns: ref.netns } : {};
}

export function writePreferences({ get, persist }: Desk): void {
  const { language, theme, screenReader, terminalText, panelSizes } = get();
  persist.writePreferences({ language, theme, screenReader, terminalText, panelSizes });
}

export function readPreferences(
  persist: Persist,
  language: Language,
): Pick<AppState, 'language' | 'theme' | 'screenReader' | 'terminalText' | 'panelSizes'> {
  const saved = persist.readPreferences();
  const languages: readonly Language[] = ['en', 'ko'];
  const themes: readonly Theme[] = ['light', 'dark', 'system'];
  return {
    language: languages.find((known) => known === saved['language']) ?? language,
    theme: themes.find((known) => known === saved['theme']) ?? 'system',
    screenReader: saved['screenReader'] === true,
    terminalText: readableSize(saved['terminalText']),
    panelSizes: readSizes(saved['panelSizes']),
  };
}

const PANELS: readonly PanelName[] = ['palette', 'inspector', 'timeline', 'terminal'];

function readSizes(saved: unknown): AppState['panelSizes'] {
  if (typeof saved !== 'object' || saved === null) return {};
  const sizes = PANELS.map((name) => [name, (saved as Record<string, unknown>)[name]] as const);
  return Object.fromEntries(
    sizes.filter(([, size]) => typeof size === 'number' && size >= 0 && size < 10_000),
  ) as AppState['panelSizes'];
}
