// `bridge` (main and do_cmd, bridge/bridge.c). Its errors are status 255 where `ip` has 1 or 2.

import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { Args, Exit, matches, noDevice } from '../ip/args.ts';
import { bridgeOption } from '../ip/link-details.ts';
import { type IpOptions, NO_OPTIONS, type Session } from '../ip/session.ts';
import { openSession, runBatch } from '../ip/start.ts';
import { completeBridge } from './complete.ts';
import { bridgeFdb } from './fdb.ts';
import { bridgeLink } from './link.ts';
import { bridgeMonitor } from './monitor.ts';
import { BRIDGE_USAGE, MDB_USAGE } from './usage.ts';
import { bridgeVlan } from './vlan.ts';

type ObjectCommand = (s: Session, args: Args) => number | Co<number>;

const BRIDGE_OBJECTS: readonly (readonly [word: string, run: ObjectCommand])[] = [
  ['link', bridgeLink],
  ['fdb', bridgeFdb],
  ['mdb', mdb],
  ['vlan', bridgeVlan],
  ['monitor', bridgeMonitor],
  ['help', usage],
];

function usage(): never {
  throw new Exit(255, BRIDGE_USAGE);
}

/** Simplified: nobody joins a group (no IGMP): the multicast database is empty. */
function mdb(s: Session, args: Args): number {
  if (args.more && !args.starts('show', 'lst', 'list')) {
    if (args.starts('add', 'delete')) return mdbModify(s, args);
    if (args.starts('help')) throw new Exit(255, MDB_USAGE);
    throw new Exit(255, `Command "${args.word}" is unknown, try "bridge mdb help".\n`);
  }
  if (s.options.json) s.out('[{"mdb":[],"router":{}}]\n');
  return 0;
}

/** br_mdb_add: a bridge that snoops takes the group; one that doesn't has no such database. */
function mdbModify(s: Session, args: Args): number {
  const words: Record<string, string> = {};
  for (args.skip(); args.more; args.skip()) {
    const keyword = args.word;
    if (['dev', 'port', 'grp', 'vid', 'src'].includes(keyword)) words[keyword] = args.next();
  }
  const { dev, port, grp } = words;
  if (dev === undefined || port === undefined || grp === undefined)
    throw new Exit(255, 'Device, group address and port name are required arguments.\n');
  const bridge = s.needDev(dev, (name) => noDevice(name, 255));
  s.needDev(port, (name) => noDevice(name, 255));
  if (!bridge.bridge) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  if (bridgeOption(bridge.bridge, 'mcast_snooping') !== 0) return 0;
  const extack = "bridge: Bridge's multicast processing is disabled.";
  return s.answer({ ok: false, error: { errno: 'EINVAL', extack } }, 255);
}

export const BRIDGE: Program = {
  name: 'bridge',
  options: {
    about: 'bridge - show and change bridge addresses and devices',
    options: [
      { long: 'Version', about: 'the version' },
      { long: 'statistics', about: 'when an entry was used' },
      { long: 'details', about: 'more details' },
      { long: 'oneline', about: 'one line for each entry' },
      { long: 'timestamp', about: 'when each message of a monitor came' },
      { long: 'netns', argument: 'NAME', about: 'switch to a namespace first' },
      { long: 'color', about: 'coloured output' },
      { long: 'pretty', about: 'JSON for people' },
      { long: 'json', about: 'output in JSON' },
      { long: 'batch', argument: 'FILE', about: 'read commands from a file' },
    ],
    operands: 'OBJECT { COMMAND | help }',
    usage: BRIDGE_USAGE,
    complete: completeBridge,
  },
  *run(proc: Proc, words: readonly string[]): Co<number> {
    try {
      return yield* main(proc, new Args(words));
    } catch (stop) {
      if (!(stop instanceof Exit)) throw stop;
      yield* err(proc, stop.text);
      return stop.status;
    }
  },
};

type State = { -readonly [K in keyof IpOptions]: IpOptions[K] } & { netns?: string; version?: boolean };

function* main(proc: Proc, args: Args): Co<number> {
  const state: State = { ...NO_OPTIONS };
  while (args.more && args.word.startsWith('-')) {
    option(state, args, proc.fds.get(1)?.tty === true);
    args.skip();
  }
  const { netns, version, ...options } = state;
  if (version) {
    yield* out(proc, 'bridge utility, 6.1.0\n');
    return 0;
  }
  const s = openSession(proc, options, netns);
  if (!s) return 1;
  if (options.batch !== undefined) return yield* runBatch(s, options.batch, (line) => runLine(s, line));
  if (!args.more) usage();
  return yield* runLine(s, args);
}

function option(state: State, args: Args, isTerminal: boolean): void {
  const word = args.word.replace(/^--?/, '');
  const is = (...names: readonly string[]): boolean => names.some((name) => matches(word, name));
  if (is('help')) usage();
  else if (is('Version')) state.version = true;
  else if (is('stats', 'statistics')) state.stats++;
  else if (is('details')) state.details++;
  else if (is('oneline')) state.oneline = true;
  else if (is('timestamp')) state.timestamp = 'long';
  else if (word === 'ts') state.timestamp = 'short';
  else if (is('family')) args.next();
  else if (word === '4') state.family = 'inet';
  else if (word === '6') state.family = 'inet6';
  else if (is('netns')) state.netns = args.next();
  else if (is('color') || word === 'color=always') state.color = true;
  else if (word === 'color=auto') state.color = isTerminal;
  else if (is('compressvlans')) return;
  else if (is('force')) state.force = true;
  else if (is('json')) state.json = true;
  else if (is('pretty')) state.pretty = true;
  else if (is('batch')) state.batch = args.next();
  else throw new Exit(255, `Option "-${word}" is unknown, try "bridge help".\n`);
}

function* runLine(s: Session, args: Args): Co<number> {
  try {
    const object = BRIDGE_OBJECTS.find(([word]) => args.starts(word));
    if (!object) throw new Exit(255, `Object "${args.word}" is unknown, try "bridge help".\n`);
    args.skip();
    const result = object[1](s, args);
    return typeof result === 'number' ? result : yield* result;
  } finally {
    const text = s.takeOutput();
    yield* err(s.proc, text.err);
    yield* out(s.proc, text.out);
  }
}
