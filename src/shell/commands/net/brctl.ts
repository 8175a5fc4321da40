// brctl(8) of bridge-utils 1.7.

import { applyOp } from '../../../engine/apply.ts';
import { type BridgeDev, fdbInOrder } from '../../../engine/device/bridge-fdb.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devByName, devsInOrder } from '../../../engine/device/table.ts';
import { strerror } from '../../../engine/errno.ts';
import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { bridgeId, stpText } from './bridge-rows.ts';

interface Command {
  readonly name: string;
  readonly operands: string;
  readonly count: readonly [number, number];
  readonly about: string;
  run(proc: Proc, args: readonly string[]): Co<number>;
}

const nsOf = (proc: Proc) => proc.world.netns.get(proc.netns) as Netns;

function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, `${text}\n`);
  return 1;
}

function bridgeNamed(proc: Proc, name: string): BridgeDev | undefined {
  const dev = devByName(nsOf(proc), name);
  return dev?.bridge ? (dev as BridgeDev) : undefined;
}

function setLink(proc: Proc, name: string, change: Partial<Extract<NetlinkOp, { op: 'link.set' }>>) {
  return applyOp(proc.world, { op: 'link.set', netns: proc.netns, name, ...change });
}

function* addbr(proc: Proc, [name = '']: readonly string[]): Co<number> {
  // The ioctl cuts the name to IFNAMSIZ.
  const cut = name.slice(0, 15);
  const done = applyOp(proc.world, {
    op: 'link.add',
    netns: proc.netns,
    name: cut,
    link: { kind: 'bridge' },
  });
  if (done.ok) return 0;
  if (done.error.errno === 'EEXIST')
    return yield* fail(proc, `device ${name} already exists; can't create bridge with the same name`);
  return yield* fail(proc, `add bridge failed: ${strerror(done.error.errno)}`);
}

function* delbr(proc: Proc, [name = '']: readonly string[]): Co<number> {
  const dev = devByName(nsOf(proc), name);
  if (!dev) return yield* fail(proc, `bridge ${name} doesn't exist; can't delete it`);
  if (!dev.bridge) return yield* fail(proc, `can't delete bridge ${name}: Operation not permitted`);
  if (dev.up) return yield* fail(proc, `bridge ${name} is still up; can't delete it`);
  applyOp(proc.world, { op: 'link.del', netns: proc.netns, name });
  return 0;
}

function* addif(proc: Proc, [bridge = '', ...names]: readonly string[]): Co<number> {
  for (const name of names) {
    const dev = devByName(nsOf(proc), name);
    if (!dev) return yield* fail(proc, `interface ${name} does not exist!`);
    if (!bridgeNamed(proc, bridge)) return yield* fail(proc, `bridge ${bridge} does not exist!`);
    if (dev.master !== undefined)
      return yield* fail(
        proc,
        `device ${name} is already a member of a bridge; can't add it to bridge ${bridge}.`,
      );
    if (dev.bridge)
      return yield* fail(
        proc,
        `device ${name} is a bridge device itself; can't add a bridge device to a bridge device.`,
      );
    const done = setLink(proc, name, { master: bridge });
    if (!done.ok)
      return yield* fail(proc, `can't add ${name} to bridge ${bridge}: ${strerror(done.error.errno)}`);
  }
  return 0;
}

function* delif(proc: Proc, [bridge = '', ...names]: readonly string[]): Co<number> {
  for (const name of names) {
    const dev = devByName(nsOf(proc), name);
    if (!dev) return yield* fail(proc, `interface ${name} does not exist!`);
    const br = bridgeNamed(proc, bridge);
    if (!br) return yield* fail(proc, `bridge ${bridge} does not exist!`);
    if (dev.master !== br.ifindex) return yield* fail(proc, `device ${name} is not a port of ${bridge}`);
    setLink(proc, name, { master: null });
  }
  return 0;
}

const SHOW_HEAD = 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n';

function* show(proc: Proc, names: readonly string[]): Co<number> {
  for (const name of names)
    if (!bridgeNamed(proc, name)) return yield* fail(proc, `bridge ${name} does not exist!`);
  const ns = nsOf(proc);
  const bridges = devsInOrder(ns)
    .filter((dev) => dev.bridge && (names.length === 0 || names.includes(dev.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (bridges.length > 0)
    yield* out(proc, SHOW_HEAD + bridges.map((dev) => bridgeRow(ns, dev as BridgeDev)).join(''));
  return 0;
}

function bridgeRow(ns: Netns, dev: BridgeDev): string {
  const ports = portsOf(ns, dev).map((port) => port.name);
  const stp = (dev.bridge.options?.['stp_state'] ?? 0) === 0 ? 'no' : 'yes';
  const rest = ports.slice(1).map((port) => `\t\t\t\t\t\t\t${port}\n`);
  return `${dev.name}\t\t${bridgeId(dev)}\t${stp}\t\t${ports[0] ?? ''}\n${rest.join('')}`;
}

/** By name, as /sys/class/net/BRIDGE/brif lists them through scandir(3). */
function portsOf(ns: Netns, { bridge }: BridgeDev): readonly Dev[] {
  return bridge.ports
    .flatMap((ifindex) => ns.devs.get(ifindex) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* showmacs(proc: Proc, [name = '']: readonly string[]): Co<number> {
  const br = bridgeNamed(proc, name);
  const ns = nsOf(proc);
  if (!br) return yield* fail(proc, 'read of forward table failed: No such device');
  const rows = fdbInOrder(ns, br, proc.world.now)
    .flatMap((entry) => {
      const portNo = ns.devs.get(entry.port)?.brport?.portNo;
      if (portNo === undefined) return [];
      const age = entry.permanent ? 0 : (proc.world.now - entry.updated) / SECOND;
      return [{ mac: entry.mac, portNo, local: entry.local, age }];
    })
    .sort((a, b) => (a.mac < b.mac ? -1 : 1));
  const text = rows.map(
    ({ mac, portNo, local, age }) =>
      `${String(portNo).padStart(3)}\t${mac}\t${local ? 'yes' : 'no'}\t\t${age.toFixed(2).padStart(7)}\n`,
  );
  yield* out(proc, `port no\tmac addr\t\tis local?\tageing timer\n${text.join('')}`);
  return 0;
}

function* showstp(proc: Proc, [name = '']: readonly string[]): Co<number> {
  const br = bridgeNamed(proc, name);
  if (!br) return yield* fail(proc, `bridge ${name} does not exist!`);
  yield* out(proc, stpText(br, portsOf(nsOf(proc), br), proc.world.now));
  return 0;
}

function* stp(proc: Proc, [name = '', word = '']: readonly string[]): Co<number> {
  const isOn = ['on', 'yes', '1'].includes(word);
  if (!isOn && !['off', 'no', '0'].includes(word)) return yield* fail(proc, 'expect on/off for argument');
  return yield* option(proc, { name, key: 'stp_state', value: isOn ? 1 : 0, what: 'set stp status failed' });
}

interface Setting {
  readonly name: string;
  readonly key: string;
  readonly value: number;
  readonly what: string;
}

function* option(proc: Proc, { name, key, value, what }: Setting): Co<number> {
  if (!bridgeNamed(proc, name)) return yield* fail(proc, `${what}: No such device`);
  const done = setLink(proc, name, { bridge: { options: { [key]: value } } });
  return done.ok ? 0 : yield* fail(proc, `${what}: ${strerror(done.error.errno)}`);
}

/** A time in seconds; the kernel keeps hundredths. */
function timeCommand(key: string, words: string): Command['run'] {
  return function* (proc, [name = '', text = '']) {
    const value = /^\d+(\.\d*)?$/.test(text) ? Number(text) : undefined;
    if (value === undefined) return yield* fail(proc, `bad ${words.replace(/ time$/, '')} value`);
    return yield* option(proc, {
      name,
      key,
      value: Math.round(value * 100),
      what: `set ${words.replace(/ time$/, '')} failed`,
    });
  };
}

function* setageing(proc: Proc, [name = '', text = '']: readonly string[]): Co<number> {
  if (!/^\d+(\.\d*)?$/.test(text)) return yield* fail(proc, 'bad ageing time value');
  if (!bridgeNamed(proc, name)) return yield* fail(proc, 'set ageing time failed: No such device');
  setLink(proc, name, { bridge: { ageing: Math.round(Number(text) * SECOND) as Nanos } });
  return 0;
}

function* setbridgeprio(proc: Proc, [name = '', text = '']: readonly string[]): Co<number> {
  if (!/^\d+$/.test(text)) return yield* fail(proc, 'bad priority');
  return yield* option(proc, {
    name,
    key: 'priority',
    value: Number(text),
    what: 'set bridge priority failed',
  });
}

function portCommand(
  put: (value: number) => Partial<Extract<NetlinkOp, { op: 'link.set' }>>,
  what = 'set path cost',
): Command['run'] {
  return function* (proc, [, port = '', text = '']) {
    if (!devByName(nsOf(proc), port)?.brport)
      return yield* fail(proc, `can't set on ${port}: No such device`);
    const done = setLink(proc, port, put(Number(text)));
    return done.ok ? 0 : yield* fail(proc, `${what} failed: ${strerror(done.error.errno)}`);
  };
}

function* hairpin(proc: Proc, [bridge = '', port = '', word = '']: readonly string[]): Co<number> {
  const isOn = word === 'on';
  if (!isOn && word !== 'off') return yield* fail(proc, 'expect on/off for argument');
  if (!bridgeNamed(proc, bridge) || !devByName(nsOf(proc), port)?.brport)
    return yield* fail(proc, `can't set ${port} to hairpin on bridge ${bridge}: No such device`);
  setLink(proc, port, { brport: { hairpin: isOn } });
  return 0;
}

const COMMANDS: readonly Command[] = [
  { name: 'addbr', operands: '<bridge>', count: [1, 1], about: '\tadd bridge', run: addbr },
  { name: 'delbr', operands: '<bridge>', count: [1, 1], about: '\tdelete bridge', run: delbr },
  {
    name: 'addif',
    operands: '<bridge> <device>',
    count: [2, 99],
    about: 'add interface to bridge',
    run: addif,
  },
  {
    name: 'delif',
    operands: '<bridge> <device>',
    count: [2, 99],
    about: 'delete interface from bridge',
    run: delif,
  },
  {
    name: 'hairpin',
    operands: '<bridge> <port> {on|off}',
    count: [3, 3],
    about: 'turn hairpin on/off',
    run: hairpin,
  },
  {
    name: 'setageing',
    operands: '<bridge> <time>',
    count: [2, 2],
    about: '\tset ageing time',
    run: setageing,
  },
  {
    name: 'setbridgeprio',
    operands: '<bridge> <prio>',
    count: [2, 2],
    about: '\tset bridge priority',
    run: setbridgeprio,
  },
  {
    name: 'setfd',
    operands: '<bridge> <time>',
    count: [2, 2],
    about: '\tset bridge forward delay',
    run: timeCommand('forward_delay', 'forward delay time'),
  },
  {
    name: 'sethello',
    operands: '<bridge> <time>',
    count: [2, 2],
    about: '\tset hello time',
    run: timeCommand('hello_time', 'hello timer'),
  },
  {
    name: 'setmaxage',
    operands: '<bridge> <time>',
    count: [2, 2],
    about: '\tset max message age',
    run: timeCommand('max_age', 'max age time'),
  },
  {
    name: 'setpathcost',
    operands: '<bridge> <port> <cost>',
    count: [3, 3],
    about: 'set path cost',
    run: portCommand((cost) => ({ brport: { cost } })),
  },
  {
    name: 'setportprio',
    operands: '<bridge> <port> <prio>',
    count: [3, 3],
    about: 'set port priority',
    run: portCommand((priority) => ({ brport: { priority } }), 'set port priority'),
  },
  { name: 'show', operands: '[ <bridge> ]', count: [0, 99], about: '\tshow a list of bridges', run: show },
  {
    name: 'showmacs',
    operands: '<bridge>',
    count: [1, 1],
    about: '\tshow a list of mac addrs',
    run: showmacs,
  },
  { name: 'showstp', operands: '<bridge>', count: [1, 1], about: '\tshow bridge stp info', run: showstp },
  { name: 'stp', operands: '<bridge> {on|off}', count: [2, 2], about: 'turn stp on/off', run: stp },
];

const USAGE = `Usage: brctl [commands]
commands:
${COMMANDS.map(({ name, operands, about }) => `\t${name.padEnd(10)}\t${operands}\t${about}\n`).join('')}`;

export const brctl: Program = {
  name: 'brctl',
  options: {
    about: 'brctl - ethernet bridge administration',
    options: [],
    operands: `{${COMMANDS.map(({ name }) => name).join('|')}} ...`,
    usage: USAGE,
  },
  *run(proc, args) {
    const [name, ...operands] = args;
    if (name === '-V' || name === '--version') {
      yield* out(proc, 'bridge-utils, 1.7\n');
      return 0;
    }
    if (name === undefined || name === '-h' || name === '--help') {
      yield* out(proc, USAGE);
      return name === undefined ? 1 : 0;
    }
    const command = COMMANDS.find((known) => known.name === name);
    if (!command) {
      yield* err(proc, `never heard of command [${name}]\n`);
      yield* out(proc, USAGE);
      return 1;
    }
    const [least, most] = command.count;
    if (operands.length < least || operands.length > most) {
      yield* out(
        proc,
        `Incorrect number of arguments for command\nUsage: brctl ${name} ${command.operands}\t${command.about}\n`,
      );
      return 1;
    }
    return yield* command.run(proc, operands);
  },
};
