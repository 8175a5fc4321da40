// The verbs of the session: what is selected and shown. Nothing here is undone or shared.

import type { AppActions, AppState, Language, Theme } from './app-state.ts';
import type { Desk } from './desk.ts';
import type { Persist } from './persist.ts';

type SessionActions = Pick<
  AppActions,
  'select' | 'setInspectorTab' | 'inspect' | 'chooseStimulus' | 'setLanguage' | 'setTheme' | 'notify'
>;

export function sessionActions(desk: Desk): SessionActions {
  const { set } = desk;
  return {
    select: (selection) => {
      const [machine, ...others] = selection.machines;
      const follows = machine !== undefined && others.length === 0;
      set({ selection, ...(follows && { inspected: machine }) });
    },
    setInspectorTab: (inspectorTab) => set({ inspectorTab }),
    inspect: (inspected) => set({ inspected }),
    chooseStimulus: (stimulus) => set({ stimulus }),
    setLanguage: (language) => {
      set({ language });
      writePreferences(desk);
    },
    setTheme: (theme) => {
      set({ theme });
      writePreferences(desk);
    },
    notify: (notice) => set({ notice }),
  };
}

export function writePreferences({ get, persist }: Desk): void {
  const { language, theme, screenReader } = get();
  persist.writePreferences({ language, theme, screenReader });
}

export function readPreferences(
  persist: Persist,
  language: Language,
): Pick<AppState, 'language' | 'theme' | 'screenReader'> {
  const saved = persist.readPreferences();
  const languages: readonly Language[] = ['en', 'ko'];
  const themes: readonly Theme[] = ['light', 'dark', 'system'];
  return {
    language: languages.find((known) => known === saved['language']) ?? language,
    theme: themes.find((known) => known === saved['theme']) ?? 'system',
    screenReader: saved['screenReader'] === true,
  };
}
