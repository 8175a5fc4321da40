// The disk of a machine, and how its calls refuse: each errno is what the kernel answers (seen on Linux 6.18).

import { describe, expect, test } from 'vitest';
import { type MachineId, rootNetnsOf } from '../../../src/engine/ids.ts';
import type { Files } from '../../../src/engine/vfs/files.ts';
import { filesOf } from '../../../src/engine/vfs/view.ts';
import { World } from '../../../src/engine/world.ts';
import { applied } from '../../support/topology.ts';

function machine(): { world: World; files: Files } {
  const world = new World(1);
  const id = 'h1' as MachineId;
  applied(world, { op: 'machine.add', id, name: 'h1', kind: 'host' });
  return { world, files: filesOf(world, id, rootNetnsOf(id)) };
}

function textOf(files: Files, path: string): string {
  const found = files.read(path);
  return found.ok ? found.value : found.error;
}

describe('a fresh machine', () => {
  test.each([
    ['/etc/hosts', '127.0.0.1\tlocalhost\n'],
    ['/etc/resolv.conf', ''],
    ['/etc/hostname', 'h1\n'],
    ['/dev/null', ''],
    ['/nosuch', 'ENOENT'],
    ['/etc', 'EISDIR'],
    ['/etc/hosts/x', 'ENOTDIR'],
    ['/etc/hosts/', 'ENOTDIR'],
    ['/etc/../etc/./hosts', '127.0.0.1\tlocalhost\n'],
  ])('%s reads %j', (path, text) => {
    expect(textOf(machine().files, path)).toBe(text);
  });

  test.each([
    ['/tmp', 'directory', 0o1777],
    ['/root', 'directory', 0o700],
    ['/bin/ls', 'file', 0o755],
    ['/proc/sys/net/ipv4/ip_forward', 'file', 0o644],
    ['/dev/null', 'character', 0o666],
  ])('%s is a %s', (path, kind, mode) => {
    expect(machine().files.stat(path)).toMatchObject({ ok: true, value: { kind, mode } });
  });

  test('has the programs where Debian has them', () => {
    const { files } = machine();
    expect(files.list('/sbin')).toEqual(files.list('/usr/sbin'));
    expect(files.realpath('/bin/../sbin/route')).toEqual({ ok: true, value: '/usr/sbin/route' });
  });
});

describe('changing files', () => {
  const cases: readonly [string, (files: Files) => unknown, unknown][] = [
    ['a file in a folder that is missing', (f) => f.write('/tmp/x/y', ''), 'ENOENT'],
    ['a folder that is there', (f) => f.mkdir('/tmp'), 'EEXIST'],
    ['a folder over a file', (f) => f.mkdir('/etc/hosts'), 'EEXIST'],
    ['text in a folder', (f) => f.write('/tmp', 'x'), 'EISDIR'],
    ['the end of a folder with files', (f) => f.remove('/etc'), 'ENOTEMPTY'],
    ['the end of the root', (f) => f.remove('/'), 'EBUSY'],
    ['a folder into itself', (f) => f.rename('/etc', '/etc/x'), 'EINVAL'],
    ['a file over a folder', (f) => f.rename('/etc/hosts', '/tmp'), 'EISDIR'],
    ['a folder over a file', (f) => f.rename('/opt', '/etc/hosts'), 'ENOTDIR'],
    ['a folder over one with files', (f) => f.rename('/opt', '/etc'), 'ENOTEMPTY'],
    ['a file from the disk into /proc', (f) => f.rename('/etc/hosts', '/proc/x'), 'EXDEV'],
    ['a link that goes round', (f) => [f.symlink('b', '/tmp/b'), f.read('/tmp/b')][1], 'ELOOP'],
    ['a new file in /proc', (f) => f.write('/proc/x', ''), 'ENOENT'],
    ['a new folder in /proc/sys/net', (f) => f.mkdir('/proc/sys/net/x'), 'ENOENT'],
    ['the end of a setting', (f) => f.remove('/proc/sys/net/ipv4/ip_forward'), 'EACCES'],
    ['the end of a table', (f) => f.remove('/proc/net/arp'), 'EPERM'],
    ['text in a table', (f) => f.write('/proc/net/arp', 'x'), 'EACCES'],
    ['new modes of a setting', (f) => f.chmod('/proc/sys/net/ipv4/ip_forward', 0o600), 'EPERM'],
    ['a new file in /sys', (f) => f.write('/sys/x', ''), 'EACCES'],
    ['a new folder in /sys', (f) => f.mkdir('/sys/x'), 'EPERM'],
    ['the end of a device', (f) => f.remove('/sys/class/net/lo'), 'EPERM'],
    ['a setting that only takes', (f) => f.read('/proc/sys/net/ipv4/route/flush'), 'EACCES'],
    ['a name of 256 octets', (f) => f.write(`/tmp/${'가'.repeat(86)}`, ''), 'ENAMETOOLONG'],
  ];
  test.each(cases)('%s is refused', (_what, change, errno) => {
    expect(change(machine().files)).toEqual({ ok: false, error: errno });
  });

  test('is undone step by step with the journal', () => {
    const { world, files } = machine();
    const before = world.journal.position;
    files.write('/etc/hosts', '10.0.0.1 r1\n', { append: true });
    files.remove('/etc/resolv.conf');
    expect(textOf(files, '/etc/hosts')).toBe('127.0.0.1\tlocalhost\n10.0.0.1 r1\n');
    expect(textOf(files, '/etc/resolv.conf')).toBe('ENOENT');
    world.journal.seek(before);
    expect(textOf(files, '/etc/hosts')).toBe('127.0.0.1\tlocalhost\n');
    expect(textOf(files, '/etc/resolv.conf')).toBe('');
  });

  test('moves a folder with all that is in it', () => {
    const { files } = machine();
    files.mkdir('/tmp/a');
    files.write('/tmp/a/f', 'text');
    files.symlink('f', '/tmp/a/l');
    files.rename('/tmp/a', '/tmp/b');
    expect(files.list('/tmp')).toEqual({ ok: true, value: ['b'] });
    expect(textOf(files, '/tmp/b/l')).toBe('text');
  });

  test('follows a symbolic link when it writes, and not when it removes', () => {
    const { files } = machine();
    files.symlink('target', '/tmp/link');
    files.write('/tmp/link', 'through');
    expect(textOf(files, '/tmp/target')).toBe('through');
    files.remove('/tmp/link');
    expect(files.list('/tmp')).toEqual({ ok: true, value: ['target'] });
  });
});
