// `bridge vlan` (bridge/vlan.c). The kernel that this is modelled on has no VLANs on its bridges (CONFIG_BRIDGE_VLAN_FILTERING),
// and says so: nothing is listed, and nothing can be added.

import { type Args, Exit, noDevice, parseUnsigned, unknownCommand } from '../ip/args.ts';
import type { Session } from '../ip/session.ts';
import { VLAN_USAGE } from './usage.ts';

export const VLAN_COMMANDS: readonly string[] = ['add', 'delete', 'show', 'list', 'set', 'global', 'help'];
export const VLAN_KEYWORDS: readonly string[] = [
  'dev',
  'vid',
  'pvid',
  'untagged',
  'tunnel_info',
  'self',
  'master',
];

export function bridgeVlan(s: Session, args: Args): number {
  if (!args.more || args.starts('show', 'lst', 'list')) {
    args.skip();
    return vlanShow(s, args);
  }
  if (args.starts('add', 'delete')) {
    args.skip();
    return vlanModify(s, args);
  }
  if (args.starts('help')) throw new Exit(255, VLAN_USAGE);
  throw unknownCommand(args.word, 'bridge vlan');
}

function vlanShow(s: Session, args: Args): number {
  while (args.more) {
    if (args.is('dev')) s.needDev(args.next(), (name) => noDevice(name, 255));
    args.skip();
  }
  const p = s.printer();
  p.say('port              vlan-id  \n');
  s.out(p.finish());
  return 0;
}

function vlanModify(s: Session, args: Args): number {
  let dev: string | undefined;
  let vid: string | undefined;
  while (args.more) {
    if (args.is('dev')) dev = args.next();
    else if (args.is('vid')) vid = vidWord(args.next());
    else if (!args.is('self', 'master') && !args.starts('pvid', 'untagged')) {
      if (args.starts('help')) throw new Exit(255, VLAN_USAGE);
      throw new Exit(255, VLAN_USAGE);
    }
    args.skip();
  }
  if (dev === undefined || vid === undefined)
    throw new Exit(255, 'Device and VLAN ID are required arguments.\n');
  s.needDev(dev, (name) => new Exit(255, `Cannot find bridge device "${name}"\n`));
  return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
}

function vidWord(text: string): string {
  const ends = text.split('-').map((end) => parseUnsigned(end, 4095));
  const bad = ends.findIndex((end) => end === undefined);
  if (bad >= 0) throw new Exit(255, `Invalid VLAN ID "${text}"\n`);
  return text;
}
