// Runs one line by the machine's own tools and by ours, in folders that hold the same files.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MachineId, SECOND, type Nanos } from '../../../src/engine/ids.ts';
import { filesOf } from '../../../src/engine/vfs/view.ts';
import { World } from '../../../src/engine/world.ts';
import { TEXT_PROGRAMS } from '../../../src/shell/commands/text/index.ts';
import { createShellHost } from '../../../src/shell/host.ts';
import { decodeOctets } from '../../../src/shell/octets.ts';
import { textInput, textOutput } from '../../../src/shell/plain-streams.ts';
import { createRegistry } from '../../../src/shell/registry.ts';
import { applied } from '../../support/topology.ts';

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** What is in the folder before the line runs. */
export const FIXTURE: Readonly<Record<string, string>> = {
  'abc.txt': 'a\nb\nc\n',
  'words.txt': 'pear 3 x\napple 10 y\nfig 2 x\napple 1 z\nPear 3 x\n',
  'numbers.txt': '10\n9\n2\n33\n-1\n1.5\n',
  'table.csv': 'id,name,size\n1,lo,65536\n2,eth0,1500\n3,br0,1500\n',
  'passwd.txt': 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/usr/sbin:/usr/sbin/nologin\n',
  'tabs.txt': 'one\ttwo\tthree\n1\t2\t3\n\n\n\nlast\tline',
  'korean.txt': '한글 네트워크\n라우터\n',
  'repeats.txt': 'a\na\nb\nB\nb\nc\nc\nc\n',
  'sizes.txt': '1K\n2M\n512\n1G\n3K\n',
  'versions.txt': 'v1.10\nv1.9\nv1.2\nv2.0\nv1.9a\n',
  'ips.txt': '192.0.2.10\n192.0.2.9\n10.0.0.1\n192.0.2.100\n',
  'long.txt': `${'The quick brown fox jumps over the lazy dog '.repeat(4)}\nshort\n`,
  'empty.txt': '',
  'dir/inner.txt': 'inner\n',
  'dir/sub/deep.txt': 'deep\n',
  'a b.txt': 'spaced\n',
};

const SETUP = 'enable -n echo printf test [ true false pwd kill; ';
const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
  TZ: 'UTC',
};

export function realSays(line: string, stdin: string): Said {
  const folder = mkdtempSync(join(tmpdir(), 'text-'));
  try {
    for (const [path, text] of Object.entries(FIXTURE)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const done = spawnSync('bash', ['--norc', '-c', SETUP + line], {
      cwd: folder,
      input: stdin,
      env: ENVIRONMENT,
      timeout: 10_000,
    });
    const text = (octets: Buffer): string => decodeOctets(octets).replaceAll(folder, '/tmp/work');
    return {
      stdout: text(done.stdout),
      stderr: text(done.stderr),
      status: done.status ?? 128 + constants.signals[done.signal ?? 'SIGHUP'],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ours: the commands of the line one after the other, `;` between them, words in quotes as a shell has them. */
export function oursSays(line: string, stdin: string): Said {
  const world = new World(1);
  const id = 'h1' as MachineId;
  applied(world, { op: 'machine.add', id, name: 'h1', kind: 'host' });
  const files = filesOf(world, id, id as never);
  files.mkdir('/tmp/work');
  for (const [path, text] of Object.entries(FIXTURE)) {
    const folders = path.split('/').slice(0, -1);
    folders.forEach((_, i) => files.mkdir(`/tmp/work/${folders.slice(0, i + 1).join('/')}`));
    files.write(`/tmp/work/${path}`, text);
  }
  const host = createShellHost(world, {
    registry: createRegistry(TEXT_PROGRAMS),
    filesOf: (machine, netns) => filesOf(world, machine, netns),
  });
  let stdout = '';
  let stderr = '';
  let status = 0;
  for (const command of commandsOf(line)) {
    const pid = host.spawnShell(id, {
      argv: command,
      cwd: '/tmp/work',
      env: new Map(Object.entries(ENVIRONMENT)),
      stdin: textInput(stdin),
      stdout: textOutput((text) => (stdout += text)),
      stderr: textOutput((text) => (stderr += text)),
    });
    host.run({ pid, until: (world.now + 100 * SECOND) as Nanos, maxSteps: 100_000 });
    status = host.ended(pid)?.status ?? -1;
  }
  return { stdout, stderr, status };
}

function commandsOf(line: string): string[][] {
  return line.split(/ ; /).map((command) => wordsOf(command));
}

function wordsOf(command: string): string[] {
  const words: string[] = [];
  const word = /(?:'[^']*'|\$'(?:[^'\\]|\\.)*'|\\.|[^\s'\\])+/g;
  for (const [text] of command.matchAll(word)) words.push(unquoted(text));
  return words;
}

function unquoted(text: string): string {
  return text.replace(/\$'((?:[^'\\]|\\.)*)'|'([^']*)'|\\(.)/g, (_, dollar, plain, escaped) =>
    dollar === undefined
      ? (plain ?? escaped)
      : (dollar as string).replace(/\\(.)/g, (__, c: string) => ({ n: '\n', t: '\t' })[c] ?? c),
  );
}
