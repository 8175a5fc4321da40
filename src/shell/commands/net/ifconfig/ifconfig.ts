// ifconfig(8) of net-tools 2.10: shows devices, and sets them word by word, as far as each word succeeds (ifconfig.c).

import { err as no, ok, type Result } from '../../../../base/result.ts';
import { applyOp } from '../../../../engine/apply.ts';
import type { DevLabels } from '../../../../engine/device/dev.ts';
import { devByName } from '../../../../engine/device/table.ts';
import { strerror } from '../../../../engine/errno.ts';
import type { Errno, Op } from '../../../../engine/netlink.ts';
import type { Netns } from '../../../../engine/netns.ts';
import { type Ipv4Addr, ipv4FromNumber, netmask } from '../../../../wire/ipv4-addr.ts';
import { parseMac } from '../../../../wire/mac.ts';
import type { Co } from '../../../co.ts';
import type { OptionTable } from '../../../options.ts';
import type { Proc, Program } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import { type Interface, interfaces, longText, SHORT_HEAD, shortText } from '../interface-rows.ts';
import { inetAton, resolveName } from '../names.ts';
import { addAlias, deviceOf, removeAddress, setAddress, setBroadcast, setNetmask } from './address.ts';
import { FAMILIES, FAMILY_HEAD, HARDWARE, HARDWARE_HEAD, USAGE, USAGE_HEAD } from './usage.ts';

const VERSION = 'net-tools 2.10\n';

const OPTIONS: OptionTable = {
  about: 'ifconfig - configure a network interface',
  options: [
    { short: 'a', about: 'display all interfaces, even if down' },
    { short: 's', about: 'display a short list' },
    { short: 'v', about: 'be more verbose' },
    { long: 'help', about: 'display the usage' },
    { long: 'version', about: 'display version' },
  ],
  operands: '[INTERFACE [ADDRESS] [netmask MASK] [broadcast ADDRESS] [mtu N] [hw ether ADDRESS] [up|down]]',
  usage: USAGE,
};

export const ifconfig: Program = {
  name: 'ifconfig',
  options: OPTIONS,
  *run(proc, args) {
    const words = [...args];
    const shown = { all: false, short: false };
    while (words[0]?.startsWith('-')) {
      const option = words.shift() as string;
      if (option === '-a') shown.all = true;
      else if (option === '-s') shown.short = true;
      else if (option === '--help' || option === '-h' || option === '-?') return yield* help(proc);
      else if (option === '--version' || option === '-V') {
        yield* out(proc, VERSION);
        return 0;
      } else if (option !== '-v') {
        yield* err(proc, `ifconfig: option \`${option}' not recognised.\n`);
        return yield* hint(proc);
      }
    }
    const name = words.shift();
    if (name === undefined) return yield* list(proc, shown);
    if (words.length === 0) return yield* show(proc, name, shown.short);
    return yield* configure(proc, name, words);
  },
};

function* help(proc: Proc): Co<number> {
  yield* out(proc, USAGE_HEAD + HARDWARE_HEAD + FAMILY_HEAD);
  yield* err(proc, HARDWARE + FAMILIES);
  return 0;
}

function* hint(proc: Proc): Co<number> {
  yield* err(proc, "ifconfig: `--help' gives usage information.\n");
  return 1;
}

const nsOf = (proc: Proc) => proc.world.netns.get(proc.netns) as Netns;

function textOf(proc: Proc, one: Interface, short: boolean): string {
  return short ? shortText(nsOf(proc), one) : longText({ world: proc.world, ns: nsOf(proc) }, one);
}

function* list(proc: Proc, { all, short }: { all: boolean; short: boolean }): Co<number> {
  const rows = interfaces(nsOf(proc)).filter(({ dev }) => all || dev.up);
  yield* out(proc, (short ? SHORT_HEAD : '') + rows.map((one) => textOf(proc, one, short)).join(''));
  return 0;
}

function* show(proc: Proc, name: string, short: boolean): Co<number> {
  const one = interfaces(nsOf(proc)).find((row) => row.name === name);
  if (!one) {
    if (short) yield* out(proc, SHORT_HEAD);
    yield* err(proc, `${name}: error fetching interface information: Device not found\n`);
    return 1;
  }
  yield* out(proc, (short ? SHORT_HEAD : '') + textOf(proc, one, short));
  return 0;
}

/** Why a word stops everything. */
interface Stop {
  readonly stop: string;
  readonly status: number;
}
/** What a word fails with, while the others go on. The statuses are ORed: 1 if absent. */
interface Complaint {
  readonly complaint?: string;
  readonly status?: number;
  /** `/24` counts when all words have been read. */
  readonly later?: () => Complaint | undefined;
}
type Step = Stop | Complaint | undefined;

function* configure(proc: Proc, name: string, words: string[]): Co<number> {
  const failed: Complaint[] = [];
  let later: Complaint['later'];
  while (words.length > 0) {
    const step = takeWord(proc, name, words);
    if (step && 'stop' in step) {
      yield* err(proc, (both(...failed)?.complaint ?? '') + step.stop);
      return step.status;
    }
    if (step?.complaint !== undefined) failed.push(step);
    later = step?.later ?? later;
  }
  const last = both(...failed, later?.());
  yield* err(proc, last?.complaint ?? '');
  return last?.status ?? 0;
}

const SYNTAX: Stop = { stop: USAGE, status: 3 };

function takeWord(proc: Proc, name: string, words: string[]): Step {
  const word = words.shift() as string;
  const flag = FLAGS[word];
  if (flag) return flag(proc, name);
  const setting = SETTINGS[word];
  if (setting) {
    const value = words.shift();
    return value === undefined ? SYNTAX : setting(proc, name, value);
  }
  if (word === 'hw') return hardware(proc, name, words);
  return address(proc, name, word);
}

function setLink(
  proc: Proc,
  name: string,
  change: Partial<Extract<Op, { op: 'link.set' }>>,
): Result<void, Errno> {
  const done = applyOp(proc.world, { op: 'link.set', netns: proc.netns, name: deviceOf(name), ...change });
  return done.ok ? ok() : no(done.error.errno);
}

function complain(call: string, done: Result<void, Errno>): Complaint | undefined {
  return done.ok ? undefined : { complaint: `${call}: ${strerror(done.error)}\n` };
}

/** set_flag: first it has to know what the flags are. */
function withFlags(
  set: (proc: Proc, name: string) => Result<void, Errno>,
): (proc: Proc, name: string) => Complaint | undefined {
  return (proc, name) => {
    if (!devByName(nsOf(proc), deviceOf(name)))
      return { complaint: `${name}: ERROR while getting interface flags: No such device\n`, status: 255 };
    return complain('SIOCSIFFLAGS', set(proc, name));
  };
}

const label = (labels: DevLabels) => withFlags((proc, name) => setLink(proc, name, { labels }));

const setUp = withFlags((proc, name) => setLink(proc, name, { up: true }));

const FLAGS: Readonly<Record<string, (proc: Proc, name: string) => Step>> = {
  up: setUp,
  down: withFlags((proc, name) =>
    name.includes(':') ? removeAddress(proc, name) : setLink(proc, name, { up: false }),
  ),
  arp: label({ noarp: false }),
  '-arp': label({ noarp: true }),
  promisc: label({ promisc: true }),
  '-promisc': label({ promisc: false }),
  allmulti: label({ allmulti: true }),
  '-allmulti': label({ allmulti: false }),
  multicast: label({ nomulticast: false }),
  '-multicast': label({ nomulticast: true }),
  trailers: () => undefined,
  '-trailers': () => undefined,
  inet: () => undefined,
};

type Setting = (proc: Proc, name: string, value: string) => Step;

const SETTINGS: Readonly<Record<string, Setting>> = {
  mtu: (proc, name, value) => {
    const mtu = /^\d+$/.test(value) ? Number(value) : 0;
    return complain('SIOCSIFMTU', setLink(proc, name, { mtu }));
  },
  txqueuelen: (proc, name, value) =>
    complain('SIOCSIFTXQLEN', setLink(proc, name, { txqlen: Number.parseInt(value, 10) || 0 })),
  name: (proc, name, value) => complain('SIOCSIFNAME', setLink(proc, name, { rename: value })),
  netmask: (proc, name, value) => {
    const mask = inetAton(value);
    if (mask === undefined) return { stop: `${value}: Unknown host\n`, status: 1 };
    return complain('SIOCSIFNETMASK', setNetmask(proc, name, mask));
  },
  broadcast: (proc, name, value) => {
    const found = inetAton(value);
    if (found === undefined) return { stop: `${value}: Unknown host\n`, status: 1 };
    const set = complain('SIOCSIFBRDADDR', setBroadcast(proc, name, found));
    return both(set, withFlags(() => ok())(proc, name));
  },
  add: (proc, name, value) => {
    const found = resolveName(proc, value);
    if (!found.ok) return { stop: `${value}: Unknown host\n`, status: 1 };
    return complain('SIOCSIFADDR', addAlias(proc, name, found.value.addr));
  },
  del: (proc, name, value) => {
    const row = interfaces(nsOf(proc)).find(
      (one) => one.dev.name === deviceOf(name) && one.addr?.cidr.addr === value,
    );
    if (!row) return { complaint: `SIOCDIFADDR: ${strerror('EADDRNOTAVAIL')}\n` };
    return complain('SIOCDIFADDR', removeAddress(proc, row.name));
  },
};

function hardware(proc: Proc, name: string, words: string[]): Step {
  const [kind, text] = words.splice(0, 2);
  if (kind === undefined || text === undefined) return SYNTAX;
  const mac = parseMac(text);
  if (kind !== 'ether') return SYNTAX;
  if (!mac.ok) return { stop: `${text}: invalid ${kind} address.\n`, status: 1 };
  return complain('SIOCSIFHWADDR', setLink(proc, name, { mac: mac.value }));
}

/** INET_getnetmask shifts 32 bits by the length, which for 32 the processor does by 0: /32 is no mask at all. */
function maskOf(length: number): Ipv4Addr {
  return ipv4FromNumber(netmask(length === 32 ? 0 : length));
}

function both(...steps: readonly (Complaint | undefined)[]): Complaint | undefined {
  const failed = steps.filter((step) => step !== undefined);
  if (failed.length === 0) return undefined;
  const status = failed.reduce((all, step) => all | (step.status ?? 1), 0);
  return { complaint: failed.map((step) => step.complaint ?? '').join(''), status };
}

/** What is no other word is an address. The device goes up with it. */
function address(proc: Proc, name: string, word: string): Step {
  const [host = '', length] = word.split('/');
  const found = resolveName(proc, host === 'default' ? '0' : host);
  if (!found.ok) {
    return {
      stop: `${word}: Host name lookup failure\nifconfig: \`--help' gives usage information.\n`,
      status: 1,
    };
  }
  const set = complain('SIOCSIFADDR', setAddress(proc, name, found.value.addr));
  const failed = both(set, setUp(proc, name));
  if (length === undefined) return failed;
  const later = () => complain('SIOCSIFNETMASK', setNetmask(proc, name, maskOf(Number(length))));
  return { ...failed, later };
}
