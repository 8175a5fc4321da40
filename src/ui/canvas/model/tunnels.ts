// The VXLAN tunnels of a document: two devices of one VNI on two machines, each of which names an address of the other as
// its remote, or in its forwarding database (ip-link(8), bridge(8)). What is sent to a group is no line between two.

import type { DevDoc, LabDocument, MachineDoc, NetnsDoc } from '../../../document/schema.ts';
import { type Curve, cableCurve } from './cable-curve.ts';
import { corridorOf, detourOf } from './detour.ts';
import { facingSide } from './port-layout.ts';
import { centreOf, clamp, type Point, type Rect, type Side } from './rect.ts';

export interface TunnelEnd {
  readonly machine: string;
  /** '' is the root namespace. */
  readonly netns: string;
  readonly dev: string;
}

export interface TunnelView {
  readonly id: string;
  readonly vni: number;
  readonly ends: readonly [TunnelEnd, TunnelEnd];
}

interface Endpoint extends TunnelEnd {
  readonly vni: number;
  readonly port: number;
  readonly addrs: ReadonlySet<string>;
  readonly remotes: ReadonlySet<string>;
}

/** IANA's port for VXLAN, which `ip link` calls dstport. */
const VXLAN_PORT = 4789;

export function deriveTunnels({ machines }: LabDocument): TunnelView[] {
  const endpoints = machines.flatMap((machine) =>
    machine.netns.flatMap((netns) => netns.devs.flatMap((dev) => endpointOf(machine, netns, dev) ?? [])),
  );
  return endpoints.flatMap((a, i) =>
    endpoints
      .slice(i + 1)
      .filter((b) => isTunnel(a, b))
      .map((b) => ({ id: `${keyOf(a)} ${keyOf(b)}`, vni: a.vni, ends: [endOf(a), endOf(b)] as const })),
  );
}

function endpointOf(machine: MachineDoc, netns: NetnsDoc, { name, vxlan }: DevDoc): Endpoint | undefined {
  if (!vxlan) return undefined;
  const underlay = machine.netns.find((other) => other.name === (vxlan.underlay ?? netns.name));
  const own = (underlay?.devs ?? []).flatMap((dev) => dev.addrs.map((addr) => addr.cidr.replace(/\/.*/, '')));
  const learned = netns.fdb.filter((entry) => entry.port === name).flatMap((entry) => entry.remotes ?? []);
  return {
    machine: machine.id,
    netns: netns.name,
    dev: name,
    vni: vxlan.vni,
    port: vxlan.port ?? VXLAN_PORT,
    addrs: new Set(vxlan.local === undefined ? own : [vxlan.local]),
    remotes: new Set([
      ...(vxlan.remote === undefined ? [] : [vxlan.remote]),
      ...learned.map((remote) => remote.ip),
    ]),
  };
}

function isTunnel(a: Endpoint, b: Endpoint): boolean {
  return a.machine !== b.machine && a.vni === b.vni && a.port === b.port && names(a, b) && names(b, a);
}

function names(from: Endpoint, to: Endpoint): boolean {
  return [...from.remotes].some((remote) => to.addrs.has(remote));
}

function endOf({ machine, netns, dev }: Endpoint): TunnelEnd {
  return { machine, netns, dev };
}

function keyOf({ machine, netns, dev }: Endpoint): string {
  return `${machine}/${netns}/${dev}`;
}

/** Beside the cable that may join the same cards. */
const ASIDE = 22;

/** From card to card, round what is between them. */
export function tunnelCurve(a: Rect, b: Rect, cards: Iterable<Rect>): Curve {
  const corridor = corridorOf(a, b);
  const detour = corridor && detourOf(a, b, corridor, cards);
  const middle = corridor && centreOf(corridor);
  const [fromSide, toSide] = detour ? [detour, detour] : [facingSide(a, b), facingSide(b, a)];
  return cableCurve(spot(a, fromSide, middle), fromSide, spot(b, toSide, middle), toSide);
}

function spot(card: Rect, side: Side, middle: Point = centreOf(card)): Point {
  const { x, y, width, height } = card;
  if (side === 'left' || side === 'right')
    return { x: side === 'left' ? x : x + width, y: clamp(middle.y + ASIDE, y + ASIDE, y + height - ASIDE) };
  return { x: clamp(middle.x + ASIDE, x + ASIDE, x + width - ASIDE), y: side === 'top' ? y : y + height };
}
