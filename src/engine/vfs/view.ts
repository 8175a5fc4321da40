// A process's view of its machine's file system: the disk, the kernel's own trees mounted over it, and what `ip netns exec`
// binds over /etc. Resolves paths as fs/namei.c does, and refuses what can't be done as the file systems do. Everybody is
// root here, so that permission bits matter only to the kernel's own files.

import { err, ok, type Result } from '../../base/result.ts';
import { octetLength } from '../../base/octets.ts';
import type { MachineId, NetnsId } from '../ids.ts';
import type { World } from '../world.ts';
import { type Disk, diskOf } from './disk.ts';
import type { FileErrno, Files, Stat, WriteOptions } from './files.ts';
import { liveTrees } from './live.ts';
import { type Mounts, mountsOf } from './mounts.ts';
import type { DiskNode, FileNode, LiveNode, LiveTree } from './node.ts';
import { childOf, isBelow, nameOf, parentOf, partsOf } from './path.ts';

/** MAXSYMLINKS. */
const MAX_LINKS = 40;
const NAME_MAX = 255;
/** What a directory is said to take on an ext4 disk. */
const DIRECTORY_SIZE = 4096;

interface Place {
  /** Without symbolic links. */
  readonly path: string;
  readonly node: FileNode | undefined;
}

/** The file system as a process in `netns` sees it that was started there by `ip netns exec`, or at the console. */
export function filesOf(world: World, machine: MachineId, netns: NetnsId): Files {
  return new FilesView(world, machine, netns, mountsOf(world, machine, netns));
}

class FilesView implements Files {
  readonly #world: World;
  readonly #machine: MachineId;
  readonly #mounts: Mounts;
  readonly #trees: readonly LiveTree[];

  constructor(world: World, machine: MachineId, netns: NetnsId, mounts: Mounts) {
    this.#world = world;
    this.#machine = machine;
    this.#mounts = mounts;
    this.#trees = liveTrees(world, machine, netns, mounts);
  }

  inNetns(netns: NetnsId): Files {
    return new FilesView(this.#world, this.#machine, netns, this.#mounts);
  }

  stat(path: string, follow = true): Result<Stat, FileErrno> {
    const found = this.#existing(path, follow);
    return found.ok ? ok(statOf(found.value.node)) : found;
  }

  realpath(path: string): Result<string, FileErrno> {
    const found = this.#resolve(path, true);
    return found.ok ? ok(found.value.path) : found;
  }

  list(path: string): Result<readonly string[], FileErrno> {
    const found = this.#existing(path);
    if (!found.ok) return found;
    const { node, path: real } = found.value;
    if (node.kind === 'live-directory') return ok(node.names());
    return node.kind === 'directory' ? ok(this.#names(real)) : err('ENOTDIR');
  }

  read(path: string): Result<string, FileErrno> {
    const found = this.#existing(path);
    if (!found.ok) return found;
    const { node } = found.value;
    if (isDirectory(node)) return err('EISDIR');
    if (node.kind === 'live-file') return (node.mode & 0o444) === 0 ? err('EACCES') : node.read();
    return ok(node.kind === 'file' ? node.text : '');
  }

  write(path: string, text: string, options: WriteOptions = {}): Result<void, FileErrno> {
    const found = this.#resolve(path, true);
    if (!found.ok) return found;
    const { node, path: real } = found.value;
    if (!node) return this.#create(real, path, text, options.mode ?? 0o644);
    if (isDirectory(node)) return err('EISDIR');
    if (node.kind === 'live-file') return writeLive(node, text);
    const before = node.kind === 'file' && options.append ? node.text : '';
    const mode = node.kind === 'symlink' || node.kind === 'live-link' ? 0o777 : node.mode;
    this.#put(real, { kind: 'file', text: before + text, mode, mtime: this.#world.now });
    return ok();
  }

  mkdir(path: string, mode = 0o755): Result<void, FileErrno> {
    const found = this.#resolve(path, false);
    if (!found.ok) return found;
    if (found.value.node) return err('EEXIST');
    return this.#add(found.value.path, 'mkdir', { kind: 'directory', mode, mtime: this.#world.now });
  }

  symlink(target: string, path: string): Result<void, FileErrno> {
    const found = this.#resolve(path, false);
    if (!found.ok) return found;
    if (found.value.node) return err('EEXIST');
    return this.#add(found.value.path, 'create', { kind: 'symlink', target, mtime: this.#world.now });
  }

  remove(path: string): Result<void, FileErrno> {
    const found = this.#existing(path, false);
    if (!found.ok) return found;
    const { node, path: real } = found.value;
    const refused = this.#removalRefused(real);
    if (refused) return err(refused);
    if (node.kind === 'directory' && this.#names(real).length > 0) return err('ENOTEMPTY');
    this.#disk.delete(this.#onDisk(real));
    return ok();
  }

  rename(from: string, to: string): Result<void, FileErrno> {
    const source = this.#existing(from, false);
    if (!source.ok) return source;
    const target = this.#resolve(to, false);
    if (!target.ok) return target;
    const { path: old } = source.value;
    const { path, node } = target.value;
    if (old === path) return ok();
    const refused = this.#renameRefused(source.value, path, node);
    if (refused) return err(refused);
    this.#move(this.#onDisk(old), this.#onDisk(path));
    return ok();
  }

  chmod(path: string, mode: number): Result<void, FileErrno> {
    return this.#change(path, (node) => (node.kind === 'symlink' ? node : { ...node, mode }));
  }

  utime(path: string, mtime: number): Result<void, FileErrno> {
    return this.#change(path, (node) => ({ ...node, mtime }));
  }

  get #disk(): Disk {
    return diskOf(this.#world, this.#machine);
  }

  #change(path: string, change: (node: DiskNode) => DiskNode): Result<void, FileErrno> {
    const found = this.#existing(path);
    if (!found.ok) return found;
    const tree = this.#treeAt(found.value.path);
    const { node } = found.value;
    if (tree || isLive(node)) return err(tree?.refuses.chmod ?? 'EPERM');
    this.#put(found.value.path, change(node));
    return ok();
  }

  #create(real: string, path: string, text: string, mode: number): Result<void, FileErrno> {
    if (path.endsWith('/')) return err('EISDIR');
    return this.#add(real, 'create', { kind: 'file', text, mode, mtime: this.#world.now });
  }

  #add(path: string, how: 'create' | 'mkdir', node: DiskNode): Result<void, FileErrno> {
    const tree = this.#treeAt(path);
    if (tree) return err(tree.refuses[how]);
    if (octetLength(nameOf(path)) > NAME_MAX) return err('ENAMETOOLONG');
    this.#put(path, node);
    return ok();
  }

  #put(path: string, node: DiskNode): void {
    this.#disk.set(this.#onDisk(path), node);
  }

  #removalRefused(path: string): FileErrno | undefined {
    if (path === '/' || this.#mounts.binds.has(path)) return 'EBUSY';
    const tree = this.#treeAt(path);
    return tree && (path === tree.at ? 'EBUSY' : tree.refuses.remove);
  }

  #renameRefused(source: Place, to: string, target: FileNode | undefined): FileErrno | undefined {
    if (this.#treeAt(source.path) !== this.#treeAt(to)) return 'EXDEV';
    const refused = this.#removalRefused(source.path) ?? (target && this.#removalRefused(to));
    if (refused) return refused;
    const isDir = source.node?.kind === 'directory';
    if (isDir && isBelow(to, source.path)) return 'EINVAL';
    if (!target) return undefined;
    if (isDir !== isDirectory(target)) return isDir ? 'ENOTDIR' : 'EISDIR';
    return isDir && this.#names(to).length > 0 ? 'ENOTEMPTY' : undefined;
  }

  #move(from: string, to: string): void {
    const disk = this.#disk;
    const moved = disk.below(from).map((path) => [path, disk.get(path)] as const);
    for (const [path, node] of moved) if (node) disk.set(to + path.slice(from.length), node);
    for (const [path] of moved.reverse()) disk.delete(path);
  }

  #names(directory: string): readonly string[] {
    const names = this.#disk.names(this.#onDisk(directory));
    const mounted = this.#trees
      .filter((tree) => parentOf(tree.at) === directory && tree.node(''))
      .map((tree) => nameOf(tree.at))
      .filter((name) => !names.includes(name));
    return [...names, ...mounted];
  }

  #existing(path: string, follow = true): Result<Place & { readonly node: FileNode }, FileErrno> {
    const found = this.#resolve(path, follow);
    if (!found.ok) return found;
    const { node, path: real } = found.value;
    if (!node) return err('ENOENT');
    return path.endsWith('/') && !isDirectory(node) ? err('ENOTDIR') : ok({ path: real, node });
  }

  /** Walks from the root. The last part may be missing; of those before, each has to be a directory. */
  #resolve(path: string, follow: boolean): Result<Place, FileErrno> {
    if (path === '') return err('ENOENT');
    const todo = partsOf(path).reverse();
    let links = 0;
    let at: Place = { path: '/', node: this.#nodeAt('/') };
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      if (!at.node) return err('ENOENT');
      if (!isDirectory(at.node)) return err('ENOTDIR');
      const here: string = at.path;
      const next = part === '..' ? parentOf(here) : childOf(here, part);
      const node = this.#nodeAt(next);
      const isLast = todo.length === 0 && !path.endsWith('/');
      if ((node?.kind !== 'symlink' && node?.kind !== 'live-link') || (isLast && !follow)) {
        at = { path: next, node };
        continue;
      }
      if (++links > MAX_LINKS) return err('ELOOP');
      todo.push(...partsOf(node.target).reverse());
      if (node.target.startsWith('/')) at = { path: '/', node: this.#nodeAt('/') };
    }
    return ok(at);
  }

  #nodeAt(path: string): FileNode | undefined {
    const tree = this.#treeAt(path);
    return tree ? tree.node(path.slice(tree.at.length)) : this.#disk.get(this.#onDisk(path));
  }

  #treeAt(path: string): LiveTree | undefined {
    return this.#trees.find((tree) => isBelow(path, tree.at) && (tree.node('') || path !== tree.at));
  }

  /** Where a path of /etc that is bound over really is. */
  #onDisk(path: string): string {
    for (const [over, source] of this.#mounts.binds) {
      if (isBelow(path, over)) return source + path.slice(over.length);
    }
    return path;
  }
}

function isDirectory(node: FileNode): boolean {
  return node.kind === 'directory' || node.kind === 'live-directory';
}

function isLive(node: FileNode): node is LiveNode {
  return node.kind === 'live-file' || node.kind === 'live-directory' || node.kind === 'live-link';
}

function writeLive(node: Extract<LiveNode, { kind: 'live-file' }>, text: string): Result<void, FileErrno> {
  if (!node.write || (node.mode & 0o222) === 0) return err('EACCES');
  return text === '' ? ok() : node.write(text);
}

function statOf(node: FileNode): Stat {
  switch (node.kind) {
    case 'live-directory':
      return { kind: 'directory', mode: node.mode, size: 0, mtime: 0 };
    case 'live-link':
      return { kind: 'symlink', mode: 0o777, size: node.size, mtime: 0, target: node.target };
    case 'live-file':
      return { kind: node.device ? 'character' : 'file', mode: node.mode, size: node.size, mtime: 0 };
    case 'symlink':
      return {
        kind: 'symlink',
        mode: 0o777,
        size: octetLength(node.target),
        mtime: node.mtime,
        target: node.target,
      };
    case 'file':
      return { kind: 'file', mode: node.mode, size: octetLength(node.text), mtime: node.mtime };
    case 'fifo':
      return { kind: 'fifo', mode: node.mode, size: 0, mtime: node.mtime };
    case 'directory':
      return { kind: 'directory', mode: node.mode, size: DIRECTORY_SIZE, mtime: node.mtime };
  }
}
