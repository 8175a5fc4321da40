// getopt_long(3): the C library's rules and messages.

import { describe, expect, test } from 'vitest';
import { parseArgs } from '../../src/shell/args.ts';
import type { OptionTable } from '../../src/shell/options.ts';

const table: OptionTable = {
  about: 'ls - list',
  options: [
    { short: 'a', long: 'all', about: '' },
    { short: 'l', about: '' },
    { short: 'n', long: 'lines', argument: 'NUM', about: '' },
    { long: 'color', argument: '[WHEN]', about: '' },
    { long: 'size', about: '' },
    { long: 'sort', argument: 'WORD', about: '' },
  ],
};

function given(...args: string[]): string {
  const parsed = parseArgs('ls', table, args);
  if (!parsed.ok) return parsed.error;
  const options = parsed.value.given.map(
    ({ spec, value }) => `${spec.short ?? spec.long}${value === undefined ? '' : `=${value}`}`,
  );
  return [...options, '|', ...parsed.value.operands].join(' ');
}

const HINT = "Try 'ls --help' for more information.\n";

describe('options', () => {
  test.each([
    ['are combined', ['-al', 'x'], 'a l | x'],
    ['take what follows or the next word', ['-n3', '-n', '4', '-an5'], 'n=3 n=4 a n=5 |'],
    ['may follow operands', ['x', '-a', 'y'], 'a | x y'],
    ['end at --', ['-a', '--', '-l'], 'a | -l'],
    ['are not a single dash', ['-'], '| -'],
    ['are abbreviated where one fits', ['--al', '--li=3', '--lines', '4'], 'a n=3 n=4 |'],
    ['have an optional argument only after =', ['--color', 'x', '--color=auto'], 'color= color=auto | x'],
    ['are refused by letter', ['-az'], `ls: invalid option -- 'z'\n${HINT}`],
    ['are refused by name', ['--nope=1'], `ls: unrecognized option '--nope'\n${HINT}`],
    ['want their argument', ['-n'], `ls: option requires an argument -- 'n'\n${HINT}`],
    ['want their argument by name', ['--lines'], `ls: option '--lines' requires an argument\n${HINT}`],
    ["don't want one", ['--all=1'], `ls: option '--all' doesn't allow an argument\n${HINT}`],
    ['are ambiguous', ['--s'], `ls: option '--s' is ambiguous; possibilities: '--size' '--sort'\n${HINT}`],
  ])('%s', (_, args, expected) => {
    expect(given(...args).replace(/\| ?$/, '|')).toBe(expected);
  });

  test('stop at the first operand where a command follows', () => {
    const parsed = parseArgs('env', table, ['-a', 'cmd', '-l'], { stopAtOperand: true });
    expect(parsed.ok && parsed.value.operands).toEqual(['cmd', '-l']);
  });
});
