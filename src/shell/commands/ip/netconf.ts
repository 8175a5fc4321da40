// `ip netconf`: what a device, or all of them, forwards and filters (ip/ipnetconf.c), and the line that a monitor prints of it.

import { devsInOrder } from '../../../engine/device/table.ts';
import { conf } from '../../../engine/sysctl.ts';
import { type Args, Exit, unknownCommand } from './args.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';
import { OTHER_USAGE } from './usage-others.ts';

type NetconfFamily = 'inet' | 'inet6';

export function ipNetconf(s: Session, args: Args): number {
  if (args.more && args.starts('help')) throw new Exit(255, OTHER_USAGE.netconf);
  if (args.more && !args.starts('show', 'list', 'lst')) throw unknownCommand(args.word, 'ip netconf');
  const at = args.left.indexOf('dev');
  const named = at < 0 ? undefined : args.left[at + 1];
  if (named !== undefined && !s.dev(named)) throw new Exit(1, `Device "${named}" does not exist.\n`);
  const names =
    named === undefined ? [...devsInOrder(s.ns).map(({ name }) => name), 'all', 'default'] : [named];
  const { family } = s.options;
  const print = s.printer();
  for (const one of ['inet', 'inet6'] as const) {
    if (family !== 'any' && family !== one) continue;
    for (const name of names) printNetconf(s, print, one, name);
  }
  s.out(print.finish());
  return 0;
}

export function printNetconf(s: Session, print: Printer, family: NetconfFamily, dev: string): void {
  print.open();
  print.put('family', family, `${family} `);
  print.put('interface', dev, `${dev} `);
  const isOn = (name: 'forwarding' | 'proxy_arp' | 'ignore_routes_with_linkdown'): boolean =>
    family === 'inet' && conf(s.ns, dev, name) !== 0;
  flag(print, 'forwarding', isOn('forwarding'));
  if (family === 'inet') {
    const filter = ['off', 'strict', 'loose'][conf(s.ns, dev, 'rp_filter')] ?? 'off';
    print.put('rp_filter', filter, `rp_filter ${filter} `);
  }
  flag(print, 'mc_forwarding', false);
  flag(print, 'proxy_neigh', isOn('proxy_arp'));
  flag(print, 'ignore_routes_with_linkdown', isOn('ignore_routes_with_linkdown'));
  print.say('\n');
  print.close();
}

function flag(print: Printer, key: string, isOn: boolean): void {
  print.put(key, isOn, `${key} ${isOn ? 'on' : 'off'} `);
}
