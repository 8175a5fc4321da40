// `bridge vlan` (bridge/vlan.c). The kernel that this is modelled on has no VLANs on its bridges (CONFIG_BRIDGE_VLAN_FILTERING),
// and says so: nothing is listed, nothing can be added, and to delete what isn't there is no error.

import { type Args, Exit, noDevice, parseUnsigned, unknownCommand, wrong } from '../ip/args.ts';
import type { NetlinkError } from '../../../engine/netlink.ts';
import type { Session } from '../ip/session.ts';
import { VLAN_USAGE } from './usage.ts';

export const VLAN_COMMANDS: readonly string[] = [
  'add',
  'delete',
  'show',
  'list',
  'set',
  'tunnelshow',
  'global',
  'help',
];
export const VLAN_KEYWORDS: readonly string[] = [
  'dev',
  'vid',
  'pvid',
  'untagged',
  'tunnel_info',
  'self',
  'master',
];

const NOT_SUPPORTED: NetlinkError = { errno: 'EOPNOTSUPP' };
const VLAN_VID_MASK = 4095;

export function bridgeVlan(s: Session, args: Args): number {
  if (!args.more) return vlanShow(s, args);
  const verb = args.take();
  const is = (...words: readonly string[]): boolean => words.some((word) => word.startsWith(verb));
  if (is('add')) return vlanModify(s, 'add', args);
  if (is('delete')) return vlanModify(s, 'del', args);
  if (is('show', 'lst', 'list')) return vlanShow(s, args);
  if (is('tunnelshow')) return tunnelShow(s, args);
  if (is('set')) return vlanSet(s, args);
  if (is('global')) return global(s, args);
  if (is('help')) throw new Exit(255, VLAN_USAGE);
  throw unknownCommand(verb, 'bridge vlan');
}

function global(s: Session, args: Args): number {
  if (!args.more || args.starts('show', 'lst', 'list')) {
    args.skip();
    filter(s, args);
    return refusedDump(s);
  }
  if (!args.starts('set')) throw new Exit(255, VLAN_USAGE);
  args.skip();
  return vlanSet(s, args);
}

/** Any other word is passed over. */
function filter(s: Session, args: Args): void {
  while (args.more) {
    if (args.is('dev')) s.needDev(args.next(), (name) => noDevice(name, 255));
    else if (args.is('vid')) args.next();
    args.skip();
  }
}

function vlanShow(s: Session, args: Args): number {
  filter(s, args);
  // Details and settings of its own come by another message, which this kernel doesn't know.
  if (s.options.details > 0) return refusedDump(s);
  return print(s, s.options.stats > 0 ? 'port              vlan-id\n' : 'port              vlan-id  \n');
}

function tunnelShow(s: Session, args: Args): number {
  filter(s, args);
  return print(s, 'port              vlan-id    tunnel-id\n');
}

function print(s: Session, title: string): number {
  const p = s.printer();
  p.say(title);
  s.out(p.finish());
  return 0;
}

function refusedDump(s: Session): number {
  s.err('RTNETLINK answers: Operation not supported\nDump terminated\n');
  print(s, 'port              vlan-id  \n');
  return 1;
}

interface VlanWords {
  dev?: string;
  vid?: string;
  self?: boolean;
  pvid?: boolean;
  tunnel?: boolean;
}

function vlanModify(s: Session, verb: 'add' | 'del', args: Args): number {
  const words: VlanWords = {};
  while (args.more) {
    if (args.is('dev')) words.dev = args.next();
    else if (args.is('vid')) words.vid = args.next();
    else if (args.is('self')) words.self = true;
    else if (args.starts('pvid')) words.pvid = true;
    else if (args.is('tunnel_info')) words.tunnel = tunnelWord(args);
    else if (!args.is('master') && !args.starts('untagged') && args.starts('help')) args.next();
    args.skip();
  }
  const { dev, vid } = words;
  if (dev === undefined || vid === undefined)
    throw new Exit(255, 'Device and VLAN ID are required arguments.\n');
  const port = s.needDev(dev, (name) => new Exit(255, `Cannot find bridge device "${name}"\n`));
  const range = rangeOf(vid, words.pvid === true);
  // A bridge's own VLANs are `self`, a port's its master's.
  if (words.self ? !port.bridge && !port.brport : !port.brport) return refuse(s, NOT_SUPPORTED);
  if (words.tunnel) return refuse(s, { errno: 'EINVAL' });
  if (verb === 'del') return 0;
  const isValid = range.every((id) => id > 0 && id < VLAN_VID_MASK);
  return refuse(s, isValid ? NOT_SUPPORTED : { errno: 'EINVAL', extack: 'bridge: Vlan id is invalid.' });
}

function refuse(s: Session, error: NetlinkError): number {
  return s.answer({ ok: false, error }, 255);
}

/** As atoi(3) reads numbers: a word that is none is 0. */
function rangeOf(text: string, isPvid: boolean): number[] {
  const [first = 0, last = first] = text.split('-').map((end) => Number.parseInt(end, 10) || 0);
  if (first > VLAN_VID_MASK) throw new Exit(255, `Invalid VLAN ID "${first}"\n`);
  if (!text.includes('-')) return [first];
  if (last > VLAN_VID_MASK) throw new Exit(255, `Invalid VLAN ID "${last}"\n`);
  if (first >= last) throw new Exit(255, `Invalid VLAN range "${first}-${last}"\n`);
  if (isPvid) throw new Exit(255, 'pvid cannot be configured for a vlan range\n');
  return [first, last];
}

function tunnelWord(args: Args): boolean {
  args.next();
  const text = args.next();
  for (const end of text.split('-'))
    if (parseUnsigned(end) === undefined) throw wrong(text, 'invalid tun id');
  return true;
}

const STATES = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];

/** `set` and `global set`. */
function vlanSet(s: Session, args: Args): number {
  const words: VlanWords = {};
  while (args.more) {
    if (args.is('dev'))
      words.dev = s.needDev(
        args.next(),
        (name) => new Exit(255, `Cannot find network device "${name}"\n`),
      ).name;
    else if (args.is('vid')) words.vid = args.next();
    else if (args.is('state')) {
      const state = args.next();
      if (parseUnsigned(state) === undefined && !STATES.includes(state))
        throw new Exit(255, 'Error: invalid STP state\n');
    }
    args.skip();
  }
  if (words.dev === undefined || words.vid === undefined)
    throw new Exit(255, 'Device and VLAN ID are required arguments.\n');
  return refuse(s, NOT_SUPPORTED);
}
