// How fast a set-up script runs: a thousand commands that make namespaces, links and addresses, as `packetwalk run` runs
// them, and the same script under the real bash and ip, in a namespace of its own, for those who are root.
//
// Run with: npm run bench

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

function seconds(command: string, args: readonly string[]): number | undefined {
  const start = performance.now();
  const ran = spawnSync(command, args, { encoding: 'utf8' });
  if (ran.status !== 0) return undefined;
  return (performance.now() - start) / 1000;
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
    const start = seconds(process.execPath, [cli, 'run', empty]) ?? 0;
    const ours = seconds(process.execPath, [cli, 'run', path]);
    if (ours === undefined) throw new Error('the set-up script failed');
    const mount =
      'mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }';
    const real = seconds('unshare', ['-nm', 'sh', '-c', `${mount}; bash ${path}`]);
    const rate = (time: number): string => Math.round(count / time).toLocaleString('en');
    console.log('\ncommands   seconds   start   commands/s   without start   real bash and ip');
    console.log(
      [
        String(count).padStart(8),
        ours.toFixed(2).padStart(9),
        start.toFixed(2).padStart(7),
        rate(ours).padStart(12),
        rate(Math.max(ours - start, 0.001)).padStart(15),
        (real === undefined ? 'needs root' : `${rate(real)}/s, ours × ${(real / ours).toFixed(1)}`).padStart(
          18,
        ),
      ].join(' '),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

report();
