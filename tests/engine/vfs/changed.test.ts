// What a document keeps of the files: all that differs from a fresh install, and nothing that a reboot loses.

import { describe, expect, test } from 'vitest';
import { type MachineId, rootNetnsOf } from '../../../src/engine/ids.ts';
import { changedFiles, restoreFiles } from '../../../src/engine/vfs/changed.ts';
import { filesOf } from '../../../src/engine/vfs/view.ts';
import { World } from '../../../src/engine/world.ts';
import { applied } from '../../support/topology.ts';

const h1 = 'h1' as MachineId;

function machine() {
  const world = new World(1);
  applied(world, { op: 'machine.add', id: h1, name: 'h1', kind: 'host' });
  return { world, files: filesOf(world, h1, rootNetnsOf(h1)) };
}

describe('the changed files of a machine', () => {
  test('are none on a fresh one', () => {
    expect(changedFiles(machine().world, h1)).toEqual({});
  });

  test('are texts, modes, links and what is gone, without what a reboot loses', () => {
    const { world, files } = machine();
    files.mkdir('/etc/netns');
    files.mkdir('/etc/netns/red');
    files.write('/etc/netns/red/hosts', 'x\n');
    files.chmod('/etc/hosts', 0o600);
    files.symlink('hosts', '/etc/names');
    files.remove('/etc/issue');
    files.mkdir('/srv/www', 0o700);
    files.write('/tmp/x', 'lost');
    expect(changedFiles(world, h1)).toEqual({
      '/etc/hosts': { text: '127.0.0.1\tlocalhost\n', mode: 0o600 },
      '/etc/issue': { gone: true },
      '/etc/names': { link: 'hosts' },
      '/etc/netns/red/hosts': { text: 'x\n' },
      '/srv/www': { directory: true, mode: 0o700 },
    });
  });

  test('make another machine the same', () => {
    const { world, files } = machine();
    const changes = { '/a/b/c': { text: 'deep' }, '/etc/issue': { gone: true as const } };
    files.write('/root/other', 'goes');
    files.write('/tmp/x', 'stays');
    restoreFiles(world, h1, changes);
    expect(changedFiles(world, h1)).toEqual(changes);
    expect(files.read('/a/b/c')).toEqual({ ok: true, value: 'deep' });
    expect(files.read('/root/other')).toEqual({ ok: false, error: 'ENOENT' });
    expect(files.read('/tmp/x')).toEqual({ ok: true, value: 'stays' });
  });

  test('are restored without a step if they are there already', () => {
    const { world, files } = machine();
    files.write('/root/x', '');
    const before = world.journal.position;
    restoreFiles(world, h1, changedFiles(world, h1));
    expect(world.journal.position).toBe(before);
  });
});
