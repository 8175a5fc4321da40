// Programs that run another one: env, xargs, timeout, find.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { quote } from './quote.ts';
import { type Call, complain } from './tool.ts';

/** What a shell would say, too: the file isn't there, or can't be executed. */
export function statusOfFailure(errno: 'ENOENT' | 'EACCES'): number {
  return errno === 'ENOENT' ? 127 : 126;
}

/** Becomes `argv`. */
export function* become(call: Call, argv: readonly string[]): Co<number> {
  const started = call.proc.exec(argv);
  if (started.ok) return yield* started.value;
  yield* complain(call, `${quote(argv[0] ?? '')}: ${describeErrno(started.error)}`);
  return statusOfFailure(started.error);
}
