import { misuse, opt, say, tool } from './tool.ts';

export const dirname = tool({
  name: 'dirname',
  about: 'strip last component from file name',
  operands: 'NAME...',
  options: [opt('z', 'zero', 'end each output line with NUL, not newline')],
  *run(call) {
    if (call.operands.length === 0) return yield* misuse(call, 'missing operand');
    const end = call.args.has('z') ? '\0' : '\n';
    yield* say(call, call.operands.map((name) => folderOf(name) + end).join(''));
    return 0;
  },
});

function folderOf(name: string): string {
  if (/^\/+$/.test(name)) return '/';
  const folder = name.replace(/\/+$/, '').replace(/[^/]*$/, '');
  if (folder === '') return '.';
  return folder.replace(/\/+$/, '') || '/';
}
