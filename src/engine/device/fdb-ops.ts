// `bridge fdb add|del MAC dev PORT master static` (br_fdb_add, br_fdb_delete). Such an entry doesn't age, but like a
// learned one it follows its address to another port (only a sticky one would stay).

import { err, ok, type Result } from '../../base/result.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { World } from '../world.ts';
import type { Netns } from '../netns.ts';
import { type BridgeDev, deleteLocal, isAged, nextCreated } from './bridge-fdb.ts';
import { bridgeOfPort } from './bridge-port.ts';
import { fdbKey } from './dev.ts';
import { devByName } from './table.ts';

export function fdbOp(
  world: World,
  op: Extract<NetlinkOp, { op: 'fdb.add' | 'fdb.del' | 'fdb.flush' }>,
): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const port = ns && devByName(ns, op.port);
  if (!ns || !port) return err({ errno: 'ENODEV' });
  const bridge = port.bridge ? (port as BridgeDev) : bridgeOfPort(ns, port);
  if (!bridge) return err({ errno: 'EOPNOTSUPP' });
  if (op.op === 'fdb.flush') return flush(ns, bridge, op);
  const key = fdbKey(bridge.ifindex, op.mac);
  const found = ns.fdb.get(key);
  const entry = found && !isAged(bridge, found, world.now) ? found : undefined;
  if (op.op === 'fdb.del') {
    if (entry?.port !== port.ifindex) return err({ errno: 'ENOENT' });
    if (entry.local) deleteLocal(ns, bridge, entry);
    else ns.fdb.delete(key);
    return ok();
  }
  if (op.mac === ZERO_MAC) return err({ errno: 'EINVAL' });
  const flags = op.flags ?? [];
  // An entry that stays must be one that doesn't age.
  if (flags.includes('sticky') && op.state !== 'static') return err({ errno: 'EINVAL' });
  if (entry && !op.replace) return err({ errno: 'EEXIST' });
  const place = { bridge: bridge.ifindex, mac: op.mac, port: port.ifindex };
  const { state = 'static' } = op;
  const created = entry?.created ?? nextCreated(ns);
  const kind = { local: state === 'permanent', permanent: state !== 'dynamic' };
  ns.fdb.set(key, {
    ...place,
    ...kind,
    updated: world.now,
    created,
    ...(flags.includes('sticky') && { sticky: true as const }),
    ...(flags.includes('extern_learn') && { externLearn: true as const }),
  });
  return ok();
}

/** br_fdb_delete_bulk: even the bridge's own addresses go, if nothing says otherwise. */
function flush(
  ns: Netns,
  bridge: BridgeDev,
  { port, brport, states }: Extract<NetlinkOp, { op: 'fdb.flush' }>,
): Result<void, NetlinkError> {
  const name = brport ?? (bridge.name === port ? undefined : port);
  const only = name === undefined ? undefined : devByName(ns, name);
  for (const entry of ns.fdb.sorted((a, b) => a.created - b.created)) {
    const state = entry.local ? 'permanent' : entry.permanent ? 'static' : 'dynamic';
    const isWanted = entry.bridge === bridge.ifindex && (!only || entry.port === only.ifindex);
    if (isWanted && (!states || states.includes(state))) ns.fdb.delete(fdbKey(bridge.ifindex, entry.mac));
  }
  return ok();
}
