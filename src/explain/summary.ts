// One short line for an event: what the timeline and the command line show.

import type { TraceEvent } from '../engine/trace.ts';
import { SUMMARIES as EN } from './en/summary.ts';
import type { Language, Names } from './explanation.ts';
import { SUMMARIES as KO } from './ko/summary.ts';
import { type Place, placeOf, type Summaries } from './tell.ts';

const LANGUAGES: Readonly<Record<Language, Summaries>> = { en: EN, ko: KO };

/** `who has 192.168.1.6? tell 192.168.1.5`; the machine and the protocol stand beside it. */
export function summarize(event: TraceEvent, names: Names, language: Language): string {
  const summary = LANGUAGES[language][event.kind] as (event: TraceEvent, place: Place) => string;
  return summary(event, placeOf(event, names));
}
