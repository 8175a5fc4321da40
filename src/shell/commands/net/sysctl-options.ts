// sysctl's options and usage text (procps-ng 4.0.2).

import type { OptionTable } from '../../options.ts';

export const USAGE = `
Usage:
 sysctl [options] [variable[=value] ...]

Options:
  -a, --all            display all variables
  -A                   alias of -a
  -X                   alias of -a
      --deprecated     include deprecated parameters to listing
      --dry-run        Print the key and values but do not write
  -b, --binary         print value without new line
  -e, --ignore         ignore unknown variables errors
  -N, --names          print variable names without values
  -n, --values         print only values of the given variable(s)
  -p, --load[=<file>]  read values from file
  -f                   alias of -p
      --system         read values from all system directories
  -r, --pattern <expression>
                       select setting that match expression
  -q, --quiet          do not echo variable set
  -w, --write          enable writing a value to variable
  -o                   does nothing
  -x                   does nothing
  -d                   alias of -h

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see sysctl(8).
`;

export const OPTIONS: OptionTable = {
  about: 'sysctl - configure kernel parameters at runtime',
  options: [
    { short: 'a', long: 'all', about: 'display all variables' },
    { short: 'A', about: 'alias of -a' },
    { short: 'X', about: 'alias of -a' },
    { long: 'deprecated', about: 'include deprecated parameters to listing' },
    { long: 'dry-run', about: 'print the key and values but do not write' },
    { short: 'b', long: 'binary', about: 'print value without new line' },
    { short: 'e', long: 'ignore', about: 'ignore unknown variables errors' },
    { short: 'N', long: 'names', about: 'print variable names without values' },
    { short: 'n', long: 'values', about: 'print only values of the given variable(s)' },
    { short: 'p', long: 'load', argument: '[file]', about: 'read values from file' },
    { short: 'f', argument: '[file]', about: 'alias of -p' },
    { long: 'system', about: 'read values from all system directories' },
    { short: 'r', long: 'pattern', argument: 'expression', about: 'select setting that match expression' },
    { short: 'q', long: 'quiet', about: 'do not echo variable set' },
    { short: 'w', long: 'write', about: 'enable writing a value to variable' },
    { short: 'o', about: 'does nothing' },
    { short: 'x', about: 'does nothing' },
    { short: 'd', about: 'alias of -h' },
    { short: 'h', long: 'help', about: 'display this help and exit' },
    { short: 'V', long: 'version', about: 'output version information and exit' },
  ],
  operands: '[variable[=value] ...]',
  usage: USAGE,
};
