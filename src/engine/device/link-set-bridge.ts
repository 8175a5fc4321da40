// IFLA_INFO_DATA of a bridge (br_changelink, net/bridge/br_netlink.c): one setting after the other, in the kernel's order.
// The first that fails ends it, and what was set before stays set.

import { err, ok, type Result } from '../../base/result.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';
import { settleLink } from './link-state.ts';
import { collect, FORWARD_DELAY_RANGE, reconsider, startStp } from './stp-port.ts';
import { bridgeOf, isStpOn, setStp, type StpCtx } from './stp-state.ts';
import { putDev } from './table.ts';

/** br_set_hello_time, br_set_max_age (802.1D §8.10.2), in hundredths of a second. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  hello_time: [100, 1000],
  max_age: [600, 4000],
};
/** The order of br_changelink, as far as there is one to see. */
const FIRST: readonly string[] = [
  'forward_delay',
  'hello_time',
  'max_age',
  'ageing',
  'stp_state',
  'priority',
];

export function setBridge(
  world: World,
  { ns, dev }: { readonly ns: Netns; readonly dev: Dev },
  op: Extract<NetlinkOp, { op: 'link.set' }>,
): Result<void, NetlinkError> {
  if (!op.bridge) return ok();
  if (!dev.bridge) return err({ errno: 'EOPNOTSUPP' });
  const at: StpCtx = { world, ns, bridge: dev.ifindex };
  const { ageing, options = {} } = op.bridge;
  const names = [...Object.keys(options), ...(ageing === undefined ? [] : ['ageing'])];
  let refused: NetlinkError | undefined;
  for (const name of names.sort((a, b) => rank(a) - rank(b))) {
    if (name === 'ageing') setAgeing(at, ageing ?? dev.bridge.ageing);
    else refused = setOption(at, name, options[name] ?? 0);
    if (refused) break;
  }
  settleLink(world, ns, dev);
  return refused ? err(refused) : ok();
}

function rank(name: string): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

/** Also instead of what a topology change has made of it (br_set_ageing_time). */
function setAgeing(at: StpCtx, ageing: NonNullable<Dev['bridge']>['ageing']): void {
  const dev = bridgeOf(at);
  putDev(at.ns, { ...dev, bridge: { ...dev.bridge, ageing } });
  if (dev.bridge.stp?.ageing !== undefined) setStp(at, { ageing: undefined });
  if (dev.bridge.stp?.timers.gc) collect(at);
}

function setOption(at: StpCtx, name: string, value: number): NetlinkError | undefined {
  const dev = bridgeOf(at);
  const wasOn = isStpOn(dev);
  const range = name === 'forward_delay' && wasOn ? FORWARD_DELAY_RANGE : RANGES[name];
  if (range && (value < range[0] || value > range[1])) return { errno: 'ERANGE' };
  putDev(at.ns, { ...dev, bridge: { ...dev.bridge, options: { ...dev.bridge.options, [name]: value } } });
  if (name === 'stp_state' && value !== 0 && !wasOn) startStp(at);
  if (name === 'priority') reconsider(at);
  return undefined;
}
