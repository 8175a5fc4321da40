// A neighbour entry as `ip neigh` prints it (print_neigh, ip/ipneigh.c).

import type { Neigh, NeighProxy } from '../../../engine/neigh/neigh.ts';
import { hasTimer, isValid } from '../../../engine/neigh/neigh.ts';
import { SECOND } from '../../../engine/ids.ts';
import { protoNameOf } from './names.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

export interface NeighLine {
  readonly neigh: Neigh;
  /** The device isn't repeated when it was asked for. */
  readonly withDev: boolean;
  readonly deleted?: boolean;
}

export function printNeigh(s: Session, p: Printer, { neigh, withDev, deleted }: NeighLine): void {
  p.open();
  if (deleted) p.put('deleted', true, 'Deleted ');
  p.putColored('inet', 'dst', neigh.ip, `${neigh.ip} `);
  const dev = s.ns.devs.get(neigh.dev)?.name;
  if (withDev && dev !== undefined) {
    p.say('dev ');
    p.putColored('ifname', 'dev', dev, `${dev} `);
  }
  if (isValid(neigh.state) && neigh.mac !== undefined) {
    p.say('lladdr ');
    p.putColored('mac', 'lladdr', neigh.mac, `${neigh.mac} `);
  }
  if (neigh.router) p.put('router', null, 'router ');
  if (neigh.managed) p.put('managed', null, 'managed ');
  if (neigh.externLearn) p.put('extern_learn', null, 'extern_learn ');
  if (s.options.stats > 0) printCacheInfo(s, p, neigh);
  if (neigh.state !== 'NONE') {
    p.openArray('state');
    p.item(neigh.state, `${neigh.state} `);
    p.closeArray();
  }
  printProto(s, p, neigh.proto);
  p.say('\n');
  p.close();
}

function printProto(s: Session, p: Printer, proto: number | undefined): void {
  if (proto !== undefined) p.put('protocol', protoNameOf(s, proto), `proto ${protoNameOf(s, proto)} `);
}

/** An address that is answered for. */
export function printProxy(s: Session, p: Printer, proxy: NeighProxy, withDev: boolean): void {
  const dev = proxy.dev === undefined ? undefined : s.ns.devs.get(proxy.dev)?.name;
  p.open();
  p.putColored('inet', 'dst', proxy.ip, `${proxy.ip} `);
  if (withDev && dev !== undefined) {
    p.say('dev ');
    p.putColored('ifname', 'dev', dev, `${dev} `);
  }
  if (proxy.router) p.put('router', null, 'router ');
  p.put('proxy', null, 'proxy ');
  printProto(s, p, proxy.proto);
  p.say('\n');
  p.close();
}

/** A running timer holds a reference. */
function printCacheInfo(s: Session, p: Printer, neigh: Neigh): void {
  const ago = (at: number): number => Math.max(0, Math.trunc((s.world.now - at) / SECOND));
  if (hasTimer(neigh.state)) p.put('refcnt', 1, ' ref 1');
  p.put('used', ago(neigh.used), ` used ${ago(neigh.used)}`);
  p.put('confirmed', ago(neigh.confirmed), `/${ago(neigh.confirmed)}`);
  p.put('updated', ago(neigh.updated), `/${ago(neigh.updated)}`);
  p.put('probes', neigh.probes, `probes ${neigh.probes} `);
}
