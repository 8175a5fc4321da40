// A file system in memory, for tests of the shell that need no machine.

import { err, ok, type Result } from '../../src/base/result.ts';
import type { FileErrno, Files, Stat } from '../../src/engine/vfs/files.ts';

type Node =
  | { kind: 'file'; text: string; mode: number }
  | { kind: 'directory'; mode: number }
  | { kind: 'symlink'; target: string };

const PROGRAMS = 'bash sh sleep timeout cat true false ls';

export class MemoryFiles implements Files {
  readonly #nodes = new Map<string, Node>();

  constructor(programs: readonly string[] = PROGRAMS.split(' ')) {
    for (const path of ['/', '/tmp', '/root', '/etc', '/usr', '/usr/bin', '/usr/sbin', '/dev'])
      this.#nodes.set(path, { kind: 'directory', mode: 0o755 });
    this.#nodes.set('/bin', { kind: 'symlink', target: '/usr/bin' });
    this.#nodes.set('/etc/passwd', { kind: 'file', text: 'root:x:0:0:root:/root:/bin/bash\n', mode: 0o644 });
    for (const name of programs)
      this.#nodes.set(`/usr/bin/${name}`, { kind: 'file', text: '\x7fELF', mode: 0o755 });
  }

  stat(path: string, follow = true): Result<Stat, FileErrno> {
    const node = this.#nodes.get(follow ? this.#real(path) : this.#realParent(path));
    if (!node) return err('ENOENT');
    const size = node.kind === 'file' ? node.text.length : 0;
    if (node.kind === 'symlink')
      return ok({ kind: 'symlink', mode: 0o777, size, mtime: 0, target: node.target });
    return ok({ kind: node.kind, mode: node.mode, size, mtime: 0 });
  }

  list(path: string): Result<readonly string[], FileErrno> {
    const at = this.#real(path);
    if (this.#nodes.get(at)?.kind !== 'directory') return err(this.#nodes.has(at) ? 'ENOTDIR' : 'ENOENT');
    const prefix = at === '/' ? '/' : `${at}/`;
    const names = [...this.#nodes.keys()].filter((key) => key !== '/' && key.startsWith(prefix));
    return ok(names.map((key) => key.slice(prefix.length)).filter((name) => !name.includes('/')));
  }

  read(path: string): Result<string, FileErrno> {
    const node = this.#nodes.get(this.#real(path));
    if (!node) return err('ENOENT');
    return node.kind === 'file' ? ok(node.text) : err('EISDIR');
  }

  write(
    path: string,
    text: string,
    options: { append?: boolean; mode?: number } = {},
  ): Result<void, FileErrno> {
    const at = this.#real(path);
    const node = this.#nodes.get(at);
    if (node && node.kind !== 'file') return err('EISDIR');
    if (!node && this.#nodes.get(parent(at))?.kind !== 'directory') return err('ENOENT');
    const whole = options.append && node ? node.text + text : text;
    this.#nodes.set(at, { kind: 'file', text: whole, mode: node?.mode ?? options.mode ?? 0o644 });
    return ok();
  }

  mkdir(path: string, mode = 0o755): Result<void, FileErrno> {
    const at = this.#real(path);
    if (this.#nodes.has(at)) return err('EEXIST');
    if (!this.#nodes.has(parent(at))) return err('ENOENT');
    this.#nodes.set(at, { kind: 'directory', mode });
    return ok();
  }

  remove(path: string): Result<void, FileErrno> {
    return this.#nodes.delete(this.#realParent(path)) ? ok() : err('ENOENT');
  }

  rename(from: string, to: string): Result<void, FileErrno> {
    const node = this.#nodes.get(from);
    if (!node) return err('ENOENT');
    this.#nodes.delete(from);
    this.#nodes.set(to, node);
    return ok();
  }

  symlink(target: string, path: string): Result<void, FileErrno> {
    this.#nodes.set(path, { kind: 'symlink', target });
    return ok();
  }

  chmod(path: string, mode: number): Result<void, FileErrno> {
    const node = this.#nodes.get(this.#real(path));
    if (!node) return err('ENOENT');
    if (node.kind !== 'symlink') node.mode = mode;
    return ok();
  }

  utime(): Result<void, FileErrno> {
    return ok();
  }

  realpath(path: string): Result<string, FileErrno> {
    return ok(this.#real(path));
  }

  inNetns(): Files {
    return this;
  }

  #realParent(path: string): string {
    const whole = normal(path);
    const above = parent(whole);
    if (whole === '/') return '/';
    const real = this.#real(above);
    return real === '/'
      ? `/${whole.slice(whole.lastIndexOf('/') + 1)}`
      : real + whole.slice(whole.lastIndexOf('/'));
  }

  #real(path: string): string {
    const at = normal(path) === '/' ? '/' : this.#realParent(path);
    const node = this.#nodes.get(at);
    return node?.kind === 'symlink'
      ? this.#real(node.target.startsWith('/') ? node.target : `${parent(at)}/${node.target}`)
      : at;
  }
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
