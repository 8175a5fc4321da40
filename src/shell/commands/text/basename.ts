import { lastPart } from './paths.ts';
import { quote } from './quote.ts';
import { misuse, opt, say, tool } from './tool.ts';

export const basename = tool({
  name: 'basename',
  about: 'strip directory and suffix from filenames',
  operands: 'NAME [SUFFIX]',
  stopAtOperand: true,
  options: [
    opt('a', 'multiple', 'support multiple arguments and treat each as a NAME'),
    opt('s', 'suffix=SUFFIX', 'remove a trailing SUFFIX; implies -a'),
    opt('z', 'zero', 'end each output line with NUL, not newline'),
  ],
  *run(call) {
    const { args, operands } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    const several = args.has('a') || args.has('s');
    if (!several && operands.length > 2)
      return yield* misuse(call, `extra operand ${quote(operands[2] ?? '')}`);
    const suffix = args.value('s') ?? (several ? '' : (operands[1] ?? ''));
    const end = args.has('z') ? '\0' : '\n';
    const names = several ? operands : operands.slice(0, 1);
    yield* say(call, names.map((name) => without(lastPart(name), suffix) + end).join(''));
    return 0;
  },
});

function without(name: string, suffix: string): string {
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}
