import type { Program } from '../../program.ts';

/** They take any arguments, and never wait. */
function answering(name: string, about: string, status: number): Program {
  return {
    name,
    options: { about: `${name} - ${about}`, operands: '[ignored arguments]', options: [] },
    // eslint-disable-next-line require-yield -- a program is a coroutine
    *run() {
      return status;
    },
  };
}

export const trueProgram = answering('true', 'do nothing, successfully', 0);
export const falseProgram = answering('false', 'do nothing, unsuccessfully', 1);
/** There is no disk behind the files that could lag. */
export const sync = answering('sync', 'synchronize cached writes to persistent storage', 0);
