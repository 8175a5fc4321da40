// The programs that match regular expressions, and jq beside them.

import type { Program } from '../../program.ts';
import { awk } from '../awk/awk.ts';
import { jq } from '../jq/jq.ts';
import { sed } from '../sed/sed.ts';
import { egrep, fgrep, grep } from './grep.ts';

export const REGEX_PROGRAMS: readonly Program[] = [grep, egrep, fgrep, sed, awk, jq];
