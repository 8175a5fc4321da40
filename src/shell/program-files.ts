// Puts the programs where `ls /usr/bin`, `which ip` and `[ -x /usr/sbin/ip ]` look for them: over a machine's own files.

import { err, ok, type Result } from '../base/result.ts';
import type { FileErrno, Files, Stat } from '../engine/vfs/files.ts';
import { baseName, folderName } from './path.ts';
import type { Registry } from './registry.ts';

/** Debian's merged /usr: /bin and /sbin are links into it. */
const LINKS: Readonly<Record<string, string>> = { '/bin': 'usr/bin', '/sbin': 'usr/sbin' };
const FOLDERS = ['/usr', '/usr/bin', '/usr/sbin', '/usr/local', '/usr/local/bin', '/usr/local/sbin'];

/** The path with /bin and /sbin followed. */
function followed(path: string): string {
  const match = /^\/(s?bin)(\/|$)/.exec(path);
  return match ? `/usr${path}` : path;
}

export class ProgramFiles implements Files {
  readonly below: Files;
  readonly #registry: Registry;

  constructor(below: Files, registry: Registry) {
    this.below = below;
    this.#registry = registry;
  }

  stat(path: string, follow = true): Result<Stat, FileErrno> {
    const target = LINKS[path];
    if (target !== undefined && !follow)
      return ok({ kind: 'symlink', mode: 0o777, size: target.length, mtime: 0, target });
    const at = followed(path);
    const own = this.below.stat(at, follow);
    if (own.ok) return own;
    if (this.#isProgram(at)) return ok({ kind: 'file', mode: 0o755, size: 65_536, mtime: 0 });
    if (FOLDERS.includes(at)) return ok({ kind: 'directory', mode: 0o755, size: 4096, mtime: 0 });
    return own;
  }

  list(path: string): Result<readonly string[], FileErrno> {
    const at = followed(path);
    const own = this.below.list(at);
    const extra = this.#namesIn(at);
    if (!own.ok) return extra.length > 0 || FOLDERS.includes(at) ? ok(extra) : own;
    return extra.length === 0 ? own : ok([...new Set([...own.value, ...extra])].sort());
  }

  read(path: string): Result<string, FileErrno> {
    const at = followed(path);
    const own = this.below.read(at);
    // What stands for the machine code: enough for `file`, `head` and `cat` to show that this isn't text.
    if (!own.ok && this.#isProgram(at)) return ok('\x7fELF\x02\x01\x01');
    return own;
  }

  write(path: string, text: string, options?: { append?: boolean; mode?: number }): Result<void, FileErrno> {
    const at = followed(path);
    const made = this.below.write(at, text, options);
    if (made.ok || !this.#makeFolder(folderName(at))) return made;
    return this.below.write(at, text, options);
  }

  mkdir(path: string, mode?: number): Result<void, FileErrno> {
    const made = this.below.mkdir(followed(path), mode);
    return made.ok || !this.#makeFolder(folderName(followed(path)))
      ? made
      : this.below.mkdir(followed(path), mode);
  }

  remove(path: string): Result<void, FileErrno> {
    const at = followed(path);
    const gone = this.below.remove(at);
    return !gone.ok && this.#isProgram(at) ? err('EPERM') : gone;
  }

  rename(from: string, to: string): Result<void, FileErrno> {
    return this.below.rename(followed(from), followed(to));
  }

  symlink(target: string, path: string): Result<void, FileErrno> {
    return this.below.symlink(target, followed(path));
  }

  chmod(path: string, mode: number): Result<void, FileErrno> {
    return this.below.chmod(followed(path), mode);
  }

  #isProgram(path: string): boolean {
    const program = this.#registry.get(baseName(path));
    return program !== undefined && (program.folder ?? '/usr/bin') === folderName(path);
  }

  #namesIn(folder: string): string[] {
    const programs = this.#registry.all
      .filter((program) => (program.folder ?? '/usr/bin') === folder)
      .map((program) => program.name);
    const folders = FOLDERS.filter((known) => folderName(known) === folder).map(baseName);
    const links = folder === '/' ? Object.keys(LINKS).map(baseName) : [];
    return [...programs, ...folders, ...links].sort();
  }

  /** A folder that only stands here becomes a real one when something is put into it. */
  #makeFolder(folder: string): boolean {
    if (!FOLDERS.includes(folder) || this.below.stat(folder).ok) return false;
    const above = folderName(folder);
    if (above !== '/') this.#makeFolder(above);
    return this.below.mkdir(folder, 0o755).ok;
  }
}
