// What may be typed next in a `bridge` command line.

import type { CompletionPlace } from '../../options.ts';
import { complete, type ObjectWords } from '../ip/complete.ts';
import { FDB_COMMANDS, FDB_KEYWORDS } from './fdb.ts';
import { BRIDGE_LINK_KEYWORDS } from './link.ts';
import { VLAN_COMMANDS, VLAN_KEYWORDS } from './vlan.ts';

const OBJECTS: Readonly<Record<string, ObjectWords>> = {
  link: { commands: ['set', 'show', 'help'], after: { '': BRIDGE_LINK_KEYWORDS, show: ['dev'] } },
  fdb: { commands: FDB_COMMANDS, after: { '': FDB_KEYWORDS } },
  mdb: { commands: ['show', 'help'], after: {} },
  vlan: { commands: VLAN_COMMANDS, after: { '': VLAN_KEYWORDS } },
  monitor: { commands: ['all', 'link', 'fdb', 'mdb', 'vlan'], after: {} },
  help: { commands: [], after: {} },
};

export function completeBridge(at: CompletionPlace, words: readonly string[]): readonly string[] {
  return complete(at, OBJECTS, words);
}
