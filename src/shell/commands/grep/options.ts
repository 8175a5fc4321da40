// grep's command line.

import type { OptionTable } from '../../options.ts';
import { opt } from '../text/tool.ts';

export const GREP_OPTIONS: OptionTable = {
  about: 'grep - print lines that match patterns',
  operands: 'PATTERNS [FILE]...',
  options: [
    opt('E', 'extended-regexp', 'patterns are extended regular expressions'),
    opt('F', 'fixed-strings', 'patterns are strings'),
    opt('G', 'basic-regexp', 'patterns are basic regular expressions'),
    opt('P', 'perl-regexp', 'patterns are Perl regular expressions'),
    opt('e', 'regexp=PATTERNS', 'match these patterns'),
    opt('f', 'file=FILE', 'take patterns from FILE'),
    opt('i', 'ignore-case', 'ignore case distinctions'),
    opt('y', '', 'the same'),
    opt('', 'no-ignore-case', 'do not ignore case distinctions'),
    opt('w', 'word-regexp', 'match only whole words'),
    opt('x', 'line-regexp', 'match only whole lines'),
    opt('z', 'null-data', 'a line ends in a 0 byte, not in a newline'),
    opt('s', 'no-messages', 'suppress error messages about files'),
    opt('v', 'invert-match', 'select the lines that do not match'),
    opt('V', 'version', 'show the version'),
    opt('', 'help', 'show this text'),
    opt('m', 'max-count=NUM', 'stop after NUM selected lines'),
    opt('b', 'byte-offset', 'print the byte offset with output lines'),
    opt('n', 'line-number', 'print the line number with output lines'),
    opt('', 'line-buffered', 'flush output on every line'),
    opt('H', 'with-filename', 'print the file name with output lines'),
    opt('h', 'no-filename', 'print no file names'),
    opt('', 'label=LABEL', 'what standard input is called'),
    opt('o', 'only-matching', 'show only the parts of lines that match'),
    opt('q', 'quiet', 'show nothing; the status tells'),
    opt('', 'silent', 'the same'),
    opt('', 'binary-files=TYPE', "take binary files for 'binary', 'text' or 'without-match'"),
    opt('a', 'text', 'take binary files for text'),
    opt('I', '', 'binary files never match'),
    opt('d', 'directories=ACTION', "directories: 'read', 'recurse' or 'skip'"),
    opt('D', 'devices=ACTION', "devices: 'read' or 'skip'"),
    opt('r', 'recursive', 'read all files below each directory'),
    opt('R', 'dereference-recursive', 'the same, following symbolic links'),
    opt('', 'include=GLOB', 'search only files that match GLOB'),
    opt('', 'exclude=GLOB', 'skip files that match GLOB'),
    opt('', 'exclude-dir=GLOB', 'skip directories that match GLOB'),
    opt('L', 'files-without-match', 'print only the names of files without selected lines'),
    opt('l', 'files-with-matches', 'print only the names of files with selected lines'),
    opt('c', 'count', 'print only how many lines are selected in each file'),
    opt('T', 'initial-tab', 'make tabs line up'),
    opt('Z', 'null', 'print a 0 byte after a file name'),
    opt('B', 'before-context=NUM', 'print NUM lines before each selected one'),
    opt('A', 'after-context=NUM', 'print NUM lines after each selected one'),
    opt('C', 'context=NUM', 'print NUM lines around each selected one'),
    opt('', 'group-separator=SEP', 'print SEP between groups of lines'),
    opt('', 'no-group-separator', 'print nothing between groups of lines'),
    opt('', 'color=[WHEN]', "mark what matches: 'always', 'never' or 'auto'"),
    opt('', 'colour=[WHEN]', 'the same'),
    opt('U', 'binary', 'leave carriage returns alone'),
    opt('u', 'unix-byte-offsets', 'no longer of use'),
  ],
};

/** `-3` is `-C3`. */
export function contextShorthand(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.map((arg, i) => ((end < 0 || i < end) && /^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg));
}
