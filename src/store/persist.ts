// What the browser keeps. This is the only file that touches storage and location.
//
// Every window writes to a slot of its own (its name is in sessionStorage, so that a reload finds it again); the newest
// slot is what a new window starts from. So two windows never write over each other, and a lab that was replaced by an
// opened link is still there, among the recent ones.

import { byText } from '../base/order.ts';
import { err, ok, type Result } from '../base/result.ts';
import { documentError, type DocumentError } from '../document/document-error.ts';
import { formatDocument, parseDocumentText } from '../document/json.ts';
import type { LabDocument } from '../document/schema.ts';

/** The part of the Web Storage interface that is needed, so that tests bring a Map. */
export interface KeyValue {
  getItem(key: string): string | null;
  /** Throws when the quota is exceeded or storage is forbidden. */
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): readonly string[];
}

/** A lab that this browser holds. */
export interface RecentLab {
  readonly slot: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Opened (an example, a link) and never edited: nobody's work. */
  readonly pristine: boolean;
}

const LAB_PREFIX = 'packetwalk.lab.';
/** Saved data that couldn't be read is moved here and never deleted. */
const BROKEN_PREFIX = 'packetwalk.broken.';
const PREFERENCES_KEY = 'packetwalk.preferences';
const SLOT_KEY = 'packetwalk.slot';
const TERMINALS_KEY = 'packetwalk.terminals';
/** Slots beyond this many, oldest first, give way to new ones. */
const MAX_SLOTS = 24;

export interface Saved {
  readonly recent: RecentLab;
  readonly document: LabDocument;
}

export class Persist {
  readonly #storage: KeyValue;
  readonly #session: KeyValue;
  readonly #now: () => number;
  #slot: string;
  /** When this window last wrote or read its slot: if the slot says otherwise, a copy of this window wrote to it. */
  #stamp: number | undefined;

  constructor(storage: KeyValue, session: KeyValue, now: () => number) {
    this.#storage = storage;
    this.#session = session;
    this.#now = now;
    this.#slot = readItem(session, SLOT_KEY) ?? '';
  }

  /** The slot of this window; '' before its first save. */
  get slot(): string {
    return this.#slot;
  }

  /** From now on this window writes to a fresh slot: what it wrote so far stays as it is. */
  leaveSlot(): void {
    this.#slot = '';
    attempt(() => this.#session.removeItem(SLOT_KEY));
  }

  /** What a window starts with: its own slot after a reload, the newest otherwise. */
  loadStart(): Result<Saved | undefined, DocumentError> {
    const slot = this.#has(this.#slot) ? this.#slot : this.recent()[0]?.slot;
    return slot === undefined ? ok(undefined) : this.load(slot);
  }

  /** Reads a slot. If it is broken its data is moved aside, so that nothing writes over it. */
  load(slot: string): Result<Saved | undefined, DocumentError> {
    const text = readItem(this.#storage, LAB_PREFIX + slot);
    if (text === undefined) return ok(undefined);
    const record = parseRecord(text);
    if (record.ok) {
      if (slot === this.#slot) this.#stamp = record.value.head.savedAt;
      return ok({ recent: { slot, ...record.value.head }, document: record.value.document });
    }
    this.setAside(slot);
    return err(record.error);
  }

  /** Throws what storage throws. */
  save(document: LabDocument, pristine: boolean): void {
    if (this.#slot === '' || this.#isTakenOver()) this.#takeSlot();
    const savedAt = this.#now();
    const head = JSON.stringify({ name: document.name, savedAt, pristine });
    this.#storage.setItem(LAB_PREFIX + this.#slot, `${head}\n${formatDocument(document)}`);
    this.#stamp = savedAt;
  }

  recent(): RecentLab[] {
    const labs: RecentLab[] = [];
    for (const key of keysOf(this.#storage)) {
      if (!key.startsWith(LAB_PREFIX)) continue;
      const head = parseHead(readItem(this.#storage, key) ?? '');
      labs.push({ slot: key.slice(LAB_PREFIX.length), ...(head ?? UNKNOWN_HEAD) });
    }
    return labs.sort((a, b) => b.savedAt - a.savedAt || byText(a.slot, b.slot));
  }

  /** Moves what can't be read to where nothing writes over it. */
  setAside(slot: string): void {
    const text = readItem(this.#storage, LAB_PREFIX + slot);
    if (text === undefined) return;
    attempt(() => {
      this.#storage.setItem(BROKEN_PREFIX + slot, text);
      this.#storage.removeItem(LAB_PREFIX + slot);
    });
  }

  forget(slot: string): void {
    attempt(() => this.#storage.removeItem(LAB_PREFIX + slot));
  }

  readPreferences(): Record<string, unknown> {
    return parseObject(readItem(this.#storage, PREFERENCES_KEY));
  }

  writePreferences(preferences: Readonly<Record<string, unknown>>): void {
    attempt(() => this.#storage.setItem(PREFERENCES_KEY, JSON.stringify(preferences)));
  }

  /** What this window has of its terminals: for a reload. */
  readTerminals(): Record<string, unknown> {
    return parseObject(readItem(this.#session, TERMINALS_KEY));
  }

  writeTerminals(terminals: Readonly<Record<string, unknown>>): void {
    attempt(() => this.#session.setItem(TERMINALS_KEY, JSON.stringify(terminals)));
  }

  #has(slot: string): boolean {
    return slot !== '' && readItem(this.#storage, LAB_PREFIX + slot) !== undefined;
  }

  /** A browser that duplicates a tab gives both the same slot. */
  #isTakenOver(): boolean {
    const text = readItem(this.#storage, LAB_PREFIX + this.#slot);
    return text !== undefined && parseHead(text)?.savedAt !== this.#stamp;
  }

  #takeSlot(): void {
    for (const old of this.recent().slice(MAX_SLOTS - 1)) this.forget(old.slot);
    let slot = this.#now().toString(36);
    while (this.#has(slot)) slot += 'x';
    this.#slot = slot;
    attempt(() => this.#session.setItem(SLOT_KEY, slot));
  }
}

type Head = Omit<RecentLab, 'slot'>;

const UNKNOWN_HEAD: Head = { name: '', savedAt: 0, pristine: false };

/** A record is one line about the document, then the document. */
function parseRecord(text: string): Result<{ head: Head; document: LabDocument }, DocumentError> {
  const head = parseHead(text);
  if (!head) return err(documentError('', 'not-json', { detail: text.slice(0, 40) }));
  const document = parseDocumentText(text.slice(text.indexOf('\n') + 1));
  return document.ok ? ok({ head, document: document.value }) : document;
}

function parseHead(text: string): Head | undefined {
  const value = parseJson(text.slice(0, Math.max(0, text.indexOf('\n'))));
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, savedAt, pristine } = value as Record<string, unknown>;
  if (typeof name !== 'string' || typeof savedAt !== 'number') return undefined;
  return { name, savedAt, pristine: pristine === true };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseObject(text: string | undefined): Record<string, unknown> {
  const value = parseJson(text ?? '');
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Storage may be forbidden altogether: reading then finds nothing. */
function readItem(storage: KeyValue, key: string): string | undefined {
  try {
    return storage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function keysOf(storage: KeyValue): readonly string[] {
  try {
    return storage.keys();
  } catch {
    return [];
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Storage is forbidden or full. Saving the document reports it; everything else here can do without.
  }
}

/** localStorage or sessionStorage of this page, which may be forbidden: then reads find nothing and writes throw. */
export function browserStorage(which: 'local' | 'session'): KeyValue {
  const storage = (): Storage => (which === 'local' ? localStorage : sessionStorage);
  return {
    getItem: (key) => storage().getItem(key),
    setItem: (key, value) => storage().setItem(key, value),
    removeItem: (key) => storage().removeItem(key),
    keys: () => Object.keys(storage()),
  };
}

/** A storage that lasts as long as the page: for tests, and where the browser has none. */
export function memoryStorage(entries: Iterable<readonly [string, string]> = []): KeyValue {
  const map = new Map(entries);
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    keys: () => [...map.keys()],
  };
}

/** The page's `#…`, read at start and whenever the user follows a link within the page. */
export const browserFragment = {
  read: (): string => location.hash,
  /** Takes the fragment out of the address bar: what it said is now the document, and a reload must not open it again. */
  clear: (): void => history.replaceState(history.state, '', location.pathname + location.search),
  onChange(listener: () => void): () => void {
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  },
};
