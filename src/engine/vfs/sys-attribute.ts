// A file of /sys: what it says, and what writing to it changes.

import { err, ok, type Result } from '../../base/result.ts';
import { applyOp } from '../apply.ts';
import type { Dev } from '../device/dev.ts';
import type { NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { FileErrno } from './files.ts';
import type { LiveNode } from './node.ts';

export type LinkChange = Partial<Extract<NetlinkOp, { op: 'link.set' }>>;

export interface Attribute {
  /** Without its closing newline; undefined: reading it is EINVAL, as of the carrier of a device that is down. */
  readonly text: string | undefined;
  /** The change that writing a number asks for, or undefined if it isn't one. */
  readonly write?: (value: number) => LinkChange | undefined;
  /** Of mode 0644 without a meaning here: takes what it says already, and refuses the rest. */
  readonly fixed?: true;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** sysfs says that each of its files is a page long. */
const PAGE = 4096;

export function attributeNode(
  world: World,
  ns: Netns,
  dev: Dev,
  attribute: Attribute | undefined,
): LiveNode | undefined {
  if (!attribute) return undefined;
  const { text } = attribute;
  const read = (): Result<string, FileErrno> =>
    text === undefined ? err('EINVAL') : ok(text === '' ? '' : `${text}\n`);
  if (!attribute.write && !attribute.fixed) return { kind: 'live-file', mode: 0o444, size: PAGE, read };
  const write = (value: string): Result<void, FileErrno> => writeAttribute(world, ns, dev, attribute, value);
  return { kind: 'live-file', mode: 0o644, size: PAGE, read, write };
}

function writeAttribute(
  world: World,
  ns: Netns,
  dev: Dev,
  attribute: Attribute,
  value: string,
): Result<void, FileErrno> {
  const word = value.trim();
  if (!attribute.write) return word === attribute.text ? ok() : err('EINVAL');
  const change = /^(0x[0-9a-f]+|\d+)$/i.test(word) ? attribute.write(Number(word)) : undefined;
  if (!change) return err('EINVAL');
  const done = applyOp(world, { ...change, op: 'link.set', netns: ns.id, name: dev.name });
  if (done.ok) return ok();
  return err(done.error.errno === 'ERANGE' ? 'ERANGE' : 'EINVAL');
}

export function fixed(text: string): Attribute {
  return { text, fixed: true };
}
