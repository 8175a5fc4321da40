// What `ip` and `bridge` do alike once they have read their options: switch to a namespace, and read commands from a file
// (netns_switch, lib/namespace.c; do_batch, lib/utils.c).

import type { Co } from '../../co.ts';
import { readAll } from '../../open.ts';
import type { Proc } from '../../program.ts';
import { err } from '../../say.ts';
import { Args } from './args.ts';
import { batchLines } from './batch.ts';
import { cannotOpen, netnsByName } from './netns-names.ts';
import { type IpOptions, Session } from './session.ts';

/** In the namespace that `-n` names, where what it starts (`ip -n red netns exec …`) begins, too; otherwise in the process's own. */
export function openSession(proc: Proc, options: IpOptions, netns: string | undefined): Session | undefined {
  const here = proc.world.netns.get(proc.netns);
  if (!here) return undefined;
  if (netns === undefined) return new Session(proc, here, options);
  const ns = netnsByName(new Session(proc, here, options), netns);
  if (!ns) throw cannotOpen(netns);
  proc.netns = ns.id;
  return new Session(proc, ns, options);
}

/** Each line by `run`; with -force the first failure isn't the end. */
export function* runBatch(s: Session, name: string, run: (args: Args) => Co<number>): Co<number> {
  const text = yield* readAll(s.proc, name);
  if (!text.ok) {
    yield* err(s.proc, `Cannot open file "${name}" for reading: No such file or directory\n`);
    return 1;
  }
  let failed = 0;
  for (const { words, line } of batchLines(text.value)) {
    if ((yield* run(new Args(words))) === 0) continue;
    yield* err(s.proc, `Command failed ${name}:${line}\n`);
    failed = 1;
    if (!s.options.force) break;
  }
  return failed;
}
