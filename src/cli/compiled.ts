// A lab that runs, or the reason why the kernel refuses it.

import { phraseDocumentError } from '../document/messages.ts';
import type { LabDocument } from '../document/schema.ts';
import { compile } from '../lab/compile.ts';
import type { Lab } from '../lab/lab.ts';
import { UsageError } from './options.ts';

export function compiled(document: LabDocument, language: 'en' | 'ko'): Lab {
  const lab = compile(document);
  if (!lab.ok) throw new UsageError(phraseDocumentError(language, lab.error));
  return lab.value;
}
