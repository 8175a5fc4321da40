// brctl and netstat, as recorded or seen on Debian 12.

import { expect, test } from 'vitest';
import { NetShell } from '../../support/net-shell.ts';
import { routed, switched } from './labs.ts';
import { toldBy } from './told.ts';

test('brctl show and showmacs', () => {
  const shell = new NetShell(switched().world);
  shell.run('pc1', 'ping -c 1 10.0.0.2');
  const text = toldBy(shell, 'switch', 'brctl show').replace(/8000\.\w{12}/, '8000.ID');
  expect(text).toBe(
    'bridge name\tbridge id\t\tSTP enabled\tinterfaces\nbr0\t\t8000.ID\tno\t\tswp1\n\t\t\t\t\t\t\tswp2\n\t\t\t\t\t\t\tswp3\n',
  );
  const macs = toldBy(shell, 'switch', 'brctl showmacs br0').split('\n');
  expect(macs[0]).toBe('port no\tmac addr\t\tis local?\tageing timer');
  expect(macs).toContainEqual(expect.stringMatching(/^ {2}1\t02:00:00:00:00:01\tno\t\t {3}0\.00$/));
  expect(macs).toHaveLength(1 + 5 + 1);
});

test('brctl makes and unmakes bridges', () => {
  const shell = new NetShell(routed().world);
  const r1 = (command: string) => toldBy(shell, 'r1', command);
  expect(r1('brctl addbr br1')).toBe('');
  expect(r1('brctl addbr br1')).toBe(
    "[stderr] device br1 already exists; can't create bridge with the same name\n[exit 1]",
  );
  expect(r1('brctl addif br1 nosuch')).toBe('[stderr] interface nosuch does not exist!\n[exit 1]');
  expect(r1('brctl addif nosuch eth0')).toBe('[stderr] bridge nosuch does not exist!\n[exit 1]');
  expect(r1('brctl addif br1 eth0')).toBe('');
  expect(r1('brctl addif br1 eth0')).toBe(
    "[stderr] device eth0 is already a member of a bridge; can't add it to bridge br1.\n[exit 1]",
  );
  expect(r1('brctl addif br1 lo')).toBe("[stderr] can't add lo to bridge br1: Invalid argument\n[exit 1]");
  expect(r1('brctl delif br1 eth1')).toBe('[stderr] device eth1 is not a port of br1\n[exit 1]');
  expect(r1('brctl stp br1 on')).toBe('');
  expect(r1('brctl show br1')).toMatch(/\tyes\t\teth0\n$/);
  expect(r1('brctl stp br1 foo')).toBe('[stderr] expect on/off for argument\n[exit 1]');
  expect(r1('brctl setageing br1 100')).toBe('');
  expect(r1('brctl showstp br1')).toContain(
    ' max age\t\t  20.00\t\t\tbridge max age\t\t  20.00\n hello time\t\t   2.00\t\t\tbridge hello time\t   2.00\n forward delay\t\t  15.00\t\t\tbridge forward delay\t  15.00\n ageing time\t\t 100.00\n',
  );
  expect(r1('brctl showstp br1')).toContain('eth0 (1)\n port id\t\t8001\t\t\tstate\t\t       disabled\n');
  r1('ifconfig br1 up');
  expect(r1('brctl delbr br1')).toBe("[stderr] bridge br1 is still up; can't delete it\n[exit 1]");
  r1('ifconfig br1 down');
  expect(r1('brctl delbr br1')).toBe('');
  expect(r1('brctl delbr eth0')).toBe("[stderr] can't delete bridge eth0: Operation not permitted\n[exit 1]");
  expect(r1('brctl addbr')).toBe(
    'Incorrect number of arguments for command\nUsage: brctl addbr <bridge>\t\tadd bridge\n[exit 1]',
  );
});

test('netstat -rn, -i, -tuln', () => {
  const shell = new NetShell(routed().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('netstat -rn')).toBe(`Kernel IP routing table
Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
0.0.0.0         10.0.1.1        0.0.0.0         UG        0 0          0 eth0
10.0.1.0        0.0.0.0         255.255.255.0   U         0 0          0 eth0
`);
  expect(pc1('netstat -i')).toBe(`Kernel Interface table
Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg
eth0             1500        0      0      0 0             0      0      0      0 BMRU
lo              65536        0      0      0 0             0      0      0      0 LRU
`);
  expect(pc1('netstat -tuln')).toBe(
    'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State      \n',
  );
  expect(pc1('netstat -tlnp')).toMatch(/State {7}PID\/Program name {4}\n$/);
});
