// `save` and `restore` of addresses, routes and rules (ip/ipaddress.c, iproute.c, iprule.c). A saved file begins with
// iproute2's magic number, so that files of one kind aren't taken for another's.
// Simplified: after it iproute2 writes the kernel's binary messages, here the operations that make the rows stand as JSON.

import { applyOp, describeError } from '../../../engine/apply.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import type { Co } from '../../co.ts';
import { decodeOctets, encodeOctets } from '../../octets.ts';
import { readAll } from '../../open.ts';
import { Exit } from './args.ts';
import type { Session } from './session.ts';

export type DumpKind = 'address' | 'route' | 'rule';

const MAGIC: Readonly<Record<DumpKind, readonly number[]>> = {
  address: [0x22, 0x12, 0x36, 0x47],
  route: [0x24, 0x12, 0x31, 0x45],
  rule: [0x86, 0x69, 0x70, 0x71],
};

/** A terminal would be confused by it. */
export function saveTo(s: Session, kind: DumpKind, ops: readonly NetlinkOp[]): number {
  if (s.proc.fds.get(1)?.tty)
    throw new Exit(kind === 'rule' ? 255 : 1, 'Not sending a binary stream to stdout\n');
  const text = ops.map((op) => `${JSON.stringify(op)}\n`).join('');
  s.out(decodeOctets(Uint8Array.of(...MAGIC[kind])) + text);
  return 0;
}

/** What standard input holds; a file of another kind ends the program. */
export function* savedOps(s: Session, kind: DumpKind): Co<NetlinkOp[]> {
  const read = yield* readAll(s.proc, '-');
  const octets = encodeOctets(read.ok ? read.value : '');
  const found = octets.slice(0, 4);
  if (MAGIC[kind].some((octet, i) => found[i] !== octet)) throw mismatch(kind, found);
  const lines = decodeOctets(octets.slice(4)).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as NetlinkOp);
}

/** fread's count, and what it read as a number. */
function mismatch(kind: DumpKind, found: Uint8Array): Exit {
  const whole = found.length === 4;
  const magic = whole ? new DataView(found.slice().buffer).getUint32(0, true) : 0;
  return new Exit(
    kind === 'route' ? 1 : 255,
    `Magic mismatch (${whole ? 1 : 0} elems, ${magic.toString(16)} magic)\n`,
  );
}

/** Does each operation here; what is there already is told, and no reason to stop. */
export function* restoreFrom(s: Session, kind: DumpKind): Co<number> {
  for (const op of yield* savedOps(s, kind)) {
    const done = applyOp(s.world, { ...op, netns: s.ns.id } as NetlinkOp);
    if (!done.ok && kind !== 'rule') s.err(`${describeError(done.error)}\n`);
  }
  return 0;
}
