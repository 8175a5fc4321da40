// man(1): one screen about a program, made from its option table.

import type { OptionSpec } from '../../options.ts';
import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';

const NO_ENTRY = 16;

/** `programs` gives all there are, when it is asked. */
export function createMan(programs: () => readonly Program[]): Program {
  return {
    name: 'man',
    options: { about: 'man - an interface to the system reference manuals', options: [], operands: 'page' },
    *run(proc, args) {
      const name = args.filter((arg) => !arg.startsWith('-') && !/^\d$/.test(arg)).at(-1);
      if (name === undefined) {
        yield* err(proc, "What manual page do you want?\nFor example, try 'man man'.\n");
        return 1;
      }
      const program = programs().find((one) => one.name === name);
      if (!program) {
        yield* err(proc, `No manual entry for ${name}\n`);
        return NO_ENTRY;
      }
      yield* out(proc, page(program));
      return 0;
    },
  };
}

function page({ name, options: { about, options, operands } }: Program): string {
  const brackets = options.length > 0 ? ' [options]' : '';
  const list = options.map(optionText).join('');
  return `NAME
       ${about}

SYNOPSIS
       ${name}${brackets}${operands === undefined ? '' : ` ${operands}`}
${list === '' ? '' : `\nOPTIONS\n${list}`}`;
}

function optionText({ short, long, argument, about }: OptionSpec): string {
  const names = [...(short ? [`-${short}`] : []), ...(long ? [`--${long}`] : [])].join(', ');
  return `       ${names}${argument === undefined ? '' : ` ${argument}`}\n              ${about}\n`;
}
