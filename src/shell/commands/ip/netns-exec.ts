// `ip netns exec NAME CMD …`: becomes the command, in the namespace, with /etc/netns/NAME over /etc (netns_exec,
// ip/ipnetns.c; netns_switch, lib/namespace.c).

import type { Netns } from '../../../engine/netns.ts';
import { filesOf } from '../../../engine/vfs/view.ts';
import type { Co } from '../../co.ts';
import type { Proc } from '../../program.ts';
import { err, out } from '../../say.ts';
import { type Args, Exit } from './args.ts';
import { cannotOpen, namedNetns, netnsByName } from './netns-names.ts';
import type { Session } from './session.ts';

export function* netnsExec(s: Session, args: Args): Co<number> {
  if (!args.more && !s.options.all) throw new Exit(1, 'No netns name specified\n');
  if (s.options.all) return yield* inEach(s, args.left);
  const name = args.take();
  if (!args.more) throw new Exit(1, 'No command specified\n');
  const ns = netnsByName(s, name);
  if (!ns) throw cannotOpen(name);
  return yield* become(s.proc, ns, args.left);
}

/** execvp after setns. */
function* become(proc: Proc, ns: Netns, argv: readonly string[]): Co<number> {
  proc.netns = ns.id;
  proc.files = filesOf(proc.world, proc.machine, ns.id);
  const started = proc.exec(argv);
  if (started.ok) return yield* started.value;
  const why = started.error === 'ENOENT' ? 'No such file or directory' : 'Permission denied';
  yield* err(proc, `exec of "${argv[0]}" failed: ${why}\n`);
  return 1;
}

/** A child for each namespace, one after the other; how they end is nobody's concern. */
function* inEach(s: Session, argv: readonly string[]): Co<number> {
  if (argv.length === 0) throw new Exit(1, 'No command specified\n');
  for (const ns of namedNetns(s)) {
    yield* out(s.proc, `\nnetns: ${ns.name}\n`);
    const pid = s.proc.fork((child) => become(child, ns, argv));
    yield* s.proc.wait(pid);
  }
  return 0;
}
