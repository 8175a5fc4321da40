// Command-line options, read strictly: what isn't known is an error that says so.

import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Ends a command: the user's words can't be carried out. The message is for the user. */
export class UsageError extends Error {}

export interface Read {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  has(name: string): boolean;
  /** A whole number from `min` to `max`. */
  number(name: string, min: number, max: number): number | undefined;
}

export function readOptions(args: readonly string[], options: ParseArgsOptionsConfig): Read {
  const parsed = parse(args, options);
  const text = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    words: parsed.positionals,
    text,
    has: (name) => parsed.values[name] === true,
    number: (name, min, max) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max) {
        throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${value}"`);
      }
      return Number(value);
    },
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function language(read: Read, fallback: 'en' | 'ko'): 'en' | 'ko' {
  const text = read.text('lang');
  if (text === undefined) return fallback;
  if (text !== 'en' && text !== 'ko') throw new UsageError(`--lang takes en or ko, not "${text}"`);
  return text;
}
