// `packetwalk run SCRIPT`: a shell script on a machine of a lab, or on a blank one, in virtual time.

import { capturePoints, captureOf } from '../formats/capture.ts';
import { namesOf } from '../explain/names.ts';
import { type MachineId, namedNetnsOf, type NetnsId, rootNetnsOf } from '../engine/ids.ts';
import type { World } from '../engine/world.ts';
import { BLANK, blankWorld, type Endless, runScript, type Script, shellsOf } from '../lab/shell-session.ts';
import { pcapFile } from '../wire/pcap.ts';
import { compiled } from './compiled.ts';
import { type Io, TROUBLE } from './io.ts';
import { type Read, readOptions, UsageError } from './options.ts';
import { readText, readTopology } from './topology-file.ts';
import { traceLine } from './trace-lines.ts';

const ENDLESS: Readonly<Record<Endless, string>> = {
  waits: 'stopped: everything waits for something that nothing will bring about',
  time: 'stopped after a day of virtual time',
  steps: 'stopped: it goes round and round',
  events: 'stopped: the network has recorded more than fits into memory',
};

/** Where the script runs. */
interface Place {
  readonly world: World;
  readonly machine: MachineId;
  readonly netns: NetnsId;
}

/** The status is the script's own; 2 with a message of ours if it can't be run to its end. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [ours, words] = splitArgs(args);
  const read = readOptions(ours, {
    topology: { type: 'string' },
    on: { type: 'string' },
    pcap: { type: 'string' },
    trace: { type: 'string' },
  });
  const [script, ...scriptArgs] = words;
  if (script === undefined) throw new UsageError('a SCRIPT is needed (- reads it from standard input)');
  const text = readText(script, io);
  const place = await placeOf(read, io);
  const { world, machine, netns } = place;
  const asked: Script = {
    text,
    args: scriptArgs,
    machine,
    netns,
    ...(script !== '-' && { path: script }),
  };
  const end = runScript(shellsOf(world), asked, io);
  writeCaptures(world, read.text('pcap'), io);
  writeTrace(world, read.text('trace'), io);
  if ('status' in end) return end.status;
  io.err(`packetwalk run: ${script} ${ENDLESS[end.endless]}\n`);
  return TROUBLE;
}

/** Our options stand before the script's name; what follows it is the script's, but for options of ours. */
function splitArgs(args: readonly string[]): [string[], string[]] {
  const ours: string[] = [];
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (word === '--') return [ours, [...words, ...args.slice(i + 1)]];
    if (!word.startsWith('--')) words.push(word);
    else {
      ours.push(word);
      if (!word.includes('=') && i + 1 < args.length) ours.push(args[++i] as string);
    }
  }
  return [ours, words];
}

async function placeOf(read: Read, io: Io): Promise<Place> {
  const path = read.text('topology');
  const on = read.text('on');
  if (path === undefined) {
    if (on !== undefined) throw new UsageError('--on needs --topology');
    return { world: blankWorld(), machine: BLANK, netns: rootNetnsOf(BLANK) };
  }
  const document = await readTopology(path, io);
  const { world } = compiled(document, io.language);
  const known = document.machines.map((one) => one.name).join(', ');
  const [name, netns] = (on ?? '').split('/');
  const machine = on === undefined ? undefined : document.machines.find((one) => one.name === name);
  const only = document.machines.length === 1 && on === undefined ? document.machines[0] : undefined;
  const found = machine ?? only;
  if (!found)
    throw new UsageError(
      on === undefined
        ? `--on MACHINE is needed: one of ${known}`
        : `--on: no machine "${name}"; there are ${known}`,
    );
  const id = found.id as MachineId;
  const at = netns === undefined ? rootNetnsOf(id) : namedNetnsOf(id, netns);
  if (!world.netns.has(at)) throw new UsageError(`--on: ${name} has no namespace "${netns}"`);
  return { world, machine: id, netns: at };
}

/** One capture an interface that saw a frame. A namespace of the blank machine goes by its own name. */
function writeCaptures(world: World, directory: string | undefined, io: Io): void {
  if (directory === undefined) return;
  const isBlank = world.machines.size === 1 && world.machines.has(BLANK);
  const names = namesOf(world);
  for (const point of capturePoints(world.events)) {
    const full = names.netns(point.netns);
    const name = isBlank ? (full.split('/')[1] ?? full) : full.replaceAll('/', '-');
    write(io, `${directory}/${name}.${point.dev}.pcap`, pcapFile(captureOf(world.events, point)));
  }
}

function writeTrace(world: World, path: string | undefined, io: Io): void {
  if (path !== undefined) write(io, path, world.events.map(traceLine).join(''));
}

function write(io: Io, path: string, content: string | Uint8Array): void {
  try {
    io.write(path, content);
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
