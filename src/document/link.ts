// The share link: a whole lab in a URL's fragment. `1.` (the link's version), then base64url of a three-octet check and
// the deflated columns of the document. Sizes are in README.md.

import { err, ok, type Result } from '../base/result.ts';
import { findForeign, fromBase64url, toBase64url } from './base64url.ts';
import { ColumnReader, ColumnWriter } from './columns.ts';
import { deflate, inflate } from './deflate.ts';
import { type DocumentError, type DocumentErrorKey, documentError } from './document-error.ts';
import { walkDocument } from './link-shape.ts';
import { DOCUMENT_VERSION, type LabDocument } from './schema.ts';
import { parseDocument } from './validate.ts';

const LINK_VERSION = 1;

/** Browsers load fragments of up to 2 MiB; a lab of 1000 machines has about 25,000 characters. */
export const MAX_LINK_LENGTH = 1_000_000;
export const MAX_UNPACKED = 8_000_000;
/** 1000 machines take about 60,000 cells. */
const MAX_CELLS = 4_000_000;
const CHECK_LENGTH = 3;

export async function encodeLink(document: LabDocument): Promise<string> {
  const columns = new ColumnWriter();
  walkDocument(columns, document);
  const packed = await deflate(new TextEncoder().encode(JSON.stringify(columns.finish())));
  const octets = new Uint8Array(CHECK_LENGTH + packed.length);
  octets.set(check(packed));
  octets.set(packed, CHECK_LENGTH);
  return `${LINK_VERSION}.${toBase64url(octets)}`;
}

/** The document of a link, or what is wrong with the link or the document. Never throws. */
export async function decodeLink(text: string): Promise<Result<LabDocument, DocumentError>> {
  const packed = unwrapLink(text.trim());
  if (!packed.ok) return packed;
  const inflated = await inflate(packed.value, MAX_UNPACKED);
  if (inflated.kind === 'too-big') return refuse('link-too-big', { limit: MAX_UNPACKED });
  if (inflated.kind === 'damaged') return refuse('link-cut');
  const columns = readColumns(inflated.octets);
  return columns.ok ? parseDocument(columns.value) : columns;
}

/** Takes the link's clothes off: version, alphabet and check. */
function unwrapLink(text: string): Result<Uint8Array<ArrayBuffer>, DocumentError> {
  if (text === '') return refuse('link-empty');
  if (text.length > MAX_LINK_LENGTH) {
    return refuse('too-long-text', { length: text.length, limit: MAX_LINK_LENGTH });
  }
  const [, version = '', body = ''] = /^(\d{1,6})\.(.*)$/s.exec(text) ?? [];
  if (version === '' || Number(version) < 1) return refuse('link-prefix', { received: text.slice(0, 12) });
  if (Number(version) > LINK_VERSION) return refuse('link-newer', { version, known: LINK_VERSION });
  const foreign = findForeign(body);
  if (foreign) {
    const place = foreign.place + text.length - body.length + 1;
    return refuse('link-alphabet', { character: foreign.character, place });
  }
  const octets = fromBase64url(body);
  if (!octets || octets.length <= CHECK_LENGTH) return refuse('link-cut');
  const packed = octets.slice(CHECK_LENGTH);
  return check(packed).every((octet, i) => octet === octets[i]) ? ok(packed) : refuse('link-cut');
}

function readColumns(octets: Uint8Array): Result<unknown, DocumentError> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets));
    const reader = new ColumnReader(json, MAX_CELLS);
    const document = walkDocument(reader, undefined);
    reader.finish();
    return ok({ ...(document as object), version: DOCUMENT_VERSION });
  } catch (error) {
    return refuse('link-shape', { detail: error instanceof Error ? error.message.slice(0, 80) : '' });
  }
}

/** Three octets of FNV-1a: deflate has no check of its own, and one wrong character may still unpack to a lab. */
function check(octets: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const octet of octets) hash = Math.imul(hash ^ octet, 0x01000193);
  const folded = (hash ^ (hash >>> 24)) >>> 0;
  return Uint8Array.of(folded & 255, (folded >>> 8) & 255, (folded >>> 16) & 255);
}

function refuse(
  key: DocumentErrorKey,
  params: Readonly<Record<string, string | number>> = {},
): Result<never, DocumentError> {
  return err(documentError('', key, params));
}
