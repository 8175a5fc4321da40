// A lab under the real kernel: kernel.py builds it from its exported script, captures every device and reads the tables.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '../../src/base/result.ts';
import { parseFrame } from '../../src/wire/frame.ts';
import { canonicalFrame } from './canonical.ts';
import { type LabRun, pingCommand, type Probe, type TableTexts } from './run.ts';

/** Why the kernel can't be asked here, or undefined if it can. */
export function kernelMissing(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  for (const tool of ['unshare', 'ip', 'bridge', 'ping', 'python3']) {
    if (spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0) return `${tool} isn't installed`;
  }
  if (spawnSync('unshare', ['-nm', 'true']).status !== 0) return 'namespaces are not allowed here';
  return existsSync(KERNEL) ? undefined : 'kernel.py is missing';
}

const KERNEL = join(import.meta.dirname, 'kernel.py');

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly setup: Said;
  readonly probes: readonly (Said & { readonly at: number })[];
  readonly end: number;
  readonly frames: readonly (readonly [string, string, 'in' | 'out', number, string])[];
  readonly tables: Readonly<Record<string, Readonly<Record<keyof TableTexts, readonly Json[]>>>>;
}

/** What to ask of the kernel: a script that builds the lab, then commands while every device is captured. */
export interface KernelTask {
  readonly script: string;
  readonly probes: readonly {
    readonly netns: string;
    readonly command: string;
    /** Seconds to let pass before it. */
    readonly wait?: number;
    /** Does it change a link, so that linkwatch has to catch up? */
    readonly settle?: boolean;
  }[];
  /** The run is over after this many seconds without a frame, or (`tail`) this many after the last command. */
  readonly idle?: number;
  readonly tail?: number;
}

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KernelTold extends LabRun {
  readonly setup: Said;
  readonly probes: readonly (Said & { readonly at: number })[];
  /** Seconds from the capture's beginning to its end, as `at` counts them. */
  readonly end: number;
}

export async function askKernel(task: KernelTask): Promise<KernelTold> {
  const answer = (await kernel(task)) as Answer;
  const { setup, probes, end } = answer;
  return { setup, probes, end, frames: framesOf(answer), tables: tablesOf(answer) };
}

export async function kernelRun(script: string, probes: readonly Probe[]): Promise<LabRun> {
  const asked = probes.map((probe) => ({
    netns: probe.from,
    command: pingCommand(probe),
    wait: probe.wait ?? 0,
  }));
  const { setup, frames, tables } = await askKernel({ script, probes: asked, idle: 0.3 });
  if (setup.status !== 0) throw new Error(`the script failed: ${setup.stderr}\n${script}`);
  return { frames, tables };
}

/** A whole script under the kernel, as `packetwalk run` gives it to the engine. */
export async function runFile(file: string, tail: number): Promise<KernelTold> {
  const answer = (await kernel({ file, tail })) as Answer;
  const { setup, probes, end } = answer;
  return { setup, probes, end, frames: framesOf(answer), tables: tablesOf(answer) };
}

function kernel(task: KernelTask | { readonly file: string; readonly tail: number }): Promise<unknown> {
  const child = spawn('python3', [KERNEL], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(task));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status !== 0) reject(new Error(`kernel.py ended with ${status}`));
      else resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

function framesOf(answer: Answer): Map<string, string[]> {
  const frames = new Map<string, string[]>();
  for (const [netns, dev, way, , hex] of answer.frames) {
    const key = `${netns} ${dev}`;
    const line = `${way} ${canonicalFrame(unwrap(parseFrame(new Uint8Array(Buffer.from(hex, 'hex')))))}`;
    frames.set(key, [...(frames.get(key) ?? []), line]);
  }
  return frames;
}

function tablesOf(answer: Answer): Map<string, TableTexts> {
  const tables = new Map<string, TableTexts>();
  for (const [netns, each] of Object.entries(answer.tables)) {
    const master = new Map(each.link.map((link) => [link['ifname'], link['master']]));
    tables.set(netns, {
      addr: each.addr.flatMap(addrLines).sort(),
      route: each.route.map(routeLine).sort(),
      neigh: each.neigh.map(neighLine).sort(),
      link: each.link.map(linkLine).sort(),
      fdb: each.fdb
        .filter((row) => row['master'] && row['vlan'] === undefined && master.has(row['ifname']))
        .map(fdbLine)
        .sort(),
    });
  }
  return tables;
}

function addrLines(link: Json): string[] {
  const infos = (link['addr_info'] as readonly Json[] | undefined) ?? [];
  return infos.map((info) =>
    words(
      link['ifname'],
      `${String(info['local'])}/${String(info['prefixlen'])}`,
      named('brd', info['broadcast']),
      named('scope', info['scope']),
      info['secondary'] ? 'secondary' : '',
    ),
  );
}

function routeLine(route: Json): string {
  const flags = ((route['flags'] as readonly string[] | undefined) ?? []).join(',');
  return words(
    route['type'],
    route['dst'],
    named('via', route['gateway']),
    named('dev', route['dev']),
    named('table', route['table'] ?? 'main'),
    named('proto', route['protocol']),
    named('scope', route['scope']),
    named('src', route['prefsrc']),
    named('metric', route['metric']),
    flags,
  );
}

function neighLine(row: Json): string {
  return words(
    row['dst'],
    named('dev', row['dev']),
    named('lladdr', row['lladdr']),
    (row['state'] as string[]).join(','),
  );
}

function linkLine(link: Json): string {
  const flags = (link['flags'] as readonly string[]).filter((flag) => flag !== 'M-DOWN').sort();
  return words(
    link['ifname'],
    `<${flags.join(',')}>`,
    named('mtu', link['mtu']),
    named('state', link['operstate']),
    named('master', link['master']),
    named('address', link['address']),
  );
}

function fdbLine(row: Json): string {
  return words(
    row['mac'],
    named('dev', row['ifname']),
    named('master', row['master']),
    row['state'] === 'permanent' || row['state'] === 'static' ? row['state'] : '',
  );
}

function named(name: string, value: unknown): string {
  return value === undefined ? '' : `${name} ${String(value as string)}`;
}

function words(...parts: readonly unknown[]): string {
  return parts
    .filter((part) => part !== '' && part !== undefined)
    .map(String)
    .join(' ');
}
