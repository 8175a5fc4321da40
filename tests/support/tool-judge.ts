// A tool of ours beside the machine's own: the same command line, input and files; what they print, how they end and what
// they leave behind must be equal.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOctets, encodeOctets } from '../../src/shell/octets.ts';
import { type MachineId, rootNetnsOf } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { createShellHost } from '../../src/shell/host.ts';
import { textInput, textOutput } from '../../src/shell/plain-streams.ts';
import type { Program } from '../../src/shell/program.ts';
import { createRegistry } from '../../src/shell/registry.ts';
import { applied } from './topology.ts';

export interface ToolRun {
  readonly out: string;
  readonly err: string;
  readonly status: number | null | undefined;
  /** What is in the folder afterwards. */
  readonly files: Readonly<Record<string, string>>;
}

/** A command line (words as bash reads them: quotes, `$'…'`) and what it reads. */
export type ToolCase = readonly [line: string, input: string];

export interface Judged {
  readonly linux: ToolRun;
  readonly ours: ToolRun;
}

const FOLDER = '/tmp/judged';
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', HOME: '/root' };

/**
 * Runs each case in a folder that holds `files`. The real ones run all at once in one bash, which costs a tenth of one bash
 * a case.
 */
export function judgeTool(
  programs: readonly Program[],
  files: Readonly<Record<string, string>>,
  cases: readonly ToolCase[],
): readonly Judged[] {
  return onLinux(files, cases).map(({ words, ...linux }, i) => ({
    linux,
    ours: runOurs(words, cases[i]?.[1] ?? '', files, programs),
  }));
}

function onLinux(
  files: Readonly<Record<string, string>>,
  cases: readonly ToolCase[],
): readonly (ToolRun & { readonly words: readonly string[] })[] {
  const folder = mkdtempSync(join(tmpdir(), 'judged-'));
  const at = (name: string) => join(folder, name);
  const read = (name: string) => decodeOctets(readFileSync(at(name)));
  try {
    mkdirSync(at('files'));
    for (const [name, text] of Object.entries(files)) writeFileSync(at(`files/${name}`), encodeOctets(text));
    cases.forEach(([line, input], i) => {
      writeFileSync(at(`${i}.line`), line);
      writeFileSync(at(`${i}.in`), encodeOctets(input));
    });
    writeFileSync(at('run'), script(cases.length));
    spawnSync('bash', ['run'], { cwd: folder, env: ENVIRONMENT });
    return cases.map((_, i) => ({
      out: read(`${i}.out`),
      err: read(`${i}.err`),
      status: Number(read(`${i}.status`)),
      files: Object.fromEntries(
        readdirSync(at(`${i}`))
          .sort()
          .map((name) => [name, read(`${i}/${name}`)]),
      ),
      words: read(`${i}.words`).split('\0').slice(0, -1),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function script(count: number): string {
  return `for ((i = 0; i < ${count}; i++)); do
  cp -r files $i
  line=$(cat $i.line; echo x); line=\${line%x}
  (cd $i; eval "printf '%s\\\\0' $line" >../$i.words)
  (cd $i; eval "$line" <../$i.in >../$i.out 2>../$i.err)
  echo $? >$i.status
done
`;
}

function runOurs(
  argv: readonly string[],
  input: string,
  files: Readonly<Record<string, string>>,
  programs: readonly Program[],
): ToolRun {
  const world = new World(1);
  const machine = 'h1' as MachineId;
  applied(world, { op: 'machine.add', id: machine, name: 'h1', kind: 'host' });
  const disk = filesOf(world, machine, rootNetnsOf(machine));
  disk.mkdir(FOLDER);
  for (const [name, text] of Object.entries(files)) disk.write(`${FOLDER}/${name}`, text);
  const host = createShellHost(world, {
    registry: createRegistry(programs),
    filesOf: (id, netns) => filesOf(world, id, netns),
  });
  const said = { out: '', err: '' };
  const pid = host.spawnShell(machine, {
    argv,
    cwd: FOLDER,
    stdin: textInput(input),
    stdout: textOutput((text) => void (said.out += text)),
    stderr: textOutput((text) => void (said.err += text)),
  });
  host.run({ pid, maxSteps: 1_000_000 });
  const listed = disk.list(FOLDER);
  const left = listed.ok ? [...listed.value].sort() : [];
  const textOf = (name: string) => {
    const found = disk.read(`${FOLDER}/${name}`);
    return found.ok ? found.value : found.error;
  };
  return {
    ...said,
    status: host.ended(pid)?.status,
    files: Object.fromEntries(left.map((name) => [name, textOf(name)])),
  };
}
