// sed's command line.

import type { OptionTable } from '../../options.ts';
import { opt } from '../text/tool.ts';

export const SED_OPTIONS: OptionTable = {
  about: 'sed - stream editor for filtering and transforming text',
  operands: '{script-only-if-no-other-script} [input-file]...',
  options: [
    opt('n', 'quiet', 'print only what is asked for'),
    opt('', 'silent', 'the same'),
    opt('e', 'expression=script', 'add the script to the commands'),
    opt('f', 'file=script-file', 'add what script-file holds to the commands'),
    opt('E', 'regexp-extended', 'use extended regular expressions'),
    opt('r', '', 'the same'),
    opt('i', 'in-place=[SUFFIX]', 'edit files in place; keep the old one if a suffix is given'),
    opt('l', 'line-length=N', 'where the l command wraps'),
    opt('s', 'separate', 'take files as separate, not as one stream'),
    opt('u', 'unbuffered', 'flush output on every line'),
    opt('z', 'null-data', 'lines end in a 0 byte'),
    opt('', 'posix', 'accepted'),
    opt('', 'debug', 'accepted'),
    opt('', 'sandbox', 'accepted'),
    opt('', 'follow-symlinks', 'accepted'),
    opt('', 'help', 'show this text'),
    opt('', 'version', 'show the version'),
  ],
};
