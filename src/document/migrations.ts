// Brings a document of an older version up to the present one, by named steps; refuses what is newer than this program.

import { err, ok, type Result } from '../base/result.ts';
import { documentError, type DocumentError } from './document-error.ts';
import { DOCUMENT_VERSION } from './schema.ts';

interface Migration {
  /** What it changes, in words: `2: cables have a delay`. */
  readonly name: string;
  readonly from: number;
  readonly up: (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** One step per version, oldest first. Version 1 is the first there was, so there is none yet. */
const MIGRATIONS: readonly Migration[] = [];

/** The document with the present version's shape, unchecked. */
export function migrate(json: unknown): Result<unknown, DocumentError> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return err(foreign());
  const document = json as Record<string, unknown>;
  if (document['format'] !== 'packetwalk') return err(foreign());
  const version = document['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return err(documentError('version', 'unknown-version', { version: String(version).slice(0, 40) }));
  }
  if (version > DOCUMENT_VERSION) {
    return err(documentError('version', 'newer-version', { version, known: DOCUMENT_VERSION }));
  }
  let current = document;
  for (const migration of MIGRATIONS) {
    if (migration.from === current['version']) current = migration.up(current);
  }
  return ok(current);
}

function foreign(): DocumentError {
  return documentError('', 'not-packetwalk');
}
