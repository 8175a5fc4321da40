// open(2): what a path names, for reading or writing. Programs call `proc.open`, or readAll below.

import { err, ok, type Result } from '../base/result.ts';
import type { FileErrno, Files } from '../engine/vfs/files.ts';
import type { Co } from './co.ts';
import { FileStream, isLive } from './file-stream.ts';
import { resolvePath } from './path.ts';
import { nullStream, zeroStream } from './plain-streams.ts';
import type { OpenMode, Proc } from './program.ts';
import type { Stream } from './stream.ts';

type Opened = Result<Stream, FileErrno>;

/** What open needs to know of the process: less than all of it, so that the scheduler can call it. */
export interface Opener extends Pick<Proc, 'cwd' | 'fds' | 'umask' | 'files'> {
  fifo(path: string): { readonly reader: Stream; readonly writer: Stream };
  randomStream(): Stream;
}

export function openPath(proc: Opener, path: string, mode: OpenMode): Opened {
  if (path === '') return err('ENOENT');
  const absolute = resolvePath(proc.cwd, path);
  return absolute.startsWith('/dev/') || absolute.startsWith('/proc/self/fd/')
    ? (openDevice(proc, absolute, mode) ?? openFile(proc, absolute, mode))
    : openFile(proc, path.endsWith('/') ? `${absolute}/` : absolute, mode);
}

function openDevice(proc: Opener, path: string, mode: OpenMode): Opened | undefined {
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path);
  if (number) return descriptor(proc, Number(number[1]), mode);
  switch (path) {
    case '/dev/null':
      return ok(nullStream);
    case '/dev/zero':
      return ok(zeroStream);
    case '/dev/random':
    case '/dev/urandom':
      return ok(proc.randomStream());
    case '/dev/stdin':
      return descriptor(proc, 0, mode);
    case '/dev/stdout':
      return descriptor(proc, 1, mode);
    case '/dev/stderr':
      return descriptor(proc, 2, mode);
    case '/dev/tty':
      return terminalOf(proc);
    default:
      return undefined;
  }
}

/** A file is opened again by way of /proc/self/fd, and truncated if that is asked for; pipes and terminals are shared. */
function descriptor(proc: Opener, fd: number, mode: OpenMode): Opened {
  const stream = proc.fds.get(fd);
  if (stream instanceof FileStream) return openFile(proc, stream.path, mode);
  return stream ? ok(stream) : err('ENOENT');
}

function terminalOf(proc: Opener): Opened {
  const stream = [2, 1, 0].map((fd) => proc.fds.get(fd)).find((known) => known?.tty);
  return stream ? ok(stream) : err('ENOENT');
}

function openFile(proc: Opener, path: string, mode: OpenMode): Opened {
  const found = proc.files.stat(path);
  if (!found.ok)
    return mode === 'read' || found.error !== 'ENOENT' ? err(found.error) : create(proc, path, mode);
  const { kind } = found.value;
  if (kind === 'directory')
    return mode === 'read' ? ok(new FileStream(proc.files, path, reading)) : err('EISDIR');
  if (kind === 'fifo') return ok(mode === 'read' ? proc.fifo(path).reader : proc.fifo(path).writer);
  if (mode === 'exclusive') return err('EEXIST');
  if (mode === 'read') {
    const readable = proc.files.read(path);
    return readable.ok ? ok(new FileStream(proc.files, path, reading)) : err(readable.error);
  }
  if (mode === 'write' || isLive(path)) return emptied(proc, path, mode);
  return ok(fileFor(proc, path, mode));
}

const reading = { reads: true, writes: false, append: false, mode: 0 };

function create(proc: Opener, path: string, mode: OpenMode): Opened {
  if (path.endsWith('/')) return err('EISDIR');
  const made = proc.files.write(path, '', { mode: 0o666 & ~proc.umask });
  return made.ok ? ok(fileFor(proc, path, mode)) : err(made.error);
}

/** Truncates it; a live file is only asked whether it can be opened so. */
function emptied(proc: Opener, path: string, mode: OpenMode): Opened {
  const done = proc.files.write(path, '');
  return done.ok ? ok(fileFor(proc, path, mode)) : err(done.error);
}

function fileFor(proc: Opener, path: string, mode: OpenMode): Stream {
  const options = {
    reads: mode === 'read-write',
    writes: true,
    append: mode === 'append',
    mode: 0o666 & ~proc.umask,
  };
  return new FileStream(proc.files, path, options);
}

/** Everything that a stream still has. */
export function* readToEnd(stream: Stream): Co<string> {
  const chunks: string[] = [];
  for (;;) {
    const chunk = yield* stream.read();
    if (chunk === '') return chunks.join('');
    chunks.push(chunk);
  }
}

/** The whole of what the user named; `-` is standard input. A directory is EISDIR. */
export function* readAll(proc: Proc, path: string): Co<Result<string, FileErrno>> {
  if (path === '-') {
    const input = proc.fds.get(0);
    return ok(input ? yield* readToEnd(input) : '');
  }
  const opened = proc.open(path, 'read');
  if (!opened.ok) return opened;
  const { value: stream } = opened;
  if (stream instanceof FileStream && isDirectory(proc.files, stream.path)) return err('EISDIR');
  stream.open();
  const text = yield* readToEnd(stream);
  stream.close();
  return ok(text);
}

function isDirectory(files: Files, path: string): boolean {
  const found = files.stat(path);
  return found.ok && found.value.kind === 'directory';
}
