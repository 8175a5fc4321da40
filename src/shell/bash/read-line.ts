// Reading a line without taking more than it from what other commands may read next.

import type { Co } from '../co.ts';
import { FileStream } from '../file-stream.ts';
import type { Stream } from '../stream.ts';
import type { Shell } from './shell.ts';

/** A line with its newline taken off; undefined at the end. */
export function* readLine(_shell: Shell, stream: Stream | undefined): Co<string | undefined> {
  const { text, ended } = yield* readUntil(stream, '\n');
  return text === '' && ended ? undefined : text;
}

/** Up to a delimiter, which is taken but not given. */
export function* readUntil(
  stream: Stream | undefined,
  delimiter: string,
): Co<{ text: string; ended: boolean }> {
  if (!stream) return { text: '', ended: true };
  let text = '';
  for (;;) {
    const chunk = yield* stream.read(stream instanceof FileStream ? 4096 : 1);
    if (chunk === '') return { text, ended: true };
    const end = chunk.indexOf(delimiter);
    if (end < 0) {
      text += chunk;
      continue;
    }
    if (stream instanceof FileStream) stream.unread(chunk.slice(end + 1));
    return { text: text + chunk.slice(0, end), ended: false };
  }
}
