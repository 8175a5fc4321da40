// A lab that a test has drawn: finds things by the names they were drawn with, runs it, and prints its trace.

import { applyOp } from '../../src/engine/apply.ts';
import type { Dev } from '../../src/engine/device/dev.ts';
import { fdbInOrder, type BridgeDev } from '../../src/engine/device/bridge-fdb.ts';
import { devByName, devsInOrder } from '../../src/engine/device/table.ts';
import { devXmit } from '../../src/engine/device/xmit.ts';
import { type Nanos, type NetnsId, SECOND } from '../../src/engine/ids.ts';
import type { NetlinkError, Op } from '../../src/engine/netlink.ts';
import type { Netns } from '../../src/engine/netns.ts';
import { run, type RunOutcome } from '../../src/engine/walk.ts';
import type { World } from '../../src/engine/world.ts';
import type { Result } from '../../src/base/result.ts';
import type { MacAddr } from '../../src/wire/mac.ts';
import type { Frame } from '../../src/wire/packet.ts';
import { macText, walkText } from './walk-text.ts';

/** EtherType for local experiments (IEEE 802): what `send` sends unless told otherwise. */
const ETH_P_EXPERIMENT = 0x88b5;

export interface SendOptions {
  /** The source address; the device's own if absent. */
  readonly src?: string;
  readonly etherType?: number;
  /** Octets after the Ethernet header. */
  readonly length?: number;
}

export class Lab {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** `h1` or `h1/red`. */
  ns(name: string): Netns {
    const ns = this.world.netns.get(name as NetnsId);
    if (ns) return ns;
    const known = this.world.netns.keys((a, b) => (a < b ? -1 : 1));
    throw new Error(`no namespace "${name}"; there are ${known.join(', ')}`);
  }

  /** `h1:eth0`. */
  dev(place: string): Dev {
    const [netns = '', name = ''] = place.split(':');
    const ns = this.ns(netns);
    const dev = devByName(ns, name);
    if (dev) return dev;
    const known = devsInOrder(ns).map((d) => d.name);
    throw new Error(`no device "${name}" in ${netns}; there are ${known.join(', ')}`);
  }

  apply(op: Op): Result<void, NetlinkError> {
    return applyOp(this.world, op);
  }

  /** `ip link set`; `set('h1:eth0', { up: false })`. */
  set(place: string, change: Partial<Extract<Op, { op: 'link.set' }>>): Result<void, NetlinkError> {
    const [netns = '', name = ''] = place.split(':');
    return this.apply({ op: 'link.set', netns: this.ns(netns).id, name, ...change });
  }

  /** Sends a frame as a packet socket does. `to` is a MAC address, or a device (`h2:eth0`) for that one's. */
  send(from: string, to: string, { src, etherType, length = 46 }: SendOptions = {}): Frame {
    const oif = this.dev(from);
    const eth = {
      dst: this.#mac(to),
      src: src === undefined ? oif.mac : this.#mac(src),
      etherType: etherType ?? ETH_P_EXPERIMENT,
    };
    this.world.beginTurn(undefined);
    const net = { kind: 'unknown' as const, etherType: eth.etherType, octets: new Uint8Array(length) };
    const frame = this.world.newPacket(net, eth) as Frame;
    devXmit({ world: this.world, ns: this.ns(from.split(':')[0] ?? ''), oif }, frame);
    return frame;
  }

  /** Runs until only housekeeping is left. */
  run(maxEvents = 100_000): RunOutcome {
    return run(this.world, { maxEvents });
  }

  /** Lets `seconds` pass. */
  wait(seconds: number): RunOutcome {
    const until = (this.world.now + seconds * SECOND) as Nanos;
    return run(this.world, { until, maxEvents: 100_000 });
  }

  /** The trace from event `from` on, a turn a line. */
  text(from = 0): string {
    return walkText(this.world, { from });
  }

  /** Forgets the trace so far: what follows is told alone. */
  seal(): this {
    this.world.seal();
    return this;
  }

  /** `h1:eth0 > s1:swp1`: what a bridge has learned, an entry a line. */
  fdb(place: string): string[] {
    const ns = this.ns(place.split(':')[0] ?? '');
    return fdbInOrder(ns, this.dev(place) as BridgeDev, this.world.now)
      .filter((entry) => !entry.local)
      .map((entry) => `${macText(this.world, entry.mac)} ${ns.devs.get(entry.port)?.name}`);
  }

  #mac(text: string): MacAddr {
    return /^..(:..){5}$/.test(text) ? (text as MacAddr) : this.dev(text).mac;
  }
}
