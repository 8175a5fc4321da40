import { describe, expect, test } from 'vitest';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { formOf, freshStimulusId, stimulusOf } from '../../../src/ui/timeline/stimulus-form.ts';
import { stimulusCommand, stimulusLabel } from '../../../src/ui/timeline/stimulus-label.ts';
import { played } from '../../support/played.ts';

const { document } = played('linux-router');
const t = en.timeline;
const ping = formOf(document, document.stimuli[0]);
const made = (change: Partial<typeof ping>) => stimulusOf(document, { ...ping, ...change }, 's9', t.dialog);
const idOf = (name: string) => document.machines.find((machine) => machine.name === name)?.id;

describe('the dialog of what to send', () => {
  test('takes a machine by its name', () => {
    expect(made({ to: 'B' })).toMatchObject({ ok: true, value: { to: '192.168.1.6' } });
  });

  test('takes an address that nobody has', () => {
    expect(made({ to: ' 192.0.2.99 ' })).toMatchObject({ ok: true, value: { to: '192.0.2.99' } });
  });

  test('keeps what ping would do by itself out of the document', () => {
    expect(made({})).toEqual({
      ok: true,
      value: { id: 's9', kind: 'ping', machine: idOf('A'), netns: '', to: '192.168.2.5', count: 1 },
    });
  });

  test('writes size, TTL and DF where they differ', () => {
    expect(made({ size: '1472', ttl: '3', df: true })).toMatchObject({
      value: { size: 1472, ttl: 3, pmtudisc: 'do' },
    });
  });

  test.each([
    { change: { to: 'nobody' }, field: 'to' },
    { change: { to: '192.0.2.300' }, field: 'to' },
    { change: { to: 'sw1' }, field: 'to' },
    { change: { count: '0' }, field: 'count' },
    { change: { count: '1.5' }, field: 'count' },
    { change: { size: '65508' }, field: 'size' },
    { change: { ttl: '256' }, field: 'ttl' },
    { change: { kind: 'udp' as const, port: '65536' }, field: 'port' },
  ])('refuses $change at its field', ({ change, field }) => {
    const refused = made(change);
    expect(refused.ok ? [] : Object.keys(refused.error)).toEqual([field]);
  });

  test('gives each stimulus an id of its own', () => {
    expect(document.stimuli.map(({ id }) => id)).not.toContain(freshStimulusId(document));
  });
});

describe('the name of a stimulus', () => {
  test.each([
    { stimulus: made({}), label: 'A → C ping', command: 'ping -c 1 192.168.2.5' },
    {
      stimulus: made({ to: '192.0.2.99', ttl: '1' }),
      label: 'A → 192.0.2.99 ping',
      command: 'ping -c 1 -t 1 192.0.2.99',
    },
    { stimulus: made({ kind: 'udp', port: '53' }), label: 'A → C udp 53', command: 'nc -u 192.168.2.5 53' },
  ])('is $label', ({ stimulus, label, command }) => {
    if (!stimulus.ok) throw new Error(JSON.stringify(stimulus.error));
    expect(stimulusLabel(stimulus.value, document, t)).toBe(label);
    expect(stimulusCommand(stimulus.value)).toBe(command);
  });
});
