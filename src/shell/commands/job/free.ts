// free(1), of procps. A machine here has 2 GiB; each of its processes takes 4 MiB of it.

import { parseArgs } from '../../args.ts';
import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { opt } from '../text/tool.ts';

const TOTAL = 2 * 1024 * 1024;
const PER_PROCESS = 4 * 1024;

export const free: Program = {
  name: 'free',
  options: {
    about: 'free - show how much memory is free and used',
    operands: '[options]',
    options: [
      opt('b', 'bytes', 'show output in bytes'),
      opt('k', 'kibi', 'show output in kibibytes'),
      opt('m', 'mebi', 'show output in mebibytes'),
      opt('g', 'gibi', 'show output in gibibytes'),
      opt('h', 'human', 'show human-readable output'),
    ],
  },
  *run(proc, words) {
    const args = parseArgs('free', free.options, words);
    if (!args.ok) {
      yield* err(proc, args.error);
      return 1;
    }
    const own = proc.processes.list().filter(({ machine }) => machine === proc.machine).length;
    const used = own * PER_PROCESS;
    const shown = (kib: number): string => {
      if (args.value.has('h')) return human(kib);
      const unit = args.value.has('b')
        ? 1 / 1024
        : args.value.has('m')
          ? 1024
          : args.value.has('g')
            ? 1024 ** 2
            : 1;
      return String(Math.floor(kib / unit));
    };
    const row = (name: string, ...cells: readonly number[]): string =>
      name.padEnd(8) + cells.map((cell) => shown(cell).padStart(12)).join('') + '\n';
    const head = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
    yield* out(
      proc,
      `${' '.repeat(8)}${head.map((word) => word.padStart(12)).join('')}\n` +
        row('Mem:', TOTAL, used, TOTAL - used, 0, 0, TOTAL - used) +
        row('Swap:', 0, 0, 0),
    );
    return 0;
  },
};

function human(kib: number): string {
  if (kib === 0) return '0B';
  const [size, unit] =
    kib < 1024 ? [kib, 'Ki'] : kib < 1024 ** 2 ? [kib / 1024, 'Mi'] : [kib / 1024 ** 2, 'Gi'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)}${unit}`;
}
