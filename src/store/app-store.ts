// The app's state as a vanilla zustand store (style rule R14): it runs without React and without a browser.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { unwrap } from '../base/result.ts';
import { EXAMPLES, exampleDocument } from '../document/examples.ts';
import { phraseDocumentError } from '../document/messages.ts';
import { compile } from '../lab/compile.ts';
import type { Lab } from '../lab/lab.ts';
import { snapshot } from '../lab/snapshot.ts';
import type { AppActions, AppState, Notice } from './app-state.ts';
import { createAutosave } from './autosave.ts';
import { canvasActions } from './canvas-actions.ts';
import type { Desk } from './desk.ts';
import { idleScheduler, type StoreDeps } from './deps.ts';
import { documentActions } from './document-actions.ts';
import { openActions } from './open-actions.ts';
import { memoryStorage, Persist } from './persist.ts';
import { createPlayerClock } from './player-clock.ts';
import { playerActions } from './player-actions.ts';
import { readPreferences, sessionActions } from './session-actions.ts';
import { terminalActions } from './terminal-actions.ts';
import { keepTerminals, recallTerminals, TERMINAL_TEXT } from './terminal-memory.ts';

export type AppStore = StoreApi<AppState>;

/** Starts with what the browser holds, or with the first example. A link in the address is opened by `openFragment`. */
export function createAppStore(deps: StoreDeps = {}): AppStore {
  const persist = new Persist(
    deps.storage ?? memoryStorage(),
    deps.window ?? memoryStorage(),
    deps.now ?? (() => 0),
  );
  const preferences = readPreferences(persist, deps.language ?? 'en');
  const start = startingLab(persist, preferences.language);
  const store = createStore<AppState>((set, get) => {
    const state = { get, set: (patch: Partial<AppState>) => set(patch) };
    const clock = createPlayerClock(deps, state);
    const autosave = createAutosave(persist, deps.scheduler ?? idleScheduler, state, start.hasWork);
    const desk: Desk = { ...state, clock, persist, autosave };
    return {
      ...initialState(start.lab, persist),
      ...preferences,
      notice: start.notice,
      recent: persist.recent(),
      playback: clock.playback,
      actions: actionsOf(desk),
    };
  });
  store.subscribe((state, before) => keepTerminals(persist, state, before));
  return store;
}

function actionsOf(desk: Desk): AppActions {
  return {
    ...documentActions(desk),
    ...canvasActions(desk),
    ...openActions(desk),
    ...sessionActions(desk),
    ...playerActions(desk),
    ...terminalActions(desk),
  };
}

type Initial = Omit<AppState, 'language' | 'theme' | 'notice' | 'recent' | 'playback' | 'actions'>;

function initialState(lab: Lab, persist: Persist): Initial {
  const document = snapshot(lab);
  return {
    lab,
    document,
    past: [],
    future: [],
    saved: 'saved',
    selection: { machines: [], cables: [] },
    inspectorTab: 'step',
    inspected: undefined,
    inspectedNetns: '',
    panelSizes: {},
    stimulus: document.stimuli[0]?.id,
    lastCommand: undefined,
    cursor: -1,
    length: 0,
    playing: false,
    speed: 1,
    filter: [],
    revision: 0,
    recording: 0,
    outcome: 'none',
    ...recallTerminals(persist, document.machines),
    live: 'idle',
    screenReader: false,
    terminalText: TERMINAL_TEXT,
  };
}

interface Start {
  readonly lab: Lab;
  readonly hasWork: boolean;
  readonly notice: Notice | undefined;
}

/** Saved data that is broken is kept aside and told; the page opens on the example all the same. */
function startingLab(persist: Persist, language: 'en' | 'ko'): Start {
  const saved = persist.loadStart();
  if (!saved.ok) return exampleStart(language, brokenNotice(phraseDocumentError(language, saved.error)));
  if (!saved.value) return exampleStart(language, undefined);
  const lab = compile(saved.value.document);
  if (!lab.ok) persist.setAside(saved.value.recent.slot);
  if (!lab.ok) return exampleStart(language, brokenNotice(phraseDocumentError(language, lab.error)));
  return { lab: lab.value, hasWork: !saved.value.recent.pristine, notice: undefined };
}

function exampleStart(language: 'en' | 'ko', notice: Notice | undefined): Start {
  return { lab: unwrap(compile(exampleDocument(EXAMPLES[0], language))), hasWork: false, notice };
}

function brokenNotice(detail: string): Notice {
  return { severity: 'error', key: 'saved-broken', detail };
}
