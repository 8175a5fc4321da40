// `ip`: options, then an object and its command (main and do_cmd, ip/ip.c).

import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { ipAddress } from './address.ts';
import { ipAddrlabel } from './addrlabel.ts';
import { Args, Exit } from './args.ts';
import { completeIp } from './complete.ts';
import { ipLink } from './link.ts';
import { ipMaddress } from './maddress.ts';
import { ipMonitor } from './monitor.ts';
import { ipNeigh } from './neigh.ts';
import { ipNetconf } from './netconf.ts';
import { ipNetns } from './netns.ts';
import { EMPTY_OBJECTS } from './objects-empty.ts';
import { IP_OPTIONS, IP_VERSION, parseOptions } from './options.ts';
import { ipRoute } from './route.ts';
import { ipRule } from './rule.ts';
import type { Session } from './session.ts';
import { openSession, runBatch } from './start.ts';
import { IP_USAGE } from './usage.ts';

type ObjectCommand = (s: Session, args: Args) => number | Co<number>;

/** In the order in which abbreviations are tried (cmds[]): `ip a` is address, `ip n` neigh, `ip m` maddress. */
const IP_OBJECTS: readonly (readonly [word: string, run: ObjectCommand])[] = [
  ['address', ipAddress],
  ['addrlabel', ipAddrlabel],
  ['route', ipRoute],
  ['rule', ipRule],
  ['neighbor', ipNeigh],
  ['neighbour', ipNeigh],
  ['link', ipLink],
  ['maddress', ipMaddress],
  ['monitor', ipMonitor],
  ['netns', ipNetns],
  ['netconf', ipNetconf],
  ...EMPTY_OBJECTS,
  ['help', usage],
];

function usage(): never {
  throw new Exit(255, IP_USAGE);
}

export const IP: Program = {
  name: 'ip',
  options: {
    about: 'ip - show and change routing, network devices, interfaces and tunnels',
    options: IP_OPTIONS,
    operands: 'OBJECT { COMMAND | help }',
    usage: IP_USAGE,
    complete: completeIp,
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

function* main(proc: Proc, args: Args): Co<number> {
  const { options, netns, version } = parseOptions(args, proc.fds.get(1)?.tty === true);
  if (version) {
    yield* out(proc, IP_VERSION);
    return 0;
  }
  const s = openSession(proc, options, netns);
  if (!s) return 1;
  if (options.batch !== undefined) return yield* runBatch(s, options.batch, (line) => batchLine(s, line));
  if (!args.more) usage();
  return yield* runLine(s, args);
}

/** One command; what it printed is written before its status counts. */
function* runLine(s: Session, args: Args): Co<number> {
  try {
    const result = runObject(s, args);
    return typeof result === 'number' ? result : yield* result;
  } finally {
    yield* flush(s);
  }
}

function runObject(s: Session, args: Args): number | Co<number> {
  const object = IP_OBJECTS.find(([word]) => args.starts(word));
  if (!object) {
    s.err(`Object "${args.word}" is unknown, try "ip help".\n`);
    return 1;
  }
  args.skip();
  return object[1](s, args);
}

function* flush(s: Session): Co<void> {
  const text = s.takeOutput();
  yield* err(s.proc, text.err);
  yield* out(s.proc, text.out);
}

/** A command that returns with an error is one line's failure; one that leaves the process ends the batch. */
function* batchLine(s: Session, args: Args): Co<number> {
  try {
    return yield* runLine(s, args);
  } catch (stop) {
    if (!(stop instanceof Exit) || stop.leaves) throw stop;
    yield* err(s.proc, stop.text);
    return stop.status;
  }
}
