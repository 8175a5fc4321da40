import { describeErrno } from '../../errno-words.ts';
import { openInput } from './input.ts';
import { quoteAlways, quoteFile } from './quote.ts';
import { complain, opt, say, tool } from './tool.ts';

export const tac = tool({
  name: 'tac',
  about: 'concatenate and print files in reverse',
  options: [
    opt('b', 'before', 'attach the separator before instead of after'),
    opt('s', 'separator=STRING', 'use STRING as the separator instead of newline'),
  ],
  *run(call) {
    const separator = call.args.value('s') ?? '\n';
    let status = 0;
    for (const path of call.operands.length > 0 ? call.operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        const why = describeErrno(input.error.errno);
        status = yield* complain(
          call,
          input.error.when === 'open'
            ? `failed to open ${quoteAlways(path)} for reading: ${why}`
            : `${quoteFile(path)}: read error: ${describeErrno('EINVAL')}`,
        );
        continue;
      }
      const text = yield* input.value.all();
      input.value.close();
      yield* say(call, pieces(text, separator, call.args.has('b')).reverse().join(''));
    }
    return status;
  },
});

/** Each piece with the separator that ends it, or begins it. */
function pieces(text: string, separator: string, before: boolean): string[] {
  const parts = text.split(separator);
  const last = parts.length - 1;
  if (before) return parts.map((part, i) => (i === 0 ? part : separator + part));
  return parts.map((part, i) => (i === last ? part : part + separator)).filter((part) => part !== '');
}
