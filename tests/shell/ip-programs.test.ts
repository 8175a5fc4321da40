// What a transcript can't show: programs that go on, files that are read, processes in namespaces.

import { expect, test } from 'vitest';
import { applyOp } from '../../src/engine/apply.ts';
import { type MachineId, type Nanos, type NetnsId, SECOND } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { completeIp } from '../../src/shell/commands/ip/complete.ts';
import { batchLines } from '../../src/shell/commands/ip/batch.ts';
import { IP_PROGRAMS } from '../../src/shell/commands/ip/index.ts';
import { JsonWriter } from '../../src/shell/commands/ip/json-writer.ts';
import { createShellHost } from '../../src/shell/host.ts';
import { textOutput } from '../../src/shell/plain-streams.ts';
import { createRegistry } from '../../src/shell/registry.ts';

const H1 = 'h1' as MachineId;

/** One blank machine; `start` begins a command, `run` waits for it, `tick` lets a second pass. */
function machine() {
  const world = new World(1);
  applyOp(world, { op: 'machine.add', id: H1, name: 'h1', kind: 'host' });
  const host = createShellHost(world, {
    registry: createRegistry(IP_PROGRAMS),
    filesOf: (id, netns) => filesOf(world, id, netns),
  });
  const start = (cmd: string) => {
    const ran = { text: '', status: undefined as number | undefined };
    const out = textOutput((part) => void (ran.text += part));
    const pid = host.spawnShell(H1, { argv: cmd.split(' '), stdout: out, stderr: out });
    host.step(10, world.now);
    return { ran, pid };
  };
  const tick = (): void => void host.run({ until: (world.now + SECOND) as Nanos });
  const run = (cmd: string): string => {
    const { ran, pid } = start(cmd);
    for (let i = 0; i < 1000 && !host.ended(pid); i++) host.step(1);
    const status = host.ended(pid)?.status ?? -1;
    return status === 0 ? ran.text : `${ran.text}[exit ${status}]`;
  };
  const write = (path: string, text: string): void =>
    void filesOf(world, H1, 'h1' as NetnsId).write(path, text);
  return { start, run, tick, write };
}

test('a monitor tells of a link, an address and its routes as they come', () => {
  const { start, run, tick } = machine();
  const { ran } = start('ip monitor');
  run('ip link set lo up');
  tick();
  expect(ran.text).toBe(`1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default 
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
1: lo    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 
local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1 
broadcast 127.255.255.255 dev lo table local proto kernel scope link src 127.0.0.1 
`);
});

test('a monitor sees the ends of a veth pair before they are joined, and after they are parted', () => {
  const { start, run, tick } = machine();
  const { ran } = start('ip monitor link');
  run('ip link add v0 type veth peer name v1');
  tick();
  run('ip link del v0');
  tick();
  const heads = ran.text.split('\n').filter((line) => line.includes('mtu'));
  // Linux tells of the one that was asked for first, when both go.
  expect(heads.map((line) => line.replace(/ mtu.*/, '')).toSorted()).toEqual([
    '2: v1@NONE: <BROADCAST,MULTICAST>',
    '3: v0@v1: <BROADCAST,MULTICAST,M-DOWN>',
    'Deleted 2: v1@NONE: <BROADCAST,MULTICAST>',
    'Deleted 3: v0@NONE: <BROADCAST,MULTICAST>',
  ]);
});

test('a monitor of one object is silent about the others, and labels what it tells', () => {
  const { start, run, tick } = machine();
  const { ran } = start('ip monitor label rule');
  run('ip link set lo up');
  run('ip rule add from 10.1.0.0/16 table 100');
  run('ip rule del from 10.1.0.0/16');
  tick();
  const line = '32765:\tfrom 10.1.0.0/16 lookup 100\n';
  expect(ran.text).toBe(`[RULE]${line}[RULE]Deleted ${line}`);
});

test('a namespace monitor sees names come and go', () => {
  const { start, run, tick } = machine();
  const { ran } = start('ip netns monitor');
  run('ip netns add red');
  tick();
  run('ip netns del red');
  tick();
  expect(ran.text).toBe('add red\ndelete red\n');
});

test('what ip netns exec starts is in the namespace, and so is what that starts', () => {
  const { run } = machine();
  run('ip netns add red');
  run('ip netns exec red ip link set lo up');
  expect(run('ip netns exec red ip netns identify')).toBe('red\n');
  expect(run('ip -n red -br link')).toBe(
    'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> \n',
  );
  expect(run('ip -br link')).toBe('lo               DOWN           00:00:00:00:00:00 <LOOPBACK> \n');
  expect(run('ip netns exec red nosuch')).toBe(
    'exec of "nosuch" failed: No such file or directory\n[exit 1]',
  );
});

test('-all runs a command in every namespace, the newest first', () => {
  const { run } = machine();
  run('ip netns add red');
  run('ip netns add blue');
  expect(run('ip -all netns exec ip netns identify')).toBe('\nnetns: blue\nblue\n\nnetns: red\nred\n');
});

test('a batch ends at the first failure, and with -force after the last line', () => {
  const { run, write } = machine();
  write('/tmp/b', 'link set lo up # up\n\naddr show foo9\nlink show lo\n');
  expect(run('ip -b /tmp/b')).toBe('Device "foo9" does not exist.\nCommand failed /tmp/b:3\n[exit 1]');
  expect(run('ip -force -br -b /tmp/b')).toBe(
    'Device "foo9" does not exist.\nCommand failed /tmp/b:3\n' +
      'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> \n[exit 1]',
  );
});

test('a batch line goes on after a backslash, and quotes keep words together', () => {
  expect(batchLines('link set "lo" \\\nup\n# nothing\naddr\n')).toEqual([
    { words: ['link', 'set', 'lo', 'up'], line: 2 },
    { words: ['addr'], line: 4 },
  ]);
});

test('pretty JSON is spaced as json_writer spaces it', () => {
  const json = new JsonWriter(true);
  json.open('[');
  json.open('{');
  json.key('flags');
  json.open('[');
  json.scalar('UP');
  json.close(']');
  json.key('none');
  json.open('[');
  json.close(']');
  json.close('}');
  json.close(']');
  expect(json.text).toBe('[ {\n        "flags": [ "UP" ],\n        "none": [ ]\n    } ]');
});

test.each([
  ['ip ro', ['route']],
  ['ip addr fl', ['flush']],
  ['ip -br l s', ['set', 'show']],
  ['ip link set lo mt', ['mtu']],
  ['ip addr add 192.0.2.1/24 dev ', ['lo']],
  ['ip -n ', ['red']],
  ['ip netns exec ', ['red']],
  ['ip link add br0 type bridge_', ['bridge_slave']],
  ['ip link add br0 type bridge st', ['stp_state']],
  ['ip route get 192.0.2.1 ii', ['iif']],
])('%s is completed by %j', (line, words) => {
  const world = new World(1);
  applyOp(world, { op: 'machine.add', id: H1, name: 'h1', kind: 'host' });
  applyOp(world, { op: 'netns.add', machine: H1, name: 'red' });
  const at = { world, machine: H1, netns: 'h1' as NetnsId };
  expect(completeIp(at, line.split(' ').slice(1))).toEqual(words);
});
