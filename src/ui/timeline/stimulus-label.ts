// How a stimulus is called: `A → C ping`. An address that a machine of the lab has is called by the machine's name.

import type { LabDocument, StimulusDoc } from '../../document/schema.ts';
import type { Catalog } from '../i18n/catalog.ts';

/** The addresses of a machine in the order of its devices, without loopback. */
export function addressesOf(document: LabDocument, machineId: string): readonly string[] {
  const machine = document.machines.find((candidate) => candidate.id === machineId);
  const devs = machine?.netns.flatMap((netns) => netns.devs) ?? [];
  return devs
    .filter((dev) => dev.kind !== 'loopback')
    .flatMap((dev) => dev.addrs.map((addr) => addr.cidr.replace(/\/.*$/, '')));
}

/** The name of the machine that has `address`, or the address itself. */
export function nameOfAddress(document: LabDocument, address: string): string {
  const owner = document.machines.find((machine) => addressesOf(document, machine.id).includes(address));
  return owner?.name ?? address;
}

function machineName(document: LabDocument, id: string): string {
  return document.machines.find((machine) => machine.id === id)?.name ?? id;
}

export function stimulusLabel(stimulus: StimulusDoc, document: LabDocument, t: Catalog['timeline']): string {
  const from = machineName(document, stimulus.machine) + (stimulus.netns === '' ? '' : `/${stimulus.netns}`);
  const to = nameOfAddress(document, stimulus.to);
  return stimulus.kind === 'ping' ? t.pingLabel(from, to) : t.udpLabel(from, to, stimulus.port);
}

/** The command that the stimulus is: `ping -c 1 192.168.2.5`. */
export function stimulusCommand(stimulus: StimulusDoc): string {
  if (stimulus.kind === 'udp') return `nc -u ${stimulus.to} ${stimulus.port}`;
  return [
    'ping',
    `-c ${stimulus.count}`,
    ...(stimulus.size === undefined ? [] : [`-s ${stimulus.size}`]),
    ...(stimulus.ttl === undefined ? [] : [`-t ${stimulus.ttl}`]),
    ...(stimulus.pmtudisc === undefined ? [] : [`-M ${stimulus.pmtudisc}`]),
    ...(stimulus.broadcast ? ['-b'] : []),
    stimulus.to,
  ].join(' ');
}
