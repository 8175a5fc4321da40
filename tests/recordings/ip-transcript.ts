// Plays a transcript of ip-record.sh in the engine, on one blank machine.

import { readFileSync } from 'node:fs';
import { applyOp } from '../../src/engine/apply.ts';
import { type MachineId, type Nanos, rootNetnsOf, SECOND } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { IP_PROGRAMS } from '../../src/shell/commands/ip/index.ts';
import { createShellHost } from '../../src/shell/host.ts';
import { textOutput } from '../../src/shell/plain-streams.ts';
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
    registry: createRegistry(IP_PROGRAMS),
    filesOf: (machine, netns) => filesOf(world, machine, netns),
  });
  const run = (cmd: string): string => {
    let text = '';
    const out = textOutput((part) => void (text += part));
    const pid = host.spawnShell(MACHINE, { argv: cmd.split(' '), stdout: out, stderr: out });
    for (let i = 0; i < 1000 && !host.ended(pid); i++) host.step(1);
    const status = host.ended(pid)?.status ?? -1;
    return status === 0 ? text : `${text}[exit ${status}]\n`;
  };
  const names = new Names();
  return exchanges.map(({ cmd, text }) => {
    const ours = besides(world, cmd, (until) => host.run({ until })) ?? run(cmd);
    const matched = sameText(masked(cmd, text), masked(cmd, ours), names);
    return { cmd, text, ours, matched };
  });
}

/** What isn't iproute2's: the clock and the settings. */
function besides(world: World, cmd: string, sleep: (until: Nanos) => void): string | undefined {
  const [program, ...words] = cmd.split(' ');
  if (program === 'sleep') sleep((world.now + Number(words[0]) * SECOND) as Nanos);
  else if (program === 'sysctl') {
    for (const [key = '', value = ''] of words.slice(1).map((word) => word.split('=')))
      applyOp(world, { op: 'sysctl.write', netns: rootNetnsOf(MACHINE), key, value });
  } else return undefined;
  return '';
}
