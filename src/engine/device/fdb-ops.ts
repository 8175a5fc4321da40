// `bridge fdb add|del MAC dev PORT master static` (br_fdb_add, br_fdb_delete). Such an entry doesn't age, but like a
// learned one it follows its address to another port (only a sticky one would stay).

import { err, ok, type Result } from '../../base/result.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { World } from '../world.ts';
import { deleteLocal, isAged, nextCreated } from './bridge-fdb.ts';
import { bridgeOfPort } from './bridge-port.ts';
import { fdbKey } from './dev.ts';
import { devByName } from './table.ts';

export function fdbOp(
  world: World,
  op: Extract<NetlinkOp, { op: 'fdb.add' | 'fdb.del' }>,
): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const port = ns && devByName(ns, op.port);
  if (!ns || !port) return err({ errno: 'ENODEV' });
  const bridge = bridgeOfPort(ns, port);
  if (!bridge) return err({ errno: 'EOPNOTSUPP' });
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
  if (entry && !op.replace) return err({ errno: 'EEXIST' });
  const place = { bridge: bridge.ifindex, mac: op.mac, port: port.ifindex };
  const { state = 'static' } = op;
  const created = entry?.created ?? nextCreated(ns);
  const kind = { local: state === 'permanent', permanent: state !== 'dynamic' };
  ns.fdb.set(key, { ...place, ...kind, updated: world.now, created });
  return ok();
}
