// The stimulus dialog's text fields, and the stimulus that they make. Pure, so that every refusal is a test.

import { err, ok, type Result } from '../../base/result.ts';
import type { LabDocument, StimulusDoc } from '../../document/schema.ts';
import { parseIpv4 } from '../../wire/ipv4-addr.ts';
import type { Catalog } from '../i18n/catalog.ts';
import { addressesOf, nameOfAddress } from './stimulus-label.ts';

export interface StimulusForm {
  readonly kind: 'ping' | 'udp';
  readonly machine: string;
  readonly to: string;
  readonly count: string;
  readonly size: string;
  readonly ttl: string;
  readonly df: boolean;
  readonly port: string;
}

export type FormField = 'to' | 'count' | 'size' | 'ttl' | 'port';
export type FormErrors = Partial<Record<FormField, string>>;

/** What each number may be: ping(8) takes 65507 octets at most, the TTL and the port have 8 and 16 bits. */
const LIMITS = { count: [1, 1000], size: [0, 65_507], ttl: [1, 255], port: [1, 65_535] } as const;

export function formOf(document: LabDocument, stimulus: StimulusDoc | undefined): StimulusForm {
  const able = document.machines.filter((machine) => machine.kind !== 'switch');
  const first = able[0];
  const second = able.findLast((machine) => machine.kind === 'host' && machine !== first) ?? able[1];
  const base: StimulusForm = {
    kind: 'ping',
    machine: first?.id ?? '',
    to: second?.name ?? '',
    count: '1',
    size: '56',
    ttl: '64',
    df: false,
    port: '33434',
  };
  if (!stimulus) return base;
  const shared = { ...base, machine: stimulus.machine, to: nameOfAddress(document, stimulus.to) };
  if (stimulus.kind === 'udp') return { ...shared, kind: 'udp', port: String(stimulus.port) };
  return {
    ...shared,
    count: String(stimulus.count),
    size: String(stimulus.size ?? 56),
    ttl: String(stimulus.ttl ?? 64),
    df: stimulus.pmtudisc === 'do',
  };
}

export function stimulusOf(
  document: LabDocument,
  form: StimulusForm,
  id: string,
  t: Catalog['timeline']['dialog'],
): Result<StimulusDoc, FormErrors> {
  const to = addressOf(document, form.to.trim(), t);
  const errors: FormErrors = {
    ...(!to.ok && { to: to.error }),
    ...(form.kind === 'udp' && numberError('port', form, t)),
    ...(form.kind === 'ping' && {
      ...numberError('count', form, t),
      ...numberError('size', form, t),
      ...numberError('ttl', form, t),
    }),
  };
  if (!to.ok || Object.keys(errors).length > 0) return err(errors);
  const where = { id, machine: form.machine, netns: '', to: to.value };
  if (form.kind === 'udp') return ok({ ...where, kind: 'udp', port: Number(form.port) });
  return ok({
    ...where,
    kind: 'ping',
    count: Number(form.count),
    ...(form.size !== '56' && { size: Number(form.size) }),
    ...(form.ttl !== '64' && { ttl: Number(form.ttl) }),
    ...(form.df && { pmtudisc: 'do' as const }),
  });
}

/** An id that no stimulus of the document has. */
export function freshStimulusId(document: LabDocument): string {
  const taken = new Set(document.stimuli.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`s${number}`)) number++;
  return `s${number}`;
}

function addressOf(document: LabDocument, to: string, t: Catalog['timeline']['dialog']): Result<string> {
  const machine = document.machines.find(({ name }) => name === to);
  if (machine) {
    const [address] = addressesOf(document, machine.id);
    return address === undefined ? err(t.noAddress(machine.name)) : ok(address);
  }
  const address = parseIpv4(to);
  return address.ok ? ok(address.value as string) : err(t.badTo);
}

function numberError(
  field: keyof typeof LIMITS,
  form: StimulusForm,
  t: Catalog['timeline']['dialog'],
): FormErrors {
  const [low, high] = LIMITS[field];
  const value = Number(form[field]);
  const good = /^\d+$/.test(form[field].trim()) && value >= low && value <= high;
  return good ? {} : { [field]: t.badNumber(low, high) };
}
