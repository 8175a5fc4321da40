// `packetwalk convert IN OUT`: one form of a lab into another, by extension.

import { extname } from 'node:path';
import { formatDocument } from '../document/json.ts';
import { encodeLink } from '../document/link.ts';
import { phraseDocumentError } from '../document/messages.ts';
import type { LabDocument } from '../document/schema.ts';
import { netnsScript } from '../formats/netns-script.ts';
import { type ExitStatus, type Io, YES } from './io.ts';
import { readOptions, UsageError } from './options.ts';
import { readTopology } from './topology-file.ts';

export async function convert(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { words } = readOptions(args, {});
  const [from, to] = words;
  if (from === undefined || to === undefined || words.length > 2)
    throw new UsageError('IN and OUT are needed');
  const text = await render(await readTopology(from, io), to, io);
  try {
    io.write(to, text);
  } catch (error) {
    throw new UsageError(`${to}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return YES;
}

async function render(document: LabDocument, to: string, io: Io): Promise<string> {
  switch (extname(to)) {
    case '.json':
      return formatDocument(document);
    case '.link':
      return `#lab=${await encodeLink(document)}\n`;
    case '.sh': {
      const script = netnsScript(document);
      if (script.ok) return script.value;
      throw new UsageError(phraseDocumentError(io.language, script.error));
    }
    default:
      throw new UsageError(`${to}: a lab can be written as .json, .link or .sh`);
  }
}
