// /etc/network/interfaces by hand: ifup and ifdown do what the boot does (interfaces(5), ifup(8)).

import { describe, expect, test } from 'vitest';
import { PROGRAMS } from '../../src/shell/commands/registry.ts';
import { runScript } from '../support/shell.ts';

const FILE = `ip link add br9 type bridge
cat >/etc/network/interfaces <<'END'
auto lo br9
iface lo inet loopback
iface br9 inet static
  address 192.0.2.7
  netmask 255.255.255.0
  gateway 192.0.2.1
  up ip route add 10.0.0.0/8 via 192.0.2.2
  up echo $IFACE is up
  down echo $IFACE goes down
END
`;

function told(script: string) {
  const { stdout, stderr, status } = runScript(FILE + script, { registry: PROGRAMS });
  return { stdout, stderr, status };
}

describe('ifup', () => {
  test('sets the address, the default route and runs the lines', () => {
    expect(told('ifup br9; ip -4 -br a show br9; ip r | cut -d" " -f1-3').stdout.replace(/ +/g, ' ')).toBe(
      'br9 is up\nbr9 UNKNOWN 192.0.2.7/24 \ndefault via 192.0.2.1\n10.0.0.0/8 via 192.0.2.2\n192.0.2.0/24 dev br9\n',
    );
  });

  test('knows what is up, and says so', () => {
    expect(told('ifup br9; ifup br9; cat /run/network/ifstate')).toEqual({
      stdout: 'br9 is up\nbr9=br9\n',
      stderr: 'ifup: interface br9 already configured\n',
      status: 0,
    });
  });

  test('refuses what the file does not name', () => {
    expect(told('ifup eth8')).toEqual({ stdout: '', stderr: 'ifup: unknown interface eth8\n', status: 1 });
  });

  test('-a brings up what is auto', () => {
    expect(told('ifup -a; cat /run/network/ifstate').stdout).toBe('br9 is up\nlo=lo\nbr9=br9\n');
  });

  test('fails where a line fails', () => {
    const { stderr, status } = told('ip link del br9; ifup br9');
    expect(stderr).toBe('Cannot find device "br9"\nifup: failed to bring up br9\n');
    expect(status).toBe(1);
  });
});

describe('ifdown', () => {
  test('takes the address away and the link down', () => {
    expect(told('ifup br9; ifdown br9; ip -4 -br a show br9; ip r; ifdown br9')).toEqual({
      stdout: 'br9 is up\nbr9 goes down\n',
      stderr: 'ifdown: interface br9 not configured\n',
      status: 0,
    });
  });
});

describe('ip', () => {
  test('is in both of the places where Debian has it', () => {
    const script =
      '/sbin/ip -br l show lo | cut -c1-2; /bin/ip -V | cut -c1-2; type -a ip; which -a ip; ls >/dev/null; type -a ls';
    expect(runScript(`PATH=/usr/sbin:/usr/bin:/sbin:/bin; ${script}`, { registry: PROGRAMS }).stdout).toBe(
      'lo\nip\n' +
        ['/usr/sbin/ip', '/usr/bin/ip', '/sbin/ip', '/bin/ip'].map((path) => `ip is ${path}\n`).join('') +
        '/usr/sbin/ip\n/usr/bin/ip\n/sbin/ip\n/bin/ip\nls is /usr/bin/ls\nls is /bin/ls\n',
    );
  });
});
