// `ip netns` (do_netns, ip/ipnetns.c).

import { byNumber } from '../../../base/order.ts';
import { namedNetnsOf, namelessNetnsOf, type NetnsId } from '../../../engine/ids.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { Co } from '../../co.ts';
import { type Args, Exit, parseUnsigned, unknownCommand, wrong } from './args.ts';
import { netnsExec } from './netns-exec.ts';
import { netnsMonitor } from './netns-monitor.ts';
import { namedNetns, netnsByName } from './netns-names.ts';
import type { Printer } from './printer.ts';
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

interface IdFilter {
  /** By whose numbers: those of the namespace that has this one here. */
  target?: number;
  nsid?: number;
}

function netnsListId(s: Session, args: Args): number {
  const { target, nsid } = idFilter(args);
  const from = target === undefined ? s.ns : withNsid(s, s.ns, target);
  if (!from) return dumpError(s, 'Invalid target network namespace id.', nsid === undefined);
  if (nsid !== undefined && !withNsid(s, from, nsid))
    return dumpError(s, 'Peer netns reference is invalid.', false);
  const known = s.world.netns
    .sorted((a, b) => byNumber(from.nsids.get(a.id) ?? -1, from.nsids.get(b.id) ?? -1))
    .filter(({ id }) => (nsid === undefined ? from.nsids.has(id) : from.nsids.get(id) === nsid));
  const p = s.printer();
  for (const ns of known) printId(s, p, { ns, id: from.nsids.get(ns.id) ?? 0, foreign: from !== s.ns });
  s.out(p.finish());
  return 0;
}

function idFilter(args: Args): IdFilter {
  const filter: IdFilter = {};
  while (args.more) {
    const key = args.is('target-nsid') ? 'target' : args.is('nsid') ? 'nsid' : undefined;
    if (!key) throw new Exit(255, NETNS_USAGE);
    const text = args.next();
    const number = parseUnsigned(text, 0x7fffffff);
    if (number === undefined)
      throw wrong(text, `"${key === 'target' ? 'target-nsid' : 'nsid'}" value is invalid\n`);
    filter[key] = number;
    args.skip();
  }
  return filter;
}

function withNsid(s: Session, from: Netns, nsid: number): Netns | undefined {
  return s.world.netns
    .sorted((a, b) => byNumber(a.ordinal, b.ordinal))
    .find(({ id }) => from.nsids.get(id) === nsid);
}

function dumpError(s: Session, text: string, dump: boolean): number {
  s.err(`Error: ${text}\n${dump ? 'Dump terminated\n' : ''}`);
  return dump ? 1 : 2;
}

interface KnownNetns {
  readonly ns: Netns;
  readonly id: number;
  /** The number is another namespace's. */
  readonly foreign: boolean;
}

function printId(s: Session, p: Printer, { ns, id, foreign }: KnownNetns): void {
  const own = s.ns.nsids.get(ns.id);
  const name = own === undefined ? '' : ns.name;
  p.open();
  p.put('nsid', id, `nsid ${id} `);
  if (foreign && own !== undefined) p.put('current-nsid', own, `current-nsid ${own} `);
  if (name !== '') p.put('name', name, `(iproute2 netns name: ${name})`);
  p.say('\n');
  p.close();
}

function netnsAdd(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const name = args.word;
  if (netnsByName(s, name)) throw fileExists(name);
  const nameless = s.world.netns.get(namedNetnsOf(s.proc.machine, name));
  const status = s.apply({ op: 'netns.add', machine: s.proc.machine, name });
  if (nameless) follow(s, nameless.id, namelessNetnsOf(s.proc.machine, nameless.ordinal));
  return status;
}

function fileExists(name: string): Exit {
  return new Exit(1, `Cannot create namespace file "/run/netns/${name}": File exists\n`);
}

/** The processes of a namespace that has another id now. */
function follow(s: Session, from: NetnsId, netns: NetnsId): void {
  for (const process of s.proc.processes.list())
    if (process.netns === from) Object.assign(process, { netns });
}

/** A namespace with a process in it lives on without its name. */
function deleteNetns(s: Session, { id, name }: Netns): number {
  const held = s.proc.processes.list().some((process) => process.netns === id && !process.ended);
  return s.apply({ op: 'netns.del', machine: s.proc.machine, name, ...(held && { held }) });
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
    for (const ns of namedNetns(s)) deleteNetns(s, ns);
    return 0;
  }
  if (!args.more) throw new Exit(1, 'No netns name specified\n');
  const name = args.word;
  const ns = netnsByName(s, name);
  if (!ns)
    throw new Exit(1, `Cannot remove namespace file "/run/netns/${name}": No such file or directory\n`);
  return deleteNetns(s, ns);
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

/** Simplified: a name is a namespace's own here, so that one that has a name can't get a second one. */
function netnsAttach(s: Session, args: Args): number {
  if (args.left.length < 2) throw new Exit(1, 'No netns name and PID specified\n');
  const name = args.take();
  const { word } = args;
  if (!/^\d+$/.test(word)) throw new Exit(1, `Invalid PID: ${word}\n`);
  if (netnsByName(s, name)) throw fileExists(name);
  const process = s.proc.processes.get(Number(word));
  const bind = `Bind /proc/${word}/ns/net -> /run/netns/${name} failed`;
  if (!process || process.ended) throw new Exit(1, `${bind}: No such file or directory\n`);
  const { netns: other } = process;
  if (!s.world.netns.get(other)?.isNameless) throw new Exit(1, `${bind}: Permission denied\n`);
  const status = s.apply({ op: 'netns.attach', machine: s.proc.machine, name, other });
  if (status === 0) follow(s, other, namedNetnsOf(s.proc.machine, name));
  return status;
}
