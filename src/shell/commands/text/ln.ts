import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { pairsOf, type Pair } from './copy-target.ts';
import { absolute, isDirectoryAt, isSameFile, lastPart, statPath } from './paths.ts';
import { quoteAlways, quoteFile } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

export const ln = tool({
  name: 'ln',
  about: 'make links between files',
  operands: 'TARGET... LINK_NAME',
  options: [
    opt('f', 'force', 'remove existing destination files'),
    opt('n', 'no-dereference', 'treat LINK_NAME as a normal file if it is a symbolic link to a directory'),
    opt('r', 'relative', 'with -s, create links relative to link location'),
    opt('s', 'symbolic', 'make symbolic links instead of hard links'),
    opt('t', 'target-directory=DIRECTORY', 'specify the DIRECTORY in which to create the links'),
    opt('T', 'no-target-directory', 'treat LINK_NAME as a normal file always'),
    opt('v', 'verbose', 'print name of each linked file'),
  ],
  *run(call) {
    const [only] = call.operands;
    const alone = call.operands.length === 1 && only !== undefined && !call.args.has('t');
    const pairs = alone ? [{ from: only, to: lastPart(only) }] : yield* pairsOf(call);
    if (typeof pairs === 'number') return pairs;
    let status = 0;
    for (const pair of pairs) {
      const problem = yield* link(call, pair);
      if (problem !== undefined) status = yield* complain(call, problem);
    }
    return status;
  },
});

function* link(call: Call, { from, to }: Pair): Co<string | undefined> {
  const { args, proc } = call;
  const symbolic = args.has('s');
  const what = `failed to create ${symbolic ? 'symbolic' : 'hard'} link ${quoteAlways(to)}`;
  if (!symbolic) {
    const found = statPath(proc, from, false);
    if (!found.ok) return `failed to access ${quoteAlways(from)}: ${describeErrno(found.error)}`;
    if (found.value.kind === 'directory') return `${quoteFile(from)}: hard link not allowed for directory`;
  }
  const there = statPath(proc, to, false);
  if (there.ok && args.has('f')) {
    if (isDirectoryAt(proc, to, false)) return `${quoteFile(to)}: cannot overwrite directory`;
    if (!symbolic && isSameFile(proc, from, to))
      return `${quoteAlways(from)} and ${quoteAlways(to)} are the same file`;
    proc.files.remove(resolvePath(proc.cwd, to));
  } else if (there.ok) return `${what}: ${describeErrno('EEXIST')}`;
  const made = symbolic
    ? proc.files.symlink(args.has('r') ? relative(call, from, to) : from, absolute(proc, to))
    : hardLink(call, from, to);
  if (!made.ok) {
    const arrow = symbolic ? '' : ` => ${quoteAlways(from)}`;
    return `${what}${arrow}: ${describeErrno(made.error)}`;
  }
  if (args.has('v')) yield* say(call, `${quoteAlways(to)} ${symbolic ? '->' : '=>'} ${quoteAlways(from)}\n`);
  return undefined;
}

/** Simplified: a second copy, not a second name. What is written to one isn't seen in the other. */
function hardLink({ proc }: Call, from: string, to: string) {
  const stat = statPath(proc, from);
  const text = proc.files.read(absolute(proc, from));
  if (!text.ok) return text;
  return proc.files.write(absolute(proc, to), text.value, { mode: stat.ok ? stat.value.mode : 0o644 });
}

function relative({ proc }: Call, from: string, to: string): string {
  const target = resolvePath(proc.cwd, from).split('/').slice(1);
  const folder = resolvePath(proc.cwd, to).split('/').slice(1, -1);
  let common = 0;
  while (common < folder.length && folder[common] === target[common]) common++;
  return [...folder.slice(common).map(() => '..'), ...target.slice(common)].join('/') || '.';
}
