// Labs as files, by extension: .json is the document, .link a share link (or its fragment).

import { extname } from 'node:path';
import type { Result } from '../base/result.ts';
import type { DocumentError } from '../document/document-error.ts';
import { parseDocumentText } from '../document/json.ts';
import { decodeLink } from '../document/link.ts';
import { phraseDocumentError } from '../document/messages.ts';
import type { LabDocument } from '../document/schema.ts';
import type { Io } from './io.ts';
import { UsageError } from './options.ts';

/** Throws a UsageError that says which file, what, and where in it. */
export async function readTopology(path: string, io: Io, language = io.language): Promise<LabDocument> {
  const read = await parseTopology(path, readText(path, io));
  if (!read.ok) throw new UsageError(`${path}: ${phraseDocumentError(language, read.error)}`);
  return read.value;
}

export async function parseTopology(path: string, text: string): Promise<Result<LabDocument, DocumentError>> {
  switch (extname(path)) {
    case '.json':
      return parseDocumentText(text);
    case '.link':
      return decodeLink(text.trim().replace(/^.*#lab=/s, ''));
    default:
      throw new UsageError(`${path}: a topology is a .json or a .link file`);
  }
}

export function readText(path: string, io: Io): string {
  try {
    return io.read(path);
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
