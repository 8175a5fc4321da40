// `packetwalk check TOPOLOGY`: is the file valid, is the plan sound, and do its own pings arrive?

import type { LabDocument, StimulusDoc } from '../document/schema.ts';
import { run } from '../engine/walk.ts';
import { diagnose } from '../explain/diagnosis.ts';
import type { Language } from '../explain/explanation.ts';
import { checkLab } from '../explain/lab-check.ts';
import { namesOf } from '../explain/names.ts';
import { phraseDocumentError } from '../document/messages.ts';
import { startStimulus } from '../lab/stimulus.ts';
import { compiled } from './compiled.ts';
import { type ExitStatus, type Io, NO, YES } from './io.ts';
import { language, readOptions, UsageError } from './options.ts';
import { parseTopology, readText } from './topology-file.ts';

const MAX_EVENTS = 500_000;

export async function check(args: readonly string[], io: Io): Promise<ExitStatus> {
  const read = readOptions(args, { lang: { type: 'string' } });
  const [path] = read.words;
  if (path === undefined || read.words.length > 1) throw new UsageError('one topology file is needed');
  const words = language(read, io.language);
  const parsed = await parseTopology(path, readText(path, io));
  if (!parsed.ok) {
    io.out(`${path}: ${phraseDocumentError(words, parsed.error)}\n`);
    return NO;
  }
  const findings = [
    ...checkLab(parsed.value).map((said) => said[words]),
    ...parsed.value.stimuli.flatMap((stimulus) => failure(parsed.value, stimulus, words)),
  ];
  for (const finding of findings) io.out(`${finding}\n`);
  return findings.length === 0 ? YES : NO;
}

/** Each stimulus runs in a fresh boot of the lab. */
function failure(document: LabDocument, stimulus: StimulusDoc, words: Language): string[] {
  const { world } = compiled(document, words);
  startStimulus(world, stimulus);
  run(world, { maxEvents: MAX_EVENTS });
  const diagnosis = diagnose(world.events, namesOf(world));
  if (!diagnosis) return [];
  const fixes = diagnosis.fix.map((fix) => `\n  ${fix.machine}# ${fix.command}`);
  return [`${diagnosis.title[words]}: ${diagnosis.sentence[words]}${fixes.join('')}`];
}
