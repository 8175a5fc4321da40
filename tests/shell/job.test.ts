// Programs that look for, stop and repeat others say what procps' and psmisc's say. The real ones run in a pid namespace of
// their own: they can't see the machine's processes.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loudSkip } from '../support/loud-skip.ts';
import { runScript } from '../support/shell.ts';

const ALONE = ['--pid', '--fork', '--mount-proc', '--kill-child', 'bash', '--norc', '-c'];

function real(script: string) {
  const done = spawnSync('unshare', [...ALONE, script], {
    input: '',
    cwd: '/',
    timeout: 20_000,
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C.UTF-8', TERM: 'xterm' },
  });
  return { stdout: done.stdout.toString(), stderr: done.stderr.toString(), status: done.status };
}

const canUnshare = real('pgrep -V; uptime -V; killall -V').stdout.includes('procps-ng 4.0.2');
if (!canUnshare)
  loudSkip('pgrep, pkill, killall against the real ones: no unshare --pid, or no procps-ng 4.0.2');

const TWO = 'exec 2>/dev/null; sleep 71 & sleep 72 & ';
/** Started processes get their names a moment after fork(2). */
const SETTLED = `${TWO}sleep 0.2; `;
const LEFT = '; sleep 0.1; pgrep -c sleep';

const SCRIPTS = [
  'pgrep; echo $?',
  'pgrep a b; echo $?',
  'pgrep nosuch; echo $?',
  'pgrep -c nosuch; echo $?',
  "pgrep '['; echo $?",
  `${SETTLED}pgrep -c sleep`,
  `${SETTLED}pgrep -f -c 'sleep 7[12]'`,
  `${SETTLED}pgrep -x -c slee; pgrep -x -c sleep`,
  `${SETTLED}pgrep -a sleep | cut -d' ' -f2-`,
  `${SETTLED}pgrep -l sleep | cut -d' ' -f2-`,
  `${SETTLED}[ $(pgrep -n sleep) = $! ] && echo newest; [ $(pgrep -o sleep) != $! ] && echo oldest`,
  `${SETTLED}pgrep -d, sleep | tr -d 0-9`,
  `${SETTLED}pgrep -P $$ -c sleep; pgrep -P 999 -c sleep`,
  `${SETTLED}pkill -x -f 'sleep 71'; echo $?${LEFT}`,
  `${SETTLED}pkill -9 sleep; echo $?; wait; pgrep -c sleep`,
  `${SETTLED}pkill -KILL -x sleep; wait $!; echo $?`,
  'pkill nosuch; echo $?',
  'pkill; echo $?',
  `${SETTLED}killall sleep; echo $?; wait $!; echo $?`,
  'killall nosuch; echo $?',
  'killall -q nosuch; echo $?',
  'killall -s FOO x; echo $?',
  `${SETTLED}killall -9 sleep; wait $!; echo $?`,
  'pidof nosuch; echo $?',
  `${SETTLED}[ "$(pidof sleep)" = "$(pgrep sleep | tac | xargs)" ] && echo same`,
  'watch >/dev/null; echo $?',
  'watch -n x ls; echo $?',
  "echo 0 >/tmp/n; watch -n 0.1 -g 'read n </tmp/n; echo $((n+1)) >/tmp/n; echo $((n > 3))' >/dev/null; echo $?; cat /tmp/n; rm /tmp/n",
  'less nosuch; echo $?',
  'more nosuch; echo $?',
  'echo hi | less; echo hi | more; less </dev/null',
  'mkdir -p /tmp/pg; echo 1 >/tmp/pg/a; echo 2 >/tmp/pg/b; more /tmp/pg/a /tmp/pg/b; less /tmp/pg/a /tmp/pg/b; rm -r /tmp/pg',
  'less /etc; echo $?; more /etc; echo $?',
];

describe.skipIf(!canUnshare)('jobs as procps and psmisc see them', () => {
  test.each(SCRIPTS)('%s', (script) => {
    expect(runScript(script)).toEqual(real(script));
  });
});

describe('a machine that has just started', () => {
  test('is up for no minutes, and longer later', () => {
    const { stdout } = runScript('uptime; sleep 100; uptime -p; uptime -s; sleep 90000; uptime');
    expect(stdout).toBe(
      ' 00:00:00 up 0 min,  0 user,  load average: 0.00, 0.00, 0.00\nup 1 minute\n2026-01-01 00:00:00\n' +
        ' 01:01:40 up 1 day,  1:01,  0 user,  load average: 0.00, 0.00, 0.00\n',
    );
  });

  test('has one disk', () => {
    expect(runScript('df -h; df -T / | tail -1; df nosuch').stdout).toBe(
      'Filesystem      Size  Used Avail Use% Mounted on\n/dev/vda         20G  2.1G   17G  11% /\n' +
        '/dev/vda       ext4  20466256 2131072  17311872  11% /\n',
    );
  });
});
