// `type macvlan …` and what `ip -d link` shows of it (ip/iplink_macvlan.c). Left out: `source` with its lists of addresses.

import type { MacvlanMode, MacvlanSettings } from '../../../engine/device/macvlan-dev.ts';
import { type Args, Exit, unsigned } from './args.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';
import { TYPE_USAGE } from './usage-types.ts';

const MODES: readonly MacvlanMode[] = ['private', 'vepa', 'bridge', 'passthru'];
export const MACVLAN_KEYWORDS: readonly string[] = ['mode', 'flag', 'bcqueuelen'];

export interface MacvlanWords {
  mode?: MacvlanMode;
  bcQueueLen?: number;
}

export function parseMacvlan(s: Session, args: Args): MacvlanWords {
  const words: MacvlanWords = {};
  let nopromisc = false;
  while (args.more) {
    if (args.starts('mode')) words.mode = modeWord(args.next());
    else if (args.starts('flag')) nopromisc = flagWord(args.next());
    else if (args.is('bcqueuelen')) words.bcQueueLen = unsigned(args.next(), 'bcqueuelen');
    else throw unknown(s, args);
    args.skip();
  }
  if (nopromisc && words.mode !== 'passthru')
    throw new Exit(1, `macvlan: nopromisc flag only valid in passthru mode\n${usage()}`);
  return words;
}

function usage(): string {
  return TYPE_USAGE['macvlan'] ?? '';
}

function unknown(s: Session, args: Args): Exit {
  if (!args.starts('help')) return new Exit(1, `macvlan: unknown option "${args.word}"?\n${usage()}`);
  s.err(usage());
  return new Exit(1, '');
}

function modeWord(text: string): MacvlanMode {
  const mode = MODES.find((known) => known === text);
  if (mode) return mode;
  const modes = '"private", "vepa", "bridge", "passthru" or "source"';
  throw new Exit(1, `Error: argument of "mode" must be ${modes}, not "${text}"\n`);
}

function flagWord(text: string): boolean {
  if (['null', 'nopromisc', 'nodst'].includes(text)) return text === 'nopromisc';
  throw new Exit(1, `Error: argument of "flag" must be "nopromisc", "nodst" or "null", not "${text}"\n`);
}

/** The queue that is used is the longest that any on the same device asked for; 1000 at least. */
export function printMacvlan(p: Printer, { mode, bcQueueLen = DEFAULT_QUEUE }: MacvlanSettings): void {
  p.put('mode', mode, `mode ${mode} `);
  p.put('bcqueuelen', bcQueueLen, `bcqueuelen ${bcQueueLen} `);
  const used = Math.max(DEFAULT_QUEUE, bcQueueLen);
  p.put('usedbcqueuelen', used, `usedbcqueuelen ${used} `);
}

const DEFAULT_QUEUE = 1000;
