// Runs a script on a blank machine, as `packetwalk run` does, and gives what it printed.

import { applyOp } from '../../src/engine/apply.ts';
import type { MachineId, Nanos } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { TEXT_PROGRAMS } from '../../src/shell/commands/text/index.ts';
import { JOB_PROGRAMS } from '../../src/shell/commands/job/index.ts';
import { createShellHost, type ShellHost } from '../../src/shell/host.ts';
import { textInput, textOutput } from '../../src/shell/plain-streams.ts';
import type { Program } from '../../src/shell/program.ts';
import { createRegistry, type Registry } from '../../src/shell/registry.ts';

export const HOST = 'host' as MachineId;

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | undefined;
}

export interface ScriptOptions {
  readonly registry?: Registry;
  readonly stdin?: string;
  /** Puts the script into this file and runs it from there, instead of `bash -c`. */
  readonly file?: string;
  readonly until?: number;
  readonly maxSteps?: number;
}

export function blankHost(registry: Registry = createRegistry(JOB_PROGRAMS, TEXT_PROGRAMS)): ShellHost {
  const world = new World(1);
  const made = applyOp(world, { op: 'machine.add', id: HOST, name: 'host', kind: 'host' });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return createShellHost(world, { registry, filesOf: (machine, netns) => filesOf(world, machine, netns) });
}

export function runScript(script: string, options: ScriptOptions = {}): Ran {
  const host = blankHost(options.registry);
  let stdout = '';
  let stderr = '';
  const init = host.boot(HOST);
  init.files.mkdir('/tmp/work');
  if (options.file !== undefined) init.files.write(options.file, script);
  const pid = host.spawnShell(HOST, {
    argv: options.file === undefined ? ['bash', '-c', script] : ['bash', options.file],
    cwd: '/tmp/work',
    stdin: textInput(options.stdin ?? ''),
    stdout: textOutput((text) => {
      stdout += text;
    }),
    stderr: textOutput((text) => {
      stderr += text;
    }),
  });
  host.run({
    pid,
    maxSteps: options.maxSteps ?? 3_000_000,
    ...(options.until === undefined ? {} : { until: options.until as Nanos }),
  });
  return { stdout, stderr, status: host.ended(pid)?.status };
}

/** Every program there is, of the areas that can be loaded. */
export async function allPrograms(): Promise<Registry> {
  const lists: (readonly Program[])[] = [JOB_PROGRAMS];
  const areas = ['text', 'grep', 'ip', 'net'];
  for (const area of areas) {
    try {
      const module = (await import(`../../src/shell/commands/${area}/index.ts`)) as Record<
        string,
        readonly Program[]
      >;
      lists.push(...Object.values(module).filter((value) => Array.isArray(value)));
    } catch (error) {
      console.warn(`SKIPPED: the programs of ${area}: ${String(error).slice(0, 200)}`);
    }
  }
  return createRegistry(...lists);
}
