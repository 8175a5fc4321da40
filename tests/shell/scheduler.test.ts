// Processes as coroutines in virtual time.

import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND, type Nanos } from '../../src/engine/ids.ts';
import type { ShellHost } from '../../src/shell/host.ts';
import { textOutput } from '../../src/shell/plain-streams.ts';
import { Terminal } from '../../src/shell/terminal.ts';
import { blankHost, HOST, runScript } from '../support/shell.ts';

function start(host: ShellHost, script: string) {
  let text = '';
  const take = textOutput((more) => {
    text += more;
  });
  const pid = host.spawnShell(HOST, {
    argv: ['bash', '-c', script],
    stdout: take,
    stderr: take,
    cwd: '/tmp',
  });
  return { pid, text: () => text };
}

function terminalOn(host: ShellHost) {
  let text = '';
  const terminal = new Terminal({
    write: (more) => {
      text += more;
    },
  });
  const pid = host.spawnShell(HOST, { terminal });
  const type = (line: string, steps = 20_000) => {
    text = '';
    terminal.type(`${line}\n`);
    host.step(steps);
    return text;
  };
  host.step(1000);
  return { pid, terminal, type, text: () => text };
}

describe('time', () => {
  test('is virtual: a night of sleep passes at once', () => {
    const host = blankHost();
    const { pid } = start(host, 'sleep 8h');
    host.run({ pid });
    expect(host.world.now).toBe(8 * 3600 * SECOND + MILLISECOND);
  });

  test.each([
    { script: 'true; cd /; f() { :; }; f', took: 0 },
    { script: 'ls; ls', took: 2 },
    { script: 'ls | ls', took: 1 },
    { script: 'x=$(ls; env ls)', took: 3 },
    { script: 'ls & wait', took: 1 },
  ])('loading a program takes a millisecond, a builtin nothing: $script', ({ script, took }) => {
    const host = blankHost();
    const { pid } = start(host, script);
    host.run({ pid });
    expect(host.world.now).toBe(took * MILLISECOND);
  });

  test('a program is there at once where no time may pass', () => {
    const host = blankHost();
    const { text } = start(host, 'uname; uname');
    host.step(1000, host.world.now);
    expect([text(), host.world.now]).toEqual(['Linux\nLinux\n', 0]);
  });

  test('goes no further than the limit of a step', () => {
    const host = blankHost();
    const { pid, text } = start(host, 'sleep 10; echo late');
    expect(host.run({ until: (4 * SECOND) as Nanos })).toEqual({ reason: 'time' });
    expect([host.world.now, text(), host.ended(pid)]).toEqual([4 * SECOND, '', undefined]);
    host.run({ until: (11 * SECOND) as Nanos });
    expect([text(), host.ended(pid)]).toEqual(['late\n', { status: 0 }]);
  });

  test('passes for a loop that only looks', () => {
    expect(runScript('(sleep 1; : >done) & until [ -f done ]; do :; done; echo $SECONDS').stdout).toBe('1\n');
  });

  test('stands still when everybody waits for nothing', () => {
    const host = blankHost();
    terminalOn(host);
    expect(host.run()).toEqual({ reason: 'idle' });
    expect(host.world.now).toBe(0);
  });
});

describe('processes', () => {
  test('take turns in the order of their pids, the same in each run', () => {
    const script = 'for i in 1 2 3; do { echo a$i; sleep 0.1; echo b$i; } & done; wait';
    expect(runScript(script).stdout).toBe('a1\na2\na3\nb1\nb2\nb3\n');
    expect(runScript(script)).toEqual(runScript(script));
  });

  test('stop at a full pipe until somebody reads', () => {
    const script =
      '{ for i in {1..3000}; do printf "%0100d" $i; done; echo done >&2; } | { sleep 5; echo $SECONDS >&2; while read -N 4096 x; do :; done; }';
    expect(runScript(script).stderr).toBe('5\ndone\n');
  });

  test('die of SIGPIPE when nobody reads', () => {
    expect(runScript('while :; do echo y; done | { read x; echo $x; }; echo ${PIPESTATUS[@]}').stdout).toBe(
      'y\n141 0\n',
    );
  });

  test('that lost their parent belong to init, which reaps them', () => {
    const host = blankHost();
    const { pid } = start(host, 'sleep 2 & sleep 1');
    host.run({ pid });
    const [init, orphan] = host.processes.list();
    expect([orphan?.argv, orphan?.ppid]).toEqual([['sleep', '2'], init?.pid]);
    host.run();
    expect(host.processes.list()).toHaveLength(1);
  });

  test('end with 128 and the number of the signal', () => {
    const host = blankHost();
    const { pid } = start(host, 'sleep 100');
    host.step(100, SECOND as Nanos);
    host.signal(pid, 'SIGTERM');
    host.step(100, SECOND as Nanos);
    expect(host.ended(pid)).toEqual({ status: 143, signal: 'SIGTERM' });
  });

  test('run their EXIT trap when a signal ends them', () => {
    const host = blankHost();
    const { pid, text } = start(host, "trap 'echo bye' EXIT; while :; do :; done");
    host.step(100);
    host.signal(pid, 'SIGHUP');
    host.step(1000);
    expect([text(), host.ended(pid)?.signal]).toEqual(['bye\n', 'SIGHUP']);
  });
});

describe('a terminal', () => {
  test('shows a prompt, runs commands and keeps variables', () => {
    const { type, terminal } = terminalOn(blankHost());
    expect(terminal.prompt?.text).toBe('root@host:~# ');
    expect(type('x=5; cd /tmp')).toBe('root@host:/tmp# ');
    expect(type('echo $x; nosuch')).toBe('5\nbash: nosuch: command not found\nroot@host:/tmp# ');
  });

  test('asks for the rest of a command', () => {
    const { type, terminal } = terminalOn(blankHost());
    expect(type('for i in 1 2; do')).toBe('> ');
    expect(terminal.prompt?.kind).toBe('PS2');
    type('echo $i');
    expect(type('done')).toBe('1\n2\nroot@host:~# ');
    expect([type('cat <<E'), type('hi $((1+1))')]).toEqual(['> ', '> ']);
    expect(type('echo "a')).toBe('> ');
  });

  test('stops a busy loop with Ctrl-C, and the shell goes on', () => {
    const host = blankHost();
    const { type, terminal, text } = terminalOn(host);
    expect(type('while :; do :; done', 500)).toBe('');
    expect(host.step(500)).toEqual({ reason: 'budget' });
    terminal.interrupt();
    host.step(1000);
    expect(text()).toBe('^C\nroot@host:~# ');
    expect(type('echo $?')).toBe('130\nroot@host:~# ');
  });

  test('gives Ctrl-C to the program in the foreground, and ends the loop around it', () => {
    const host = blankHost();
    const { type, terminal, text } = terminalOn(host);
    terminal.type('while true; do sleep 100; done; echo no\n');
    host.run({ until: (250 * SECOND) as Nanos });
    terminal.interrupt();
    host.step(1000);
    expect(text().endsWith('^C\nroot@host:~# ')).toBe(true);
    expect(host.processes.list().map(({ argv }) => argv[0])).toEqual(['/sbin/init', 'bash']);
    expect(type('echo $?')).toBe('130\nroot@host:~# ');
  });

  test('stops, continues and tells jobs', () => {
    const host = blankHost();
    const { type, terminal, text } = terminalOn(host);
    terminal.type('sleep 50\n');
    host.run({ until: SECOND as Nanos });
    terminal.suspend();
    host.step(100);
    expect(text()).toContain('[1]+  Stopped                 sleep 50\n');
    expect(type('jobs')).toBe('[1]+  Stopped                 sleep 50\nroot@host:~# ');
    terminal.type('bg\n');
    host.step(100, SECOND as Nanos);
    expect(text()).toContain('[1]+ sleep 50 &\n');
    host.run();
    expect(type('')).toContain('[1]+  Done                    sleep 50\n');
  });

  test('ends the shell at Ctrl-D', () => {
    const host = blankHost();
    const { pid, terminal, text } = terminalOn(host);
    terminal.endInput();
    host.step(100);
    expect([text().endsWith('exit\n'), host.ended(pid)]).toEqual([true, { status: 0 }]);
  });
});
