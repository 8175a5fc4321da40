// Commands run one after the other in one lab: by the tools of this machine, and by ours.

import { spawn } from 'node:child_process';
import { run } from '../../src/engine/walk.ts';
import { BLANK, blankWorld, runScript, shellsOf } from '../../src/lab/shell-session.ts';

export interface Command {
  readonly netns: string;
  readonly text: string;
}

export interface CommandTable {
  readonly lab: string;
  readonly commands: readonly Command[];
}

/** What one command printed and how it ended, as one text. */
export type Told = readonly string[];

/** A table is `NETNS$ COMMAND` line by line; what comes before a line of dashes is done in the lab first. */
export function parseTable(lab: string, text: string): CommandTable {
  const [before, commands] = /^---$/m.test(text) ? text.split(/^---$/m) : ['', text];
  const rows = (commands ?? '').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return {
    lab: `${lab}\nsleep 1.5\n${before}`,
    commands: rows.map((line) => {
      const [, netns = '', command = ''] = /^(\w*)\$ (.*)$/.exec(line) ?? [];
      if (command === '') throw new Error(`not NETNS$ COMMAND: ${line}`);
      return { netns, text: command };
    }),
  };
}

/** Each answer ends with a line that names its command's number and status. */
function scriptOf({ lab, commands }: CommandTable): string {
  const lines = commands.map(({ netns, text }, i) => {
    const quoted = `'${text.replaceAll("'", "'\\''")}'`;
    const where = netns === '' ? '' : `ip netns exec ${netns} `;
    return `${where}timeout 12 bash -c ${quoted} </dev/null 2>/tmp/said.err; s=$?; sed 's/^/[stderr] /' /tmp/said.err; echo; echo "@@ ${i} $s"`;
  });
  return `${lab}\n${lines.join('\n')}\n`;
}

function answers(out: string, count: number): Told[] {
  const told: string[] = Array.from({ length: count }, () => 'nothing: the script ended before it');
  let rest = out;
  for (let i = 0; i < count; i++) {
    const end = new RegExp(`^@@ ${i} (\\d+)$`, 'm').exec(rest);
    if (!end) break;
    const status = end[1] === '0' ? '' : `[exit ${end[1]}]\n`;
    told[i] = masked(rest.slice(0, end.index).replace(/\n$/, '') + status);
    rest = rest.slice(end.index + end[0].length + 1);
  }
  // This kernel can't list the sockets of some protocols, which ss says.
  const heard = told.map((text) => text.replace(/\n?\[stderr\] RTNETLINK answers: Invalid argument/g, ''));
  return heard.map((text) => text.split('\n'));
}

/** What no two runs share: round trip times, the clock, identifiers drawn at random. */
function masked(text: string): string {
  return text
    .replace(/= [\d./]+ ms/g, '= T ms')
    .replace(/\d+(\.\d+)? ?ms/g, 'T ms')
    .replace(/\d+\.\d+msec/g, 'T msec')
    .replace(/(?<![\d.])\d{1,4}\.\d{3}(?![\d.])/g, 'T')
    .replace(/\b\d\d:\d\d:\d\d\.\d{6,9}\b/g, 'TIME')
    .replace(/ +T/g, ' T')
    .replace(/\[\d{10}\.\d{6}\]|^\d{10}\.\d{6}/gm, 'STAMP')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+[+-]\d{4}/g, 'DATE')
    .replace(/\bid \d+,/g, 'id ID,')
    .replace(/\d+@|^TS: .*$/gm, 'STAMP@')
    .replace(/\b(10\.0\.1\.2)\.\d{5}\b/g, '$1.PORT')
    .replace(/^(\t[\d.]+)?\t\d+( absolute)?$/gm, '$1\tSTAMP')
    .replace(/ident=\d+/g, 'ident=N')
    .replace(/OpenSSL .*/g, 'OpenSSL')
    .replace(/\b2026-\d\d-\d\d\b/g, 'DAY');
}

const PRIVATE = `mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }
mount -t sysfs sysfs /sys; mount -t tmpfs none /tmp; hostname host
mount -t tmpfs none /mnt; mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc
printf '127.0.0.1\\tlocalhost\\n' > /etc/hosts; : > /etc/resolv.conf; mkdir -p /etc/netns
printf 'hosts: files dns\\n' > /etc/nsswitch.conf
exec bash -s`;

const ENV = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  TERM: 'dumb',
  USER: 'root',
};

/** The real tools, in private namespaces that end with the script. */
export async function realTools(table: CommandTable): Promise<Told[]> {
  const argv = ['-n', '-m', '-u', '-p', '-f', '--kill-child', '--mount-proc', '--propagation', 'private'];
  const child = spawn('unshare', [...argv, 'bash', '-c', PRIVATE], { env: ENV });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stdin.end(scriptOf(table));
  await new Promise((done) => child.on('close', done));
  return answers(out, table.commands.length);
}

export function ourTools(table: CommandTable): Told[] {
  const world = blankWorld();
  let out = '';
  const output = { out: (text: string) => void (out += text), err: () => {} };
  runScript(shellsOf(world), { text: scriptOf(table), path: 's.sh', machine: BLANK }, output);
  run(world, { maxEvents: 1_000_000 });
  return answers(out, table.commands.length);
}
