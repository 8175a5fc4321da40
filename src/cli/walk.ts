// `packetwalk walk TOPOLOGY --from MACHINE --to ADDRESS`: one packet, one line a decision.

import type { LabDocument, MachineDoc, StimulusDoc } from '../document/schema.ts';
import { MILLISECOND } from '../engine/ids.ts';
import type { TraceEvent } from '../engine/trace.ts';
import { run } from '../engine/walk.ts';
import type { World } from '../engine/world.ts';
import { diagnose } from '../explain/diagnosis.ts';
import type { Language, Names } from '../explain/explanation.ts';
import { namesOf } from '../explain/names.ts';
import { summarize } from '../explain/summary.ts';
import { startStimulus } from '../lab/stimulus.ts';
import { parseIpv4, parseIpv4Cidr } from '../wire/ipv4-addr.ts';
import { compiled } from './compiled.ts';
import { type ExitStatus, type Io, NO, YES } from './io.ts';
import { language, type Read, readOptions, UsageError } from './options.ts';
import { readTopology } from './topology-file.ts';
import { traceLine } from './trace-lines.ts';

/** A walk that isn't over by then goes round in circles. */
const MAX_EVENTS = 500_000;

export async function walk(args: readonly string[], io: Io): Promise<ExitStatus> {
  const read = readOptions(args, {
    from: { type: 'string' },
    to: { type: 'string' },
    proto: { type: 'string' },
    count: { type: 'string' },
    size: { type: 'string' },
    ttl: { type: 'string' },
    df: { type: 'boolean' },
    json: { type: 'boolean' },
    lang: { type: 'string' },
  });
  const [path] = read.words;
  if (path === undefined || read.words.length > 1) throw new UsageError('one topology file is needed');
  const words = language(read, io.language);
  const document = await readTopology(path, io, words);
  const stimulus = stimulusOf(document, read);
  const { world } = compiled(document, words);
  startStimulus(world, stimulus);
  run(world, { maxEvents: MAX_EVENTS });
  if (read.has('json')) for (const event of world.events) io.out(traceLine(event));
  else print(world, words, io);
  return isDelivered(world) ? YES : NO;
}

function print(world: World, words: Language, io: Io): void {
  const names = namesOf(world);
  for (const event of world.events) io.out(`${line(event, names, words)}\n`);
  const diagnosis = diagnose(world.events, names);
  if (!diagnosis) return;
  io.out(`\n${diagnosis.title[words]}\n${diagnosis.sentence[words]}\n`);
  for (const fix of diagnosis.fix) io.out(`  ${fix.machine}# ${fix.command}\n`);
}

function line(event: TraceEvent, names: Names, words: Language): string {
  const at = `${(event.at / MILLISECOND).toFixed(3)} ms`.padStart(12);
  const where = [event.netns && names.netns(event.netns), event.dev].filter(Boolean).join(' ');
  return `${at}  ${where.padEnd(12)} ${event.kind.padEnd(16)} ${summarize(event, names, words)}`;
}

/** A ping is there when its answer is; a datagram when a socket takes it. */
function isDelivered(world: World): boolean {
  return world.events.some((event) => event.kind === 'ping.reply' || isTakenDatagram(event));
}

function isTakenDatagram(event: TraceEvent): boolean {
  if (event.kind !== 'packet.deliver' || event.to !== 'udp') return false;
  const net = event.packet?.net;
  return net?.kind === 'ipv4' && net.payload.kind === 'udp';
}

function stimulusOf(document: LabDocument, read: Read): StimulusDoc {
  const { machine, netns } = sourceOf(document, read.text('from'));
  const to = addressOf(document, read.text('to'));
  const base = { id: 'walk', machine: machine.id, netns, to };
  const [, port] = /^udp:(\d{1,5})$/.exec(read.text('proto') ?? '') ?? [];
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65_535) {
    return { ...base, kind: 'udp', port: Number(port) };
  }
  const proto = read.text('proto') ?? 'icmp';
  if (proto.startsWith('tcp')) throw new UsageError('--proto tcp: TCP is not modelled yet');
  if (proto !== 'icmp') throw new UsageError(`--proto takes icmp or udp:PORT, not "${proto}"`);
  const size = read.number('size', 0, 65_507);
  const ttl = read.number('ttl', 1, 255);
  return {
    ...base,
    kind: 'ping',
    count: read.number('count', 1, 1000) ?? 1,
    ...(size !== undefined && { size }),
    ...(ttl !== undefined && { ttl }),
    ...(read.has('df') && { pmtudisc: 'do' }),
  };
}

function sourceOf(document: LabDocument, from: string | undefined): { machine: MachineDoc; netns: string } {
  if (from === undefined) throw new UsageError('--from MACHINE is needed');
  const [name = '', netns = ''] = from.split('/');
  const machine = machineNamed(document, name);
  if (machine?.netns.some((one) => one.name === netns)) return { machine, netns };
  const known = document.machines.map((one) => one.name).join(', ');
  throw new UsageError(
    machine
      ? `--from: ${name} has no namespace "${netns}"`
      : `--from: no machine "${name}"; there are ${known}`,
  );
}

/** An address, or a machine's name for its first one. */
function addressOf(document: LabDocument, to: string | undefined): string {
  if (to === undefined) throw new UsageError('--to ADDRESS is needed');
  if (parseIpv4(to).ok) return to;
  const machine = machineNamed(document, to);
  if (!machine) throw new UsageError(`--to: "${to}" is neither an address nor a machine`);
  for (const netns of machine.netns) {
    for (const dev of netns.devs.filter((one) => one.kind !== 'loopback')) {
      const cidr = dev.addrs[0] && parseIpv4Cidr(dev.addrs[0].cidr);
      if (cidr?.ok) return cidr.value.addr;
    }
  }
  throw new UsageError(`--to: ${to} has no address`);
}

function machineNamed(document: LabDocument, name: string): MachineDoc | undefined {
  return document.machines.find((machine) => machine.name === name);
}
