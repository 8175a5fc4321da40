// An event as a title and a sentence or two, in the user's language: what was decided, and why, from the event's facts.

import type { TraceEvent } from '../engine/trace.ts';
import { EN } from './en/index.ts';
import type { Explanation, Language, Names, Tone } from './explanation.ts';
import { fixOf } from './fix.ts';
import { KO } from './ko/index.ts';
import { shellOf } from './shell.ts';
import { type Place, placeOf, placeText, type Tellers, type Told } from './tell.ts';

const LANGUAGES: Readonly<Record<Language, Tellers>> = { en: EN, ko: KO };

export function explain(event: TraceEvent, names: Names, language: Language): Explanation {
  const place = placeOf(event, names);
  const tell = LANGUAGES[language][event.kind] as (event: TraceEvent, place: Place) => Told;
  const shell = shellOf(event);
  const fix = event.kind === 'packet.drop' ? fixOf(event) : [];
  return {
    where: placeText(place),
    ...tell(event, place),
    tone: toneOf(event),
    ...(shell !== undefined && { shell }),
    ...(event.kind === 'packet.drop' && { reason: event.reason }),
    ...(fix.length > 0 && { fix }),
  };
}

/** Drops that are no mishap: a frame that reached a machine it wasn't for, a question for somebody else. */
const HARMLESS = new Set(['OTHERHOST', 'arp-not-for-us', 'arp-ignored', 'bridge-same-port', 'storm-bound']);

function toneOf(event: TraceEvent): Tone {
  switch (event.kind) {
    case 'packet.drop':
      return HARMLESS.has(event.reason) ? 'neutral' : 'bad';
    case 'packet.deliver':
    case 'ping.reply':
      return 'good';
    case 'ping.error':
    case 'udp.error':
    case 'br.storm':
      return 'bad';
    case 'ping.end':
      return event.received === 0 ? 'bad' : 'good';
    case 'neigh.state':
      return event.to === 'FAILED' ? 'bad' : 'neutral';
    case 'fib.lookup':
      return event.answer.result.type === 'none' ? 'bad' : 'neutral';
    case 'fib.rp-filter':
      return event.passed ? 'neutral' : 'bad';
    case 'op':
      return event.error === undefined ? 'neutral' : 'bad';
    default:
      return 'neutral';
  }
}
