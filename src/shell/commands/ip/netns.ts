// `ip netns` (do_netns, ip/ipnetns.c).

import { byNumber } from '../../../base/order.ts';
import { namedNetnsOf } from '../../../engine/ids.ts';
import type { Co } from '../../co.ts';
import { type Args, Exit, unknownCommand } from './args.ts';
import { netnsExec } from './netns-exec.ts';
import { netnsMonitor } from './netns-monitor.ts';
import { namedNetns, netnsByName } from './netns-names.ts';
import type { Session } from './session.ts';
import { NETNS_USAGE } from './usage.ts';

export const NETNS_COMMANDS: readonly string[] = [
  'list',
  'show',
  'list-id',
  'add',
  'set',
  'delete',
  'identify',
  'pids',
  'exec',
  'monitor',
  'attach',
  'help',
];

export function ipNetns(s: Session, args: Args): number | Co<number> {
  if (!args.more) return netnsList(s);
  checkName(args);
  const then = <T>(command: (s: Session, args: Args) => T): T => {
    args.skip();
    return command(s, args);
  };
  if (args.starts('list', 'show', 'lst')) return then(netnsList);
  if (args.starts('list-id')) return then(netnsListId);
  if (args.starts('help')) throw new Exit(255, NETNS_USAGE);
  if (args.starts('add')) return then(netnsAdd);
  if (args.starts('set')) return then(netnsSet);
  if (args.starts('delete')) return then(netnsDelete);
  if (args.starts('identify')) return then(netnsIdentify);
  if (args.starts('pids')) return then(netnsPids);
  if (args.starts('exec')) return then(netnsExec);
  if (args.starts('monitor')) return then(netnsMonitor);
  if (args.starts('attach')) return then(netnsAttach);
  throw unknownCommand(args.word, 'ip netns');
}

/** Whatever the command is that takes a name. */
function checkName(args: Args): void {
  const [, name] = args.left;
  if (name === undefined || args.starts('list', 'show', 'identify', 'help', 'monitor', 'list-id')) return;
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.length > 255)
    throw new Exit(255, `Invalid netns name "${name}"\n`);
}

function netnsList(s: Session): number {
  const p = s.printer();
  for (const ns of namedNetns(s)) {
    p.open();
    p.put('name', ns.name, ns.name);
    const id = s.ns.nsids.get(ns.id);
    if (id !== undefined) p.put('id', id, ` (id: ${id})`);
    p.say('\n');
    p.close();
  }
  s.out(p.finish());
  return 0;
}

function netnsListId(s: Session): number {
  const known = s.world.netns
    .sorted((a, b) => byNumber(s.ns.nsids.get(a.id) ?? -1, s.ns.nsids.get(b.id) ?? -1))
    .filter((ns) => s.ns.nsids.has(ns.id));
  const p = s.printer();
  for (const ns of known) {
    const id = s.ns.nsids.get(ns.id) ?? 0;
    p.open();
    p.put('nsid', id, `nsid ${id} `);
    if (ns.name !== '') p.put('name', ns.name, `(iproute2 netns name: ${ns.name})`);
    p.say('\n');
    p.close();
  }
  s.out(p.finish());
  return 0;
}

function netnsAdd(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const done = s.world.netns.has(namedNetnsOf(s.proc.machine, args.word));
  if (done) throw new Exit(1, `Cannot create namespace file "/run/netns/${args.word}": File exists\n`);
  return s.apply({ op: 'netns.add', machine: s.proc.machine, name: args.word });
}

function netnsSet(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const name = args.take();
  if (!args.more) throw new Exit(1, 'No nsid specified\n');
  if (args.word !== 'auto' && !/^\d+$/.test(args.word))
    throw new Exit(255, `Error: argument "${args.word}" is wrong: Invalid "netnsid" value\n\n`);
  const ns = netnsByName(s, name);
  if (!ns) throw new Exit(1, `Cannot open network namespace "${name}": No such file or directory\n`);
  const nsid = args.word === 'auto' ? undefined : Number(args.word);
  return s.apply({ op: 'netns.id', netns: s.ns.id, other: ns.id, ...(nsid !== undefined && { nsid }) });
}

function netnsDelete(s: Session, args: Args): number {
  if (!args.more && s.options.all) {
    for (const ns of namedNetns(s)) s.apply({ op: 'netns.del', machine: s.proc.machine, name: ns.name });
    return 0;
  }
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const name = args.word;
  if (!netnsByName(s, name))
    throw new Exit(1, `Cannot remove namespace file "/run/netns/${name}": No such file or directory\n`);
  return s.apply({ op: 'netns.del', machine: s.proc.machine, name });
}

function netnsIdentify(s: Session, args: Args): number {
  let netns = s.proc.netns;
  if (args.more) {
    if (!/^\d+$/.test(args.word)) throw new Exit(1, `Specified string '${args.word}' is not a pid\n`);
    const process = Number(args.word) === s.proc.pid ? s.proc : s.proc.processes.get(Number(args.word));
    if (!process) throw new Exit(1, 'Cannot open network namespace: No such file or directory\n');
    netns = process.netns;
  }
  s.out(`${s.world.netns.get(netns)?.name ?? ''}\n`);
  return 0;
}

function netnsPids(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const ns = netnsByName(s, args.word);
  if (!ns) throw new Exit(1, 'Cannot open network namespace: No such file or directory\n');
  for (const process of s.proc.processes.list()) {
    if (process.netns === ns.id && process.machine === s.proc.machine && !process.ended)
      s.out(`${process.pid}\n`);
  }
  return 0;
}

/** Simplified: a name is a namespace's own here, so that a process's namespace can't get a second one. */
function netnsAttach(_s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const name = args.take();
  if (!args.more) throw new Exit(1, 'No PID specified\n');
  throw new Exit(1, `Bind /proc/${args.word}/ns/net -> /run/netns/${name} failed: Permission denied\n`);
}
