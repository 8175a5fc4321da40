// How fast a set-up script runs: a thousand commands that make namespaces, links and addresses, as `packetwalk run` runs
// them, and the same script under the real bash and ip, in a namespace of its own, for those who are root.
//
// Run with: npm run bench

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAMESPACES = 125;

/** Eight commands a namespace. */
function script(): string {
  const lines: string[] = ['set -e', 'ip link add br0 type bridge', 'ip link set br0 up'];
  for (let i = 1; i <= NAMESPACES; i++)
    lines.push(
      `ip netns add n${i}`,
      `ip link add v${i} type veth peer name eth0 netns n${i}`,
      `ip link set v${i} master br0`,
      `ip link set v${i} up`,
      `ip -n n${i} link set lo up`,
      `ip -n n${i} addr add 10.0.${i >> 8}.${i & 255}/16 dev eth0`,
      `ip -n n${i} link set eth0 up`,
      `ip -n n${i} route add default via 10.0.255.254`,
    );
  return `${lines.join('\n')}\n`;
}

interface Took {
  readonly seconds: number;
  /** Of the processor: what other programs of the machine do doesn't count. */
  readonly cpu: number;
}

/** The better of a few runs; undefined if it fails. */
function took(command: string, args: readonly string[], runs: number): Took | undefined {
  const all: Took[] = [];
  for (let i = 0; i < runs; i++) {
    const [start, before] = [performance.now(), childCpu()];
    if (spawnSync(command, args, { encoding: 'utf8' }).status !== 0) return undefined;
    all.push({ seconds: (performance.now() - start) / 1000, cpu: childCpu() - before });
  }
  return all.reduce((best, one) => (one.cpu < best.cpu ? one : best));
}

/** The processor time of the children that have ended, in seconds (proc_pid_stat(5): cutime, cstime). */
function childCpu(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

const rate = (count: number, seconds: number): string =>
  Math.round(count / Math.max(seconds, 0.01)).toLocaleString('en');

function row(...cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padStart(16)).join(' '));
}

function report(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const path = join(folder, 'setup.sh');
    const empty = join(folder, 'empty.sh');
    writeFileSync(path, script());
    writeFileSync(empty, ':\n');
    const cli = join(import.meta.dirname, '../../src/cli/main.ts');
    const count = script().trim().split('\n').length;
    const start = took(process.execPath, [cli, 'run', empty], 4);
    const ours = took(process.execPath, [cli, 'run', path], 3);
    if (!start || !ours) throw new Error('the set-up script failed');
    const mount =
      'mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }';
    const real = took('unshare', ['-nm', 'sh', '-c', `${mount}; bash ${path}`], 1);
    console.log(`\nA set-up script of ${count} commands, in ${NAMESPACES} namespaces`);
    row('', 'seconds', 'CPU seconds', 'commands/CPU s');
    row('packetwalk run', ours.seconds.toFixed(2), ours.cpu.toFixed(2), rate(count, ours.cpu));
    row('without start', '', (ours.cpu - start.cpu).toFixed(2), rate(count, ours.cpu - start.cpu));
    if (real) row('bash and ip', real.seconds.toFixed(2), real.cpu.toFixed(2), rate(count, real.cpu));
    else row('bash and ip', 'needs root');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

report();
