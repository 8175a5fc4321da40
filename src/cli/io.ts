// What a command may touch of the machine it runs on. Tests give it their own.

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** `-` is standard input. Throws as node:fs does. */
  read(path: string): string;
  /** Makes the folders that are missing. */
  write(path: string, text: string | Uint8Array): void;
  /** The user's language, from the environment. */
  readonly language: 'en' | 'ko';
}

/**
 * 0: yes; 1: no (not delivered, something is wrong with the lab); 2: the command itself can't be carried out. `run` has
 * its script's.
 */
export type ExitStatus = 0 | 1 | 2;
export const YES: ExitStatus = 0;
export const NO: ExitStatus = 1;
export const TROUBLE: ExitStatus = 2;
