import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { inside } from './paths.ts';
import { quote } from './quote.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const mktemp = tool({
  name: 'mktemp',
  about: 'create a temporary file or directory',
  operands: '[TEMPLATE]',
  options: [
    opt('d', 'directory', 'create a directory, not a file'),
    opt('u', 'dry-run', 'do not create anything; merely print a name'),
    opt('q', 'quiet', 'suppress diagnostics about file/dir-creation failure'),
    opt('', 'suffix=SUFF', 'append SUFF to TEMPLATE'),
    opt('p', 'tmpdir=[DIR]', 'interpret TEMPLATE relative to DIR'),
    opt('t', '', 'interpret TEMPLATE as a single file name component'),
  ].map((spec) => (spec.short === 'p' ? { ...spec, argument: 'DIR' } : spec)),
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length > 1) return yield* misuse(call, 'too many templates');
    const given = operands[0];
    const template = (given ?? 'tmp.XXXXXXXXXX') + (args.value('suffix') ?? '');
    const match = /^(.*?)(X+)([^X]*)$/s.exec(template);
    if ((match?.[2]?.length ?? 0) < 3)
      return yield* complain(call, `too few X's in template ${quote(template)}`);
    const [, start = '', marks = '', suffix = ''] = match ?? [];
    if (suffix.includes('/')) {
      return yield* complain(call, `invalid suffix ${quote(suffix)}, contains directory separator`);
    }
    const folder =
      given === undefined || args.has('t') || args.has('p')
        ? args.value('p') || proc.env.get('TMPDIR') || '/tmp'
        : undefined;
    for (;;) {
      const letters = Array.from(marks, () => LETTERS[proc.world.rng.below(LETTERS.length)]);
      const name = start + letters.join('') + suffix;
      const path = folder === undefined ? name : inside(folder, name);
      const absolutePath = resolvePath(proc.cwd, path);
      if (proc.files.stat(absolutePath, false).ok) continue;
      const made = args.has('u')
        ? undefined
        : args.has('d')
          ? proc.files.mkdir(absolutePath, 0o700)
          : proc.files.write(absolutePath, '', { mode: 0o600 });
      if (made && !made.ok) {
        const what = args.has('d') ? 'directory' : 'file';
        const shown = folder === undefined ? template : inside(folder, template);
        if (args.has('q')) return 1;
        return yield* complain(
          call,
          `failed to create ${what} via template ${quote(shown)}: ${describeErrno(made.error)}`,
        );
      }
      yield* say(call, `${path}\n`);
      return 0;
    }
  },
});
