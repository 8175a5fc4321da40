// Opening another lab: from an example, a file, a link or the browser's own storage. It is one step of undo, and the lab
// that was open stays in its slot. What can't be read changes nothing.

import { err, ok, type Result } from '../base/result.ts';
import type { DocumentError } from '../document/document-error.ts';
import { parseDocumentText } from '../document/json.ts';
import { decodeLink, encodeLink } from '../document/link.ts';
import { phraseDocumentError } from '../document/messages.ts';
import { DOCUMENT_VERSION, type LabDocument } from '../document/schema.ts';
import { compile } from '../lab/compile.ts';
import type { AppActions } from './app-state.ts';
import { type Desk, remember, showLab } from './desk.ts';

type OpenActions = Pick<
  AppActions,
  'openDocument' | 'newLab' | 'openRecent' | 'importText' | 'openFragment' | 'shareFragment' | 'flush'
>;

const FRAGMENT = '#lab=';

const EMPTY: LabDocument = {
  format: 'packetwalk',
  version: DOCUMENT_VERSION,
  name: 'Untitled lab',
  seed: 1,
  machines: [],
  cables: [],
  stimuli: [],
};

export function openActions(desk: Desk): OpenActions {
  return {
    openDocument: (document) => open(desk, document),
    newLab: () => void open(desk, EMPTY),
    openRecent: (slot) => openRecent(desk, slot),
    importText: (text) => importText(desk, text),
    openFragment: (fragment) => openFragment(desk, fragment),
    shareFragment: async () => FRAGMENT + (await encodeLink(desk.get().document)),
    flush: () => desk.autosave.flush(),
  };
}

function open(desk: Desk, document: LabDocument): Result<void, DocumentError> {
  const compiled = compile(document);
  if (!compiled.ok) return compiled;
  const before = desk.get().document;
  desk.clock.pause();
  desk.autosave.leave();
  desk.set({ outcome: 'none', selection: { machines: [], cables: [] }, inspected: undefined });
  desk.set({ stimulus: undefined, lastCommand: undefined, notice: undefined });
  showLab(desk, compiled.value, -1);
  remember(desk, { key: 'open', name: document.name }, before);
  return ok();
}

function openRecent(desk: Desk, slot: string): void {
  const loaded = desk.persist.load(slot);
  const opened = loaded.ok && loaded.value ? open(desk, loaded.value.document) : loaded;
  if (!opened.ok) {
    const detail = phraseDocumentError(desk.get().language, opened.error);
    desk.set({ notice: { severity: 'error', key: 'saved-broken', detail }, recent: desk.persist.recent() });
  }
}

async function importText(desk: Desk, text: string): Promise<Result<void>> {
  const trimmed = text.trim();
  const link = linkIn(trimmed);
  const document = link === undefined ? parseDocumentText(trimmed) : await decodeLink(link);
  const opened = document.ok ? open(desk, document.value) : document;
  return opened.ok ? ok() : refuse(desk, 'import-refused', opened.error);
}

async function openFragment(desk: Desk, fragment: string): Promise<Result<void>> {
  if (!fragment.startsWith(FRAGMENT)) return ok();
  const document = await decodeLink(fragment.slice(FRAGMENT.length));
  const hadWork = desk.autosave.hasWork();
  desk.autosave.flush();
  const { slot } = desk.persist;
  const opened = document.ok ? open(desk, document.value) : document;
  if (!opened.ok) return refuse(desk, 'link-refused', opened.error);
  const detail = desk.get().document.name;
  const offer = hadWork && slot !== '' ? { offer: { slot } } : {};
  desk.set({ notice: { severity: 'info', key: 'link-opened', detail, ...offer } });
  return ok();
}

/** The link in a pasted address, or the text itself when it isn't JSON. */
function linkIn(text: string): string | undefined {
  const at = text.indexOf(FRAGMENT);
  if (text.startsWith('{')) return undefined;
  return at < 0 ? text : text.slice(at + FRAGMENT.length);
}

function refuse(desk: Desk, key: 'import-refused' | 'link-refused', error: DocumentError): Result<never> {
  const detail = phraseDocumentError(desk.get().language, error);
  desk.set({ notice: { severity: 'error', key, detail } });
  return err(detail);
}
