// tracepath(8) of iputils 20221126: the path, and the MTU along it. One UDP probe at a time, as large as is known to fit.

import { devByName } from '../../../engine/device/table.ts';
import { strerror } from '../../../engine/errno.ts';
import { routeOutput } from '../../../engine/fib/route-output.ts';
import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { nameOfAddr, resolveName } from './names.ts';
import { type Probe, sendProbe, stopProbe, takeEvent, ttlToHops } from './traceroute/probes.ts';

const USAGE = `
Usage
  tracepath [options] <destination>

Options:
  -4             use IPv4
  -6             use IPv6
  -b             print both name and IP
  -l <length>    use packet <length>
  -m <hops>      use maximum <hops>
  -n             no reverse DNS name resolution
  -p <port>      use destination <port>
  -V             print version and exit
  <destination>  DNS name or IP address

For more details see tracepath(8).
`;

const OPTIONS: OptionTable = {
  about: 'tracepath - trace path to a network host discovering MTU along this path',
  options: [
    { short: '4', about: 'use IPv4' },
    { short: '6', about: 'use IPv6' },
    { short: 'b', about: 'print both name and IP' },
    { short: 'l', argument: 'length', about: 'use packet <length>' },
    { short: 'm', argument: 'hops', about: 'use maximum <hops>' },
    { short: 'n', about: 'no reverse DNS name resolution' },
    { short: 'p', argument: 'port', about: 'use destination <port>' },
    { short: 'V', about: 'print version and exit' },
    { short: 'h', about: 'print the usage and exit' },
  ],
  operands: '<destination>',
  usage: USAGE,
};

const BASE_PORT = 44_444;
const COLUMN = 52;
const TRIES = 3;

export const tracepath: Program = {
  name: 'tracepath',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('tracepath', OPTIONS, args, { noHint: true });
    if (!parsed.ok || parsed.value.has('h') || parsed.value.operands.length !== 1) {
      if (parsed.ok && parsed.value.has('V')) {
        yield* out(proc, 'tracepath from iputils 20221126\n');
        return 0;
      }
      yield* err(proc, (parsed.ok ? '' : parsed.error) + USAGE);
      return 2;
    }
    const given = parsed.value;
    const [host = ''] = given.operands;
    const found = resolveName(proc, host);
    if (!found.ok) {
      yield* err(proc, `tracepath: ${host}: ${found.error}\n`);
      return 2;
    }
    const shown = (addr: Ipv4Addr) => {
      const name = given.has('n') ? undefined : nameOfAddr(proc, addr);
      if (given.has('b')) return `${name ?? addr} (${addr})`;
      return name ?? addr;
    };
    const path = new Path(proc, {
      to: found.value.addr,
      shown,
      port: Number(given.value('p') ?? BASE_PORT),
      hops: Number(given.value('m') ?? 30),
    });
    return yield* path.run();
  },
};

interface PathPlan {
  readonly to: Ipv4Addr;
  readonly shown: (addr: Ipv4Addr) => string;
  readonly port: number;
  readonly hops: number;
}

class Path {
  readonly #proc: Proc;
  readonly #plan: PathPlan;
  #mtu = 65_535;
  #sent = 0;
  #hopsTo = -1;
  #hopsFrom = -1;

  constructor(proc: Proc, plan: PathPlan) {
    this.#proc = proc;
    this.#plan = plan;
  }

  *run(): Co<number> {
    const { world } = this.#proc;
    const ns = world.netns.get(this.#proc.netns) as Netns;
    world.beginTurn(undefined);
    const route = routeOutput({ world, ns }, { dst: this.#plan.to, tos: 0, purpose: 'output' });
    if (route.kind === 'error') {
      yield* err(this.#proc, `tracepath: connect: ${strerror(route.errno)}\n`);
      return 1;
    }
    const mtu = Math.min(route.mtu, devByName(ns, route.oif.name)?.mtu ?? route.mtu);
    if (mtu < this.#mtu) {
      this.#mtu = mtu;
      yield* out(this.#proc, ` 1?: [LOCALHOST]                      pmtu ${mtu}\n`);
    }
    for (let ttl = 1; ttl <= this.#plan.hops; ttl++) {
      // The first hop is asked once more: iputils still has the answer to its over-long probe to come to terms with.
      if (ttl === 1 && mtu < 65_535) if (yield* this.#hop(ttl)) return yield* this.#resume();
      if (yield* this.#hop(ttl)) return yield* this.#resume();
    }
    yield* out(this.#proc, `     Too many hops: pmtu ${this.#mtu}\n`);
    yield* this.#resume();
    return 0;
  }

  *#resume(): Co<number> {
    const hops = this.#hopsTo < 0 ? '' : `hops ${this.#hopsTo} `;
    const back = this.#hopsFrom < 0 ? '' : `back ${this.#hopsFrom} `;
    yield* out(this.#proc, `     Resume: pmtu ${this.#mtu} ${hops}${back}\n`);
    return 0;
  }

  /** Is this the end of the path? */
  *#hop(ttl: number): Co<boolean> {
    for (let n = 0; n < TRIES; n++) {
      const probe = yield* this.#ask(ttl);
      if (probe.done?.from === undefined) continue;
      return yield* this.#answer(ttl, probe, probe.done);
    }
    yield* out(this.#proc, `${String(ttl).padStart(2)}:  no reply\n`);
    return false;
  }

  *#answer(ttl: number, probe: Probe, done: NonNullable<Probe['done']>): Co<boolean> {
    const { mtu, backTtl } = probe;
    const micros = Math.floor((done.at - probe.sentAt) / 1000);
    const time = `${String(Math.floor(micros / 1000)).padStart(3)}.${String(micros % 1000).padStart(3, '0')}ms `;
    const from = this.#plan.shown(done.from as Ipv4Addr).padEnd(COLUMN);
    const head = `${String(ttl).padStart(2)}:  ${from}${time}`;
    if (mtu !== undefined) {
      this.#mtu = mtu;
      yield* out(this.#proc, `${head}pmtu ${mtu}\n`);
      return yield* this.#hop(ttl);
    }
    const back = backTtl === undefined ? -1 : ttlToHops(backTtl);
    const odd = back >= 0 && back !== ttl ? `asymm ${String(back).padStart(2)} ` : '';
    if (!done.final) {
      yield* out(this.#proc, `${head}${odd}\n`);
      return false;
    }
    if (done.mark !== '') {
      yield* out(this.#proc, `${head}${done.mark}\n`);
      return true;
    }
    this.#hopsTo = ttl;
    this.#hopsFrom = back;
    yield* out(this.#proc, `${head}${odd}reached\n`);
    return true;
  }

  *#ask(ttl: number): Co<Probe> {
    const { world } = this.#proc;
    let at = world.events.length;
    const wait = SECOND as Nanos;
    const { to, port } = this.#plan;
    const plan = { to, icmp: false, length: this.#mtu, port, wait, dontFragment: true, tos: 0 };
    const probe = sendProbe(this.#proc, plan, ttl, this.#sent++);
    try {
      for (;;) {
        at = Math.min(at, world.events.length);
        for (; at < world.events.length; at++) {
          const event = world.events[at] as TraceEvent;
          if ('pid' in event && event.pid === probe.pid) takeEvent(probe, event);
        }
        if (probe.done || world.now >= probe.sentAt + wait) return probe;
        const seen = at;
        yield {
          for: 'event',
          ready: () => world.events.length !== seen,
          until: (probe.sentAt + wait) as Nanos,
        };
      }
    } finally {
      stopProbe(this.#proc, probe);
    }
  }
}
