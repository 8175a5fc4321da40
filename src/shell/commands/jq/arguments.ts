// jq's command line: options that take one or two words, short ones in one, the filter, then files or `--args`.

import { err, ok, type Result } from '../../../base/result.ts';
import { parseJson } from './documents.ts';
import { JqError } from './paths.ts';
import type { Json } from './tree.ts';

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly filter: string | undefined;
  readonly files: readonly string[];
  readonly indent: number;
  readonly named: readonly (readonly [string, Json])[];
  /** `--slurpfile name file`, `--rawfile name file`. */
  readonly read: readonly { readonly name: string; readonly file: string; readonly raw: boolean }[];
  readonly positional: readonly Json[];
}

const LONG: Readonly<Record<string, string>> = {
  'null-input': 'n',
  'raw-output': 'r',
  'join-output': 'j',
  'compact-output': 'c',
  slurp: 's',
  'exit-status': 'e',
  'ascii-output': 'a',
  'sort-keys': 'S',
  'color-output': 'C',
  'monochrome-output': 'M',
  'raw-input': 'R',
  'from-file': 'f',
  tab: 'tab',
  help: 'h',
  version: 'V',
  unbuffered: 'unbuffered',
};

/** The error is what to print before the hint; every wrong command line ends with 2. */
export function readArguments(words: readonly string[]): Result<Arguments> {
  const flags = new Set<string>();
  const named: [string, Json][] = [];
  const read: { name: string; file: string; raw: boolean }[] = [];
  const positional: Json[] = [];
  const files: string[] = [];
  let filter: string | undefined;
  let indent = 2;
  let rest: 'files' | 'args' | 'jsonargs' = 'files';
  let isOver = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (isOver || !/^-./.test(word)) {
      if (filter === undefined) filter = word;
      else if (rest === 'files') files.push(word);
      else if (rest === 'args') positional.push(word);
      else {
        const json = jsonOf(word);
        if (json === undefined) return err(`jq: Invalid JSON text passed to --jsonargs\n`);
        positional.push(json);
      }
    } else if (word === '--') isOver = true;
    else if (word === '--args' || word === '--jsonargs') rest = word === '--args' ? 'args' : 'jsonargs';
    else if (/^--(arg|argjson|slurpfile|rawfile)$/.test(word)) {
      const [name, given] = [words[++i], words[++i]];
      if (name === undefined || given === undefined)
        return err(
          `jq: ${word} takes two parameters (e.g. ${word} ${word === '--arg' ? 'varname value' : word === '--argjson' ? 'varname text' : 'varname filename'})\n`,
        );
      if (word === '--arg') named.push([name, given]);
      else if (word === '--argjson') {
        const json = jsonOf(given);
        if (json === undefined) return err(`jq: Invalid JSON text passed to --argjson\n`);
        named.push([name, json]);
      } else read.push({ name, file: given, raw: word === '--rawfile' });
    } else if (word === '--indent') {
      const size = Number(words[++i] ?? Number.NaN);
      if (Number.isNaN(size)) return err('jq: --indent takes one parameter\n');
      if (size < -1 || size > 7) return err('jq: --indent takes a number between -1 and 7\n');
      indent = size;
    } else if (word.startsWith('--')) {
      const flag = LONG[word.slice(2)];
      if (flag === undefined) return err(`jq: Unknown option ${word}\n`);
      flags.add(flag);
    } else {
      for (const letter of word.slice(1)) {
        if (!'nrjcseaSCMRfhV'.includes(letter)) return err(`jq: Unknown option ${word}\n`);
        flags.add(letter);
      }
    }
  }
  return ok({ flags, filter, files, indent, named, read, positional });
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (thrown) {
    if (thrown instanceof JqError) return undefined;
    throw thrown;
  }
}
