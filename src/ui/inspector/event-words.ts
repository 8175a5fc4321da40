// Temporary: what explain/ will say.
import type { ConsultedTable, Diagnosis, Explanation, Language, Names } from '../../explain/explanation.ts';
import type { TraceEvent } from '../../engine/trace.ts';

export function explain(event: TraceEvent, names: Names, _language: Language): Explanation {
  return {
    where: [event.netns === undefined ? '' : names.netns(event.netns), event.dev ?? '']
      .filter(Boolean)
      .join(' · '),
    title: event.kind,
    body: [
      { kind: 'text', text: 'What was decided, and why, from ' },
      { kind: 'code', text: '192.168.2.5' },
    ],
    tone: event.kind === 'packet.drop' ? 'bad' : event.kind === 'packet.deliver' ? 'good' : 'neutral',
    ...(event.kind === 'packet.drop' && { reason: event.reason }),
  };
}

export function summarize(event: TraceEvent, _names: Names, _language: Language): string {
  return event.kind;
}

export function consulted(_event: TraceEvent, _names: Names): readonly ConsultedTable[] {
  return [];
}

export function diagnose(_events: readonly TraceEvent[], _names: Names): Diagnosis | undefined {
  return undefined;
}
