import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { formatPrintf } from './printf-format.ts';
import { quote } from './quote.ts';

export const printf: Program = {
  name: 'printf',
  options: { about: 'printf - format and print data', operands: 'FORMAT [ARGUMENT]...', options: [] },
  *run(proc, args) {
    const [format, ...rest] = args[0] === '--' ? args.slice(1) : args;
    if (format === undefined) {
      yield* err(proc, "printf: missing operand\nTry 'printf --help' for more information.\n");
      return 1;
    }
    const printed = formatPrintf(format, rest);
    yield* out(proc, printed.text);
    for (const error of printed.errors) yield* err(proc, `printf: ${error}\n`);
    if (printed.unused > 0 && !/%[^%]/.test(format)) {
      const extra = quote(rest[rest.length - printed.unused] ?? '');
      yield* err(proc, `printf: warning: ignoring excess arguments, starting with ${extra}\n`);
    }
    return printed.errors.length > 0 ? 1 : 0;
  },
};
