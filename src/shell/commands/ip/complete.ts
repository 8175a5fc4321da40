// What may be typed next in an `ip` command line: from the tables that the parsers read.

import { byText } from '../../../base/order.ts';
import type { CompletionPlace } from '../../options.ts';
import { ADDR_KEYWORDS } from './addr-modify.ts';
import { ADDR_FILTER_KEYWORDS } from './addr-show.ts';
import { ADDRESS_COMMANDS } from './address.ts';
import { matches } from './args.ts';
import { BRIDGE_KEYWORDS } from './link-kinds.ts';
import { MACVLAN_KEYWORDS } from './link-macvlan.ts';
import { VXLAN_KEYWORDS } from './link-vxlan.ts';
import { EMPTY_OBJECT_COMMANDS, EMPTY_OBJECTS } from './objects-empty.ts';
import { PORT_KEYWORDS } from './port-settings.ts';
import { LINK_KEYWORDS } from './link-words.ts';
import { LINK_COMMANDS } from './link.ts';
import { MONITOR_KEYWORDS } from './monitor.ts';
import { NEIGH_COMMANDS, NEIGH_KEYWORDS } from './neigh.ts';
import { NETNS_COMMANDS } from './netns.ts';
import { ROUTE_FILTER_KEYWORDS } from './route-filter.ts';
import { ROUTE_GET_KEYWORDS } from './route-get.ts';
import { ROUTE_KEYWORDS } from './route-modify.ts';
import { ROUTE_COMMANDS } from './route.ts';
import { RULE_COMMANDS, RULE_KEYWORDS } from './rule.ts';
import { TYPE_USAGE } from './usage-types.ts';

/** An object's commands, and what may follow each; '' is for those that aren't named. */
export interface ObjectWords {
  readonly commands: readonly string[];
  readonly after: Readonly<Record<string, readonly string[]>>;
}

const OBJECTS: Readonly<Record<string, ObjectWords>> = {
  address: {
    commands: ADDRESS_COMMANDS,
    after: {
      '': ADDR_KEYWORDS,
      show: ADDR_FILTER_KEYWORDS,
      list: ADDR_FILTER_KEYWORDS,
      flush: ADDR_FILTER_KEYWORDS,
    },
  },
  route: {
    commands: ROUTE_COMMANDS,
    after: {
      '': ROUTE_KEYWORDS,
      get: ROUTE_GET_KEYWORDS,
      show: ROUTE_FILTER_KEYWORDS,
      list: ROUTE_FILTER_KEYWORDS,
      flush: ROUTE_FILTER_KEYWORDS,
    },
  },
  rule: { commands: RULE_COMMANDS, after: { '': RULE_KEYWORDS } },
  neigh: { commands: NEIGH_COMMANDS, after: { '': NEIGH_KEYWORDS } },
  link: {
    commands: LINK_COMMANDS,
    after: {
      '': LINK_KEYWORDS,
      show: ['up', 'master', 'nomaster', 'type', 'group', 'dev'],
      help: Object.keys(TYPE_USAGE),
    },
  },
  monitor: { commands: MONITOR_KEYWORDS, after: {} },
  netns: { commands: NETNS_COMMANDS, after: {} },
  ...Object.fromEntries(
    ['addrlabel', 'netconf', ...EMPTY_OBJECTS.map(([word]) => word)].map((word) => [
      word,
      { commands: EMPTY_OBJECT_COMMANDS, after: {} },
    ]),
  ),
  help: { commands: [], after: {} },
};

/** Words that a device's name follows, and those that a namespace's does. */
const BEFORE_DEVICE = ['dev', 'iif', 'oif', 'master', 'link', 'br', 'brport'];
const BEFORE_NETNS = ['netns', '-n', '-netns', 'exec', 'pids', 'del', 'delete', 'set'];

export function completeIp(at: CompletionPlace, words: readonly string[]): readonly string[] {
  return complete(at, OBJECTS, words);
}

export function complete(
  at: CompletionPlace,
  objects: Readonly<Record<string, ObjectWords>>,
  words: readonly string[],
): readonly string[] {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return candidates(at, objects, before)
    .filter((word, i, all) => matches(typed, word) && all.indexOf(word) === i)
    .sort(byText);
}

function candidates(
  at: CompletionPlace,
  objects: Readonly<Record<string, ObjectWords>>,
  before: readonly string[],
): readonly string[] {
  const last = before.at(-1) ?? '';
  if (last === 'type') return Object.keys(TYPE_USAGE);
  if (BEFORE_DEVICE.includes(last)) return deviceNames(at);
  const plain = withoutOptions(before);
  const [objectWord, command] = plain;
  if (last === '-n' || last === '-netns') return netnsNames(at);
  if (objectWord === undefined) return Object.keys(objects);
  const name = Object.keys(objects).find((known) => matches(objectWord, known));
  const object = name === undefined ? undefined : objects[name];
  if (!object) return [];
  if (name === 'netns' && command !== undefined) return BEFORE_NETNS.includes(last) ? netnsNames(at) : [];
  if (last === 'netns') return netnsNames(at);
  if (command === undefined) return object.commands;
  return afterCommand(at, object, plain);
}

/** What may follow `type KIND`. */
const TYPE_KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  bridge_slave: PORT_KEYWORDS,
  vxlan: VXLAN_KEYWORDS,
  macvlan: MACVLAN_KEYWORDS,
  veth: ['peer'],
};

function afterCommand(at: CompletionPlace, object: ObjectWords, plain: readonly string[]): readonly string[] {
  const [, commandWord = '', ...rest] = plain;
  const command = object.commands.find((known) => matches(commandWord, known)) ?? '';
  const type = rest.includes('type') ? rest[rest.indexOf('type') + 1] : undefined;
  if (type !== undefined) return TYPE_KEYWORDS[type] ?? BRIDGE_KEYWORDS;
  const keywords = object.after[command] ?? object.after[''] ?? [];
  return rest.length === 0 ? [...keywords, ...deviceNames(at)] : keywords;
}

/** Options may stand before the object; -n and its like take a word. */
function withoutOptions(words: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (plain.length > 0 || !word.startsWith('-')) plain.push(word);
    else if (['-n', '-netns', '-f', '-family', '-b', '-batch'].includes(word)) i++;
  }
  return plain;
}

function deviceNames({ world, netns }: CompletionPlace): readonly string[] {
  return world.netns.get(netns)?.ifindexes.keys(byText) ?? [];
}

function netnsNames({ world, machine }: CompletionPlace): readonly string[] {
  return world.netns
    .sorted((a, b) => byText(a.name, b.name))
    .filter((ns) => ns.machine === machine && ns.name !== '')
    .map((ns) => ns.name);
}
