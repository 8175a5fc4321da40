// `reboot` in a shell: every process of the machine ends, and what it does at its start is done.

import { expect, test } from 'vitest';
import { rootNetnsOf } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { BLANK, blankWorld, shellsOf } from '../../src/lab/shell-session.ts';
import { textOutput } from '../../src/shell/plain-streams.ts';

const SCRIPT = `
sysctl -qw net.ipv4.ip_forward=1
printf 'auto lo\\niface lo inet loopback\\n  up echo up > /root/log\\n' > /etc/network/interfaces
sleep 100 &
reboot
echo never
`;

test('reboot ends all that runs, forgets, and runs the up lines of /etc/network/interfaces', () => {
  const world = blankWorld();
  const shells = shellsOf(world);
  let printed = '';
  const output = textOutput((text) => (printed += text));
  const pid = shells.spawnShell(BLANK, { argv: ['bash', '-c', SCRIPT], stdout: output, stderr: output });
  shells.run({ pid });
  expect(shells.ended(pid)).toMatchObject({ signal: 'SIGKILL', rebooted: true });
  shells.run({ maxSteps: 10_000 });
  const files = filesOf(world, BLANK, rootNetnsOf(BLANK));
  expect(files.read('/proc/sys/net/ipv4/ip_forward')).toMatchObject({ value: '0\n' });
  expect(files.read('/root/log')).toMatchObject({ value: 'up\n' });
  expect(printed).toBe('');
  expect(shells.processes.list().filter(({ argv }) => argv[0] !== '/sbin/init')).toEqual([]);
});
