// The same lab in the engine, told in the same words as the kernel's.

import { present } from '../../src/base/assert.ts';
import { unwrap } from '../../src/base/result.ts';
import type { LabDocument } from '../../src/document/schema.ts';
import { type BridgeDev, fdbInOrder } from '../../src/engine/device/bridge-fdb.ts';
import type { Dev } from '../../src/engine/device/dev.ts';
import { devFlags } from '../../src/engine/device/flags.ts';
import { devsInOrder } from '../../src/engine/device/table.ts';
import { RT_TABLE_LOCAL, RT_TABLE_MAIN, type Route } from '../../src/engine/fib/route.ts';
import { type Nanos, type NetnsId, SECOND } from '../../src/engine/ids.ts';
import { neighList } from '../../src/engine/neigh/table.ts';
import type { Netns } from '../../src/engine/netns.ts';
import { startPing } from '../../src/engine/process/ping.ts';
import type { PingOptions } from '../../src/engine/process/process.ts';
import { run } from '../../src/engine/walk.ts';
import type { World } from '../../src/engine/world.ts';
import { compile } from '../../src/lab/compile.ts';
import { formatIpv4Cidr, parseIpv4 } from '../../src/wire/ipv4-addr.ts';
import { canonicalFrame } from './canonical.ts';
import type { LabRun, Probe, TableTexts } from './run.ts';

const BUDGET = 1_000_000;

export function engineRun(document: LabDocument, probes: readonly Probe[]): LabRun {
  const { world } = unwrap(compile(document));
  const idOf = new Map(document.machines.map((machine) => [machine.name, machine.id as NetnsId]));
  for (const probe of probes) {
    const until = (world.now + (probe.wait ?? 0) * SECOND) as Nanos;
    if (probe.wait !== undefined) run(world, { until, maxEvents: BUDGET });
    startPing(
      world,
      present(idOf.get(probe.from), probe.from),
      unwrap(parseIpv4(probe.to)),
      pingOptions(probe),
    );
    run(world, { maxEvents: BUDGET });
  }
  const nameOf = new Map([...idOf].map(([name, id]) => [id, name]));
  return { frames: framesOf(world, nameOf), tables: tablesOf(world, nameOf) };
}

export function pingOptions(probe: Probe): Partial<PingOptions> {
  return {
    count: probe.count ?? 1,
    ...(probe.ttl !== undefined && { ttl: probe.ttl }),
    ...(probe.size !== undefined && { size: probe.size }),
    ...(probe.pmtudisc !== undefined && { pmtudisc: probe.pmtudisc }),
    ...(probe.broadcast && { broadcast: true }),
    ...(probe.patience !== undefined && { timeout: (probe.patience * SECOND) as Nanos }),
  };
}

export function framesOf(world: World, nameOf: ReadonlyMap<NetnsId, string>): Map<string, string[]> {
  const frames = new Map<string, string[]>();
  for (const event of world.events) {
    if (event.kind !== 'dev.xmit' && event.kind !== 'dev.rcv') continue;
    const { packet, netns, dev } = event;
    if (!packet?.eth || netns === undefined || !nameOf.has(netns)) continue;
    const key = `${nameOf.get(netns)} ${dev}`;
    const way = event.kind === 'dev.xmit' ? 'out' : 'in';
    const lines = frames.get(key) ?? [];
    lines.push(`${way} ${canonicalFrame({ eth: packet.eth, net: packet.net })}`);
    frames.set(key, lines);
  }
  return frames;
}

export function tablesOf(world: World, nameOf: ReadonlyMap<NetnsId, string>): Map<string, TableTexts> {
  const tables = new Map<string, TableTexts>();
  for (const [id, name] of nameOf) {
    const ns = present(world.netns.get(id), id);
    tables.set(name, {
      addr: addrLines(ns).sort(),
      route: ns.routes
        .get()
        .map((route) => routeLine(ns, route))
        .sort(),
      neigh: neighLines(ns).sort(),
      link: devsInOrder(ns)
        .map((dev) => linkLine(ns, dev))
        .sort(),
      fdb: fdbLines(world, ns).sort(),
    });
  }
  return tables;
}

function addrLines(ns: Netns): string[] {
  return ns.addrs
    .get()
    .map((addr) =>
      words(
        nameOfDev(ns, addr.dev),
        formatIpv4Cidr(addr.cidr),
        addr.broadcast && `brd ${addr.broadcast}`,
        `scope ${addr.scope}`,
        addr.secondary && 'secondary',
      ),
    );
}

function routeLine(ns: Netns, route: Route): string {
  const { prefixLen, addr } = route.dst;
  const dst = prefixLen === 0 ? 'default' : prefixLen === 32 ? addr : formatIpv4Cidr(route.dst);
  const table = { [RT_TABLE_LOCAL]: 'local', [RT_TABLE_MAIN]: 'main' }[route.table] ?? String(route.table);
  const flags = [route.onlink && 'onlink', route.linkdown && 'linkdown'].filter((flag) => flag !== false);
  return words(
    route.type,
    dst,
    route.via && `via ${route.via}`,
    route.dev !== undefined && `dev ${nameOfDev(ns, route.dev)}`,
    `table ${table}`,
    `proto ${route.proto}`,
    `scope ${route.scope}`,
    route.src && `src ${route.src}`,
    route.metric !== 0 && `metric ${route.metric}`,
    flags.join(','),
  );
}

function neighLines(ns: Netns): string[] {
  return neighList(ns)
    .filter((neigh) => neigh.state !== 'NOARP' && neigh.state !== 'NONE')
    .map((neigh) =>
      words(
        neigh.ip,
        `dev ${nameOfDev(ns, neigh.dev)}`,
        neigh.mac && neigh.state !== 'FAILED' && `lladdr ${neigh.mac}`,
        neigh.state,
      ),
    );
}

function linkLine(ns: Netns, dev: Dev): string {
  return words(
    dev.name,
    `<${[...devFlags(dev)].sort().join(',')}>`,
    `mtu ${dev.mtu}`,
    `state ${dev.operstate}`,
    dev.master !== undefined && `master ${nameOfDev(ns, dev.master)}`,
    `address ${dev.mac}`,
  );
}

function fdbLines(world: World, ns: Netns): string[] {
  return devsInOrder(ns)
    .filter((dev): dev is BridgeDev => dev.bridge !== undefined)
    .flatMap((bridge) =>
      fdbInOrder(ns, bridge, world.now).map((row) =>
        words(
          row.mac,
          `dev ${nameOfDev(ns, row.port)}`,
          `master ${bridge.name}`,
          row.local ? 'permanent' : row.permanent && 'static',
        ),
      ),
    );
}

function nameOfDev(ns: Netns, ifindex: Dev['ifindex']): string {
  return present(ns.devs.get(ifindex), `device ${ifindex}`).name;
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== '' && part !== false && part !== undefined).join(' ');
}
