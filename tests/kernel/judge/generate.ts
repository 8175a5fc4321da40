// Draws a lab from a seed: namespaces on bridges and point-to-point links, addresses and routes that are mostly right, some
// of what people set up besides (extras.ts), probes, and what they change in between (changes.ts). A third of the labs has
// mistakes from the start. Links between bridges form no loop: a storm has no order to compare.

import { CHANGES } from './changes.ts';
import { Draft, mac, type Seat } from './draft.ts';
import { EXTRAS } from './extras.ts';
import type { RandomLab } from './lab.ts';
import { PROBES } from './probes.ts';

/** The kernel takes its time over more. */
const MOST_HOSTS = 7;

export function randomLab(seed: number): RandomLab {
  const draft = new Draft(seed);
  build(draft);
  for (let i = draft.below(4); i > 0; i--) draft.of(EXTRAS)(draft);
  draft.built();
  for (let i = 2 + draft.below(4); i > 0; i--) {
    draft.of(PROBES)(draft);
    if (draft.chance(0.4)) draft.of(CHANGES)(draft);
  }
  // Five seconds after it was used a neighbour is asked whether it is still there.
  if (draft.chance(0.2)) draft.say(':', 5.5);
  return { seed, steps: draft.steps };
}

function build(draft: Draft): void {
  draft.addNetns('host');
  draft.segments = 1 + draft.below(3);
  const count = Math.max(draft.segments, 1 + draft.below(MOST_HOSTS));
  const plain = Array.from({ length: count }, (_, i) => `h${i + 1}`);
  const routers = Array.from({ length: draft.segments - 1 }, (_, i) => `r${i + 1}`);
  draft.hosts.push(...plain, ...routers);
  for (const name of draft.hosts) draft.addNetns(name);
  for (let segment = 0; segment < draft.segments; segment++) wire(draft, segment);
  for (const host of draft.hosts) configure(draft, host);
}

/** Routers sit between neighbouring segments; some hosts are on several, too. */
function wire(draft: Draft, segment: number): void {
  const members = draft.hosts.filter((name, i) => {
    const number = Number(name.slice(1));
    const places = name.startsWith('r') ? [number - 1, number] : [i % draft.segments];
    return places.includes(segment) || draft.chance(0.04);
  });
  const [a, b] = members;
  if (a !== undefined && b !== undefined && members.length === 2 && draft.chance(0.5))
    pair(draft, segment, a, b);
  else bridge(draft, segment, members);
}

function pair(draft: Draft, segment: number, a: string, b: string): void {
  const ends = [a, b].map((netns) => ({ netns, name: draft.freeDev(netns) })) as [End, End];
  draft.veth(ends[0], ends[1]);
  const length = draft.chance(0.2) ? 31 : 24;
  const first = length === 31 ? 0 : 1;
  for (const [i, { netns: host, name: dev }] of ends.entries()) {
    const far = ends[1 - i] as End;
    sit(draft, { host, dev, segment, addr: draft.addr(segment, first + i), far }, length);
  }
}

interface End {
  readonly netns: string;
  readonly name: string;
}

function bridge(draft: Draft, segment: number, members: readonly string[]): void {
  const netns = draft.chance(0.3) ? 'host' : `s${segment + 1}`;
  if (netns !== 'host') draft.addNetns(netns);
  const name = `br${segment}`;
  draft.bridges.push({ netns, name, segment });
  // A bridge without ports keeps the address that the kernel has drawn.
  const address = members.length === 0 || draft.chance(0.2) ? `address ${mac(100 + segment)} ` : '';
  draft.ip(netns, `link add ${name} ${address}type bridge mcast_snooping 0`);
  for (const [i, host] of members.entries()) plug(draft, { netns, name, segment }, host, i + 1);
  if (!draft.wrongly()) draft.ip(netns, `link set ${name} up`);
  if (draft.chance(0.25)) draft.ip(netns, `addr add ${draft.addr(segment, 200)}/24 dev ${name}`);
}

function plug(
  draft: Draft,
  to: { netns: string; name: string; segment: number },
  host: string,
  number: number,
): void {
  const { netns, name: master, segment } = to;
  const dev = draft.freeDev(host);
  const port = `${master}p${number}`;
  draft.veth({ netns, name: port }, { netns: host, name: dev });
  if (!draft.wrongly())
    if (draft.chance(0.1)) draft.exec(netns, `brctl addif ${master} ${port}`);
    else draft.ip(netns, `link set ${port} master ${master}`);
  if (!draft.wrongly()) draft.ip(netns, `link set ${port} up`);
  sit(draft, { host, dev, segment, addr: draft.addr(segment, number), far: { netns, name: port } }, 24);
}

function sit(draft: Draft, seat: Seat, length: number): void {
  const { host, dev, segment } = seat;
  draft.seats.push(seat);
  const addr = draft.wrongly() ? draft.addr(segment, 1 + draft.below(4)) : seat.addr;
  const mask = draft.wrongly() ? draft.of([8, 16, 25, 30, 31, 32]) : length;
  const brd = draft.chance(0.2) ? ' brd +' : '';
  if (draft.chance(0.05)) return draft.exec(host, `ifconfig ${dev} ${addr}/${mask} up`);
  const up = !draft.wrongly();
  const early = draft.chance(0.5);
  if (up && early) draft.ip(host, `link set ${dev} up`);
  if (!draft.wrongly()) draft.ip(host, `addr add ${addr}/${mask}${brd} dev ${dev}`);
  if (up && !early) draft.ip(host, `link set ${dev} up`);
}

function configure(draft: Draft, host: string): void {
  if (!draft.chance(0.15)) draft.ip(host, 'link set lo up');
  const isRouter = host.startsWith('r');
  if (isRouter && !draft.wrongly()) draft.sysctl(host, 'ip_forward', 1);
  for (const seat of draft.seatsOf(host)) {
    const gateway = draft.gatewayOf(seat);
    if (gateway === undefined) continue;
    if (isRouter) farRoutes(draft, seat, gateway);
    else if (!draft.chance(0.1))
      defaultRoute(draft, host, draft.wrongly() ? draft.addr(seat.segment, 66) : gateway);
  }
}

function farRoutes(draft: Draft, seat: Seat, gateway: string): void {
  for (let far = 0; far < draft.segments; far++)
    if (far !== seat.segment && draft.chance(0.7))
      draft.ip(seat.host, `route add ${draft.addr(far, 0)}/24 via ${gateway}`);
}

function defaultRoute(draft: Draft, host: string, gateway: string): void {
  if (draft.chance(0.1)) draft.exec(host, `route add default gw ${gateway}`);
  else draft.ip(host, `route add default via ${gateway}`);
}
