// Plays a transcript of ip-record.sh in the engine, on one blank machine.

import { readFileSync } from 'node:fs';
import { applyOp } from '../../src/engine/apply.ts';
import type { MachineId } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { IP_PROGRAMS } from '../../src/shell/commands/ip/index.ts';
import { JOB_PROGRAMS } from '../../src/shell/commands/job/index.ts';
import { sysctl } from '../../src/shell/commands/net/sysctl.ts';
import { TEXT_PROGRAMS } from '../../src/shell/commands/text/index.ts';
import { createShellHost } from '../../src/shell/host.ts';
import { nullStream, textOutput } from '../../src/shell/plain-streams.ts';
import { createRegistry } from '../../src/shell/registry.ts';
import { masked, Names, sameText } from './normal.ts';

export interface Exchange {
  readonly cmd: string;
  readonly text: string;
}

const MACHINE = 'host' as MachineId;

/** The commands of `ip-NAME.txt` and what the real tools printed, `[exit N]` at the end. */
export function transcript(name: string): Exchange[] {
  const text = readFileSync(new URL(`ip-${name}.txt`, import.meta.url), 'utf8');
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { cmd: part.slice(0, end), text: part.slice(end + 1) };
    });
}

export interface Played extends Exchange {
  readonly ours: string;
  readonly matched: boolean;
}

export function play(exchanges: readonly Exchange[]): Played[] {
  const world = new World(1);
  applyOp(world, { op: 'machine.add', id: MACHINE, name: 'host', kind: 'host' });
  const host = createShellHost(world, {
    registry: createRegistry(IP_PROGRAMS, JOB_PROGRAMS, TEXT_PROGRAMS, [sysctl]),
    filesOf: (machine, netns) => filesOf(world, machine, netns),
  });
  const run = (cmd: string): string => {
    let text = '';
    const out = textOutput((part) => void (text += part));
    const pid = host.spawnShell(MACHINE, {
      argv: ['bash', '-c', cmd],
      stdin: nullStream,
      stdout: out,
      stderr: out,
    });
    for (let i = 0; i < 5000 && !host.ended(pid); i++) host.step(1);
    const status = host.ended(pid)?.status ?? -1;
    return status === 0 ? text : `${text}[exit ${status}]\n`;
  };
  const names = new Names();
  return exchanges.map(({ cmd, text }) => {
    const ours = run(cmd);
    const matched = sameText(masked(cmd, text), masked(cmd, ours), names);
    return { cmd, text, ours, matched };
  });
}
