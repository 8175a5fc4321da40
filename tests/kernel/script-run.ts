// One script under the real kernel and by `packetwalk run`, told in the same words: the text that it printed, the frames of
// every interface, the tables afterwards.

import { framesOf, tablesOf } from './engine-run.ts';
import type { NetnsId } from '../../src/engine/ids.ts';
import { type Nanos, SECOND } from '../../src/engine/ids.ts';
import { run } from '../../src/engine/walk.ts';
import { BLANK, blankWorld, runScript, shellsOf } from '../../src/lab/shell-session.ts';
import { masked } from '../recordings/mask.ts';
import { runFile, type Said } from './kernel-run.ts';
import type { LabRun } from './run.ts';

export interface ScriptRun {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly status: number;
  /** By `red veth-red`. */
  readonly frames: Readonly<Record<string, readonly string[]>>;
  /** By `route red`. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/**
 * Says in a script that it has several programs sending at once. Which of them comes first is the scheduler's: the frames
 * of an interface are then compared as a set.
 */
const ANY_ORDER = /^# frames in any order: /m;

/** Seconds after the script in which what is on its way arrives. */
const TAIL = 0.7;

export async function kernelScript(text: string): Promise<ScriptRun> {
  const told = await runFile(text, TAIL);
  return scriptRun(text, told.setup, told);
}

export function engineScript(text: string, tail = TAIL): ScriptRun {
  const world = blankWorld();
  const said = { out: '', err: '' };
  const output = {
    out: (part: string) => void (said.out += part),
    err: (part: string) => void (said.err += part),
  };
  const end = runScript(shellsOf(world), { text, path: 's.sh', machine: BLANK }, output);
  run(world, { until: (world.now + tail * SECOND) as Nanos, maxEvents: 1_000_000 });
  const spaces = world.netns.keys((a, b) => (a < b ? -1 : 1));
  // Those that are gone by now have sent frames, too. A namespace without a name has no tap.
  const all = [...spaces, ...world.events.flatMap(({ netns }) => netns ?? [])].filter(hasName);
  const nameOf = (id: NetnsId): [NetnsId, string] => [id, id.split('/')[1] ?? 'host'];
  const status = 'status' in end ? end.status : -1;
  const frames = framesOf(world, new Map(all.map(nameOf)));
  const tables = tablesOf(world, new Map(spaces.map(nameOf)));
  return scriptRun(text, { status, stdout: said.out, stderr: said.err }, { frames, tables });
}

function hasName(netns: NetnsId): boolean {
  return !/\/unshare-\d+$/.test(netns);
}

/** MAC addresses go by the device that has them: the kernel draws them. */
function scriptRun(text: string, { status, stdout, stderr }: Said, { frames, tables }: LabRun): ScriptRun {
  const names = macNames(tables);
  const rename = (line: string, other?: string): string =>
    line.replace(
      /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi,
      (mac) => names.get(mac.toLowerCase()) ?? other ?? mac,
    );
  const lines = (said: string): string[] => masked(rename(said)).split('\n');
  const ordered = (seen: string[]): string[] => (ANY_ORDER.test(text) ? seen.sort() : seen);
  const shownFrames = [...frames]
    .map(([dev, seen]) => [dev, seen.filter(isModelled).map((line) => rename(summed(line), 'MAC'))] as const)
    .map(([dev, seen]) => [dev, ordered(seen)] as const)
    .filter(([, seen]) => seen.length > 0);
  const shownTables = [...tables].flatMap(([netns, table]) =>
    Object.entries({ ...table, fdb: table.fdb.filter((row) => isLearnt(row, netns, frames)) }).map(
      ([what, rows]) => [`${what} ${netns}`, rows.map((row) => rename(row, 'MAC')).sort()] as const,
    ),
  );
  return {
    status,
    stdout: lines(stdout),
    stderr: lines(stderr),
    frames: byName(shownFrames),
    tables: byName(shownTables),
  };
}

function byName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A bridge has the address of one of its ports, of which one depends on what was drawn: they all go by the bridge. */
function macNames(tables: LabRun['tables']): Map<string, string> {
  const names = new Map([
    ['ff:ff:ff:ff:ff:ff', 'everybody'],
    ['00:00:00:00:00:00', 'nobody'],
  ]);
  for (const [netns, { link }] of tables) {
    for (const line of link) {
      const mac = / address (\S+)/.exec(line)?.[1] ?? '';
      const dev = / master (\S+)/.exec(line)?.[1] ?? line.split(' ')[0] ?? '';
      if (!names.has(mac)) names.set(mac, `<${netns} ${dev}>`);
    }
  }
  return names;
}

/** The kernel leaves a datagram's checksum to the device, and a veth doesn't fill it in (CHECKSUM_PARTIAL). */
function summed(line: string): string {
  return line.replace(/( UDP .*) bad checksum$/, '$1');
}

/** Not IPv6's and IGMP's own chatter; nor BPDUs, whose timers go by the full seconds of the machine's own clock. */
function isModelled(line: string): boolean {
  return !/ethertype 0x(86dd|26|7)$/.test(line) && !/proto 2 /.test(line);
}

/** Not an address that a bridge port has seen in IPv6's chatter only. */
function isLearnt(row: string, netns: string, frames: LabRun['frames']): boolean {
  const [, mac, port] = /^(\S+) dev (\S+)/.exec(row) ?? [];
  const seen = frames.get(`${netns} ${port}`) ?? [];
  return (
    /(permanent|static)$/.test(row) || seen.some((line) => line.startsWith(`in ${mac} `) && isModelled(line))
  );
}
