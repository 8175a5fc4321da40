// /proc/sys: the settings of the namespace of who looks (sysctl.ts), as folders, and a little of kernel/.

import { byText } from '../../base/order.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { applyOp } from '../apply.ts';
import type { MachineId, NetnsId } from '../ids.ts';
import type { NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { isReadOnly } from '../sysctl-write.ts';
import { sysctlKeys, sysctlText } from '../sysctl.ts';
import type { World } from '../world.ts';
import type { FileErrno } from './files.ts';
import { type LiveNode, liveDirectory, liveText } from './node.ts';
import { OS_RELEASE, OS_VERSION } from './proc.ts';

/** Of mode 0200: what is written to it happens, and there is nothing to read. */
const WRITE_ONLY = ['net.ipv4.route.flush'];

const KERNEL: Readonly<Record<string, string>> = {
  domainname: '(none)',
  osrelease: OS_RELEASE,
  ostype: 'Linux',
  pid_max: '32768',
  version: OS_VERSION,
};

export function procSysNode(
  world: World,
  machine: MachineId,
  netns: NetnsId,
  path: string,
): LiveNode | undefined {
  if (path === '') return liveDirectory(() => ['kernel', 'net']);
  if (path === '/kernel') return liveDirectory(() => [...Object.keys(KERNEL), 'hostname'].sort(byText));
  if (path === '/kernel/hostname') return hostname(world, machine);
  const kernel = path.startsWith('/kernel/') ? KERNEL[path.slice('/kernel/'.length)] : undefined;
  if (kernel !== undefined) return liveText(`${kernel}\n`);
  const ns = world.netns.get(netns);
  if (!ns) return undefined;
  const names = foldersOf(ns).get(path);
  if (names) return liveDirectory(() => names);
  const key = keysByPath(ns).get(path);
  return key === undefined ? undefined : setting(world, ns, key);
}

/** The path below /proc/sys of a key: a device's name may hold dots. */
export function sysctlPath(key: string): string {
  const [, family, folder, dev, name] = /^net\.(\w+)\.(conf|neigh)\.(.+)\.(\w+)$/.exec(key) ?? [];
  if (name !== undefined) return `/net/${family}/${folder}/${dev}/${name}`;
  return `/${key.replaceAll('.', '/')}`;
}

function hostname(world: World, machine: MachineId): LiveNode {
  const write = (text: string): Result<void, FileErrno> => {
    const name = text.split('\n')[0] ?? '';
    return asFileError(applyOp(world, { op: 'machine.set', id: machine, name }));
  };
  const read = (): Result<string, FileErrno> => ok(`${world.machines.get(machine)?.name ?? ''}\n`);
  return { kind: 'live-file', mode: 0o644, size: 0, read, write };
}

function setting(world: World, ns: Netns, key: string): LiveNode {
  const read = (): Result<string, FileErrno> => {
    const text = sysctlText(ns, key);
    return text === undefined ? err('EACCES') : ok(`${text}\n`);
  };
  const write = (value: string): Result<void, FileErrno> =>
    asFileError(applyOp(world, { op: 'sysctl.write', netns: ns.id, key, value }));
  const mode = WRITE_ONLY.includes(key) ? 0o200 : isReadOnly(key) ? 0o444 : 0o644;
  return { kind: 'live-file', mode, size: 0, read, write };
}

function asFileError(done: Result<void, NetlinkError>): Result<void, FileErrno> {
  if (done.ok) return ok();
  const { errno } = done.error;
  return err(errno === 'EACCES' || errno === 'ENOENT' || errno === 'EPERM' ? errno : 'EINVAL');
}

interface Tree {
  readonly version: number;
  readonly keys: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** The tree changes with the devices only. */
const trees = new WeakMap<Netns, Tree>();

function keysByPath(ns: Netns): ReadonlyMap<string, string> {
  return treeOf(ns).keys;
}

function foldersOf(ns: Netns): ReadonlyMap<string, readonly string[]> {
  return treeOf(ns).folders;
}

function treeOf(ns: Netns): Tree {
  const { version } = ns.ifindexes;
  let tree = trees.get(ns);
  if (tree?.version !== version) {
    const keys = new Map([...sysctlKeys(ns), ...WRITE_ONLY].map((key) => [sysctlPath(key), key]));
    tree = { version, keys, folders: folders([...keys.keys()]) };
    trees.set(ns, tree);
  }
  return tree;
}

/** The names in each folder, in the kernel's order, which is that of their octets. */
function folders(paths: readonly string[]): Map<string, readonly string[]> {
  const sets = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let i = 1; i < parts.length; i++) {
      const folder = parts.slice(0, i).join('/');
      const names = sets.get(folder) ?? new Set();
      sets.set(folder, names.add(parts[i] as string));
    }
  }
  return new Map([...sets].map(([folder, names]) => [folder, [...names].sort(byText)]));
}
