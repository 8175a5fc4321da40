// /dev: the devices that scripts use. What is a process's own (/dev/stdin, /dev/fd, /dev/tty) is a link into /proc/self,
// which the shell opens for it.

import { type Result, err, ok } from '../../base/result.ts';
import type { FileErrno } from './files.ts';
import { type LiveNode, liveDirectory, liveLink } from './node.ts';

/** What one read gives: enough for any program that knows when to stop. */
const ENDLESS = '\0'.repeat(65_536);

const taken = (): Result<void, FileErrno> => ok();
const nothing = (): Result<string, FileErrno> => ok('');
const character = { kind: 'live-file', mode: 0o666, size: 0, device: true } as const;

const NODES: Readonly<Record<string, LiveNode>> = {
  null: { ...character, read: nothing, write: taken },
  zero: { ...character, read: () => ok(ENDLESS), write: taken },
  full: { ...character, read: () => ok(ENDLESS), write: () => err('EIO') },
  random: { ...character, read: () => ok(ENDLESS), write: taken },
  urandom: { ...character, read: () => ok(ENDLESS), write: taken },
  tty: { ...character, read: () => err('ENXIO'), write: () => err('ENXIO') },
  fd: liveLink('/proc/self/fd'),
  stdin: liveLink('/proc/self/fd/0'),
  stdout: liveLink('/proc/self/fd/1'),
  stderr: liveLink('/proc/self/fd/2'),
  shm: liveDirectory(() => [], 0o1777),
  pts: liveDirectory(() => [], 0o755),
};

export function devNode(path: string): LiveNode | undefined {
  if (path === '') return liveDirectory(() => Object.keys(NODES), 0o755);
  const name = path.slice(1);
  return Object.hasOwn(NODES, name) ? NODES[name] : undefined;
}
