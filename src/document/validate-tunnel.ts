// Tunnels, macvlans and forwarding databases of a document: see validate.ts.

import * as v from 'valibot';
import { BOUNDS, ifname, integer, ipv4, list, mac, netnsName, says, u32 } from './values.ts';

export const vxlan = v.strictObject({
  vni: integer(0, 0xff_ffff),
  port: v.exactOptional(integer(1, 65_535)),
  remote: v.exactOptional(ipv4),
  local: v.exactOptional(ipv4),
  dev: v.exactOptional(ifname),
  underlay: v.exactOptional(v.union([v.literal(''), netnsName])),
  ttl: v.exactOptional(v.union([integer(1, 255), v.literal('inherit')])),
  tos: v.exactOptional(v.union([integer(2, 255), v.literal('inherit')])),
  df: v.exactOptional(v.picklist(['set', 'inherit'])),
  learning: v.exactOptional(v.literal(false)),
  ageing: v.exactOptional(integer(0, 0xffffffff)),
  srcPort: v.exactOptional(v.strictTuple([integer(0, 65_535), integer(0, 65_535)])),
  maxAddr: v.exactOptional(u32),
  flags: v.exactOptional(
    v.pipe(
      v.array(v.picklist(['proxy', 'rsc', 'l2miss', 'l3miss', 'noudpcsum'])),
      v.minLength(1, says('empty')),
      v.maxLength(5),
    ),
  ),
});

export const macvlan = v.strictObject({
  mode: v.picklist(['private', 'vepa', 'bridge', 'passthru']),
  lower: v.strictObject({ netns: v.union([v.literal(''), netnsName]), name: ifname }),
  bcQueueLen: v.exactOptional(u32),
});

export const fdb = v.strictObject({
  port: ifname,
  mac,
  remotes: v.exactOptional(
    list(
      v.strictObject({
        ip: ipv4,
        port: v.exactOptional(integer(1, 65_535)),
        vni: v.exactOptional(integer(0, 0xff_ffff)),
        via: v.exactOptional(ifname),
      }),
      BOUNDS.remotesPerEntry,
    ),
  ),
  state: v.exactOptional(v.literal('static')),
});
