// The document as a file: indented JSON whose keys come in one order, so that two versions of a lab compare well.

import { err, ok, type Result } from '../base/result.ts';
import { documentError, type DocumentError } from './document-error.ts';
import type { LabDocument } from './schema.ts';
import { parseDocument } from './validate.ts';

/** Longer text than this isn't read: 1000 machines are half a million characters. */
const MAX_TEXT_LENGTH = 8_000_000;

/** What a reader looks for first comes first; what isn't named here follows by name. */
const KEY_ORDER =
  'format version id name kind machine seed machines cables stimuli position x y netns devs ifindex ' +
  'mac mtu up addrs cidr type dst via dev pref from to port ends delay loss plugged';
const rank = new Map(KEY_ORDER.split(' ').map((key, index) => [key, index]));

export function formatDocument(document: LabDocument): string {
  return `${formatValue(document, '')}\n`;
}

export function parseDocumentText(text: string): Result<LabDocument, DocumentError> {
  const json = parseJson(text);
  return json.ok ? parseDocument(json.value) : json;
}

/** JSON.parse, with a bound and as a Result. */
function parseJson(text: string): Result<unknown, DocumentError> {
  if (text.length > MAX_TEXT_LENGTH) {
    return err(documentError('', 'too-long-text', { length: text.length, limit: MAX_TEXT_LENGTH }));
  }
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return err(documentError('', 'not-json', { detail: error instanceof Error ? error.message : '' }));
  }
}

/** As wide as a diff likes it: what fits into a line of 100 characters stays on one. */
function formatValue(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((item) => formatValue(item, `${indent}  `))
    : sortedEntries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${formatValue(item, `${indent}  `)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (parts.length === 0) return open + close;
  if (indent.length + line.length <= 100 && !line.includes('\n')) return line;
  return `${open}\n${indent}  ${parts.join(`,\n${indent}  `)}\n${indent}${close}`;
}

function sortedEntries(value: object): [string, unknown][] {
  const last = rank.size;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : 1));
}
