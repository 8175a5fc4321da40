// What tcpdump's options ask for: how many packets, which device, which of them, and how they are shown.

import { ok, type Result, err as no } from '../../../../base/result.ts';
import { devByName } from '../../../../engine/device/table.ts';
import type { Netns } from '../../../../engine/netns.ts';
import type { Ipv4Addr } from '../../../../wire/ipv4-addr.ts';
import type { ParsedArgs } from '../../../args.ts';
import type { Co } from '../../../co.ts';
import { describeErrno } from '../../../errno-words.ts';
import type { Proc } from '../../../program.ts';
import { err } from '../../../say.ts';
import type { Stream } from '../../../stream.ts';
import { nameOfAddr, resolveName } from '../names.ts';
import { serviceNamed, serviceOf } from '../services.ts';
import { captureNames } from './devices.ts';
import { parseFilter } from './filter.ts';
import type { FrameTest } from './frame-tests.ts';
import type { LineOptions } from './lines.ts';
import { pcapHead } from './save.ts';

/** As long as a packet is taken at most. */
export const SNAPLEN = 262_144;

export const nsOf = (proc: Proc) => proc.world.netns.get(proc.netns) as Netns;

export function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, `tcpdump: ${text}\n`);
  return 1;
}

export function countOf(given: ParsedArgs): Result<number> {
  const text = given.value('c');
  if (text === undefined) return ok(Number.POSITIVE_INFINITY);
  return /^\d+$/.test(text) && Number(text) > 0 ? ok(Number(text)) : no(`invalid packet count ${text}`);
}

/** A name, or its number in -D's list. */
export function deviceNamed(proc: Proc, given: ParsedArgs): Result<string> {
  const names = captureNames(nsOf(proc));
  const text = given.value('i') ?? names[0] ?? 'any';
  if (text === 'any') return ok(text);
  const dev = devByName(nsOf(proc), text);
  if (dev) return dev.up ? ok(text) : no(`${text}: That device is not up`);
  if (/^\d+$/.test(text)) {
    const name = names[Number(text) - 1];
    return name === undefined ? no('Invalid adapter index') : ok(name);
  }
  return no(`${text}: No such device exists\n(No such device exists)`);
}

export function filterOf(proc: Proc, given: ParsedArgs, cooked: boolean): Result<FrameTest> {
  return parseFilter(given.operands.join(' '), {
    host: (name) => {
      const found = resolveName(proc, name);
      return found.ok ? found.value.addr : undefined;
    },
    port: (name) => serviceNamed(proc, name),
    cooked,
  });
}

export function lineOptions(proc: Proc, given: ParsedArgs, cooked: boolean): LineOptions {
  const times = (short: string) => given.given.filter(({ spec }) => spec.short === short).length;
  const octets = given.has('X') ? 'hex-ascii' : given.has('x') ? 'hex' : given.has('A') ? 'ascii' : 'none';
  const names = {
    host: (addr: string) => nameOfAddr(proc, addr as Ipv4Addr),
    service: (port: number) => serviceOf(proc, port),
  };
  return {
    ethernet: given.has('e'),
    quick: given.has('q'),
    verbose: given.has('v'),
    stamps: times('t'),
    octets,
    wholeFrame: times('x') > 1 || times('X') > 1,
    numbered: given.has('#'),
    cooked,
    ...(given.has('n') ? {} : { names }),
  };
}

/** The file that -w writes, or why it can't be. */
export function* openSave(proc: Proc, path: string): Co<Stream | string> {
  const stream = path === '-' ? proc.fds.get(1) : undefined;
  if (stream) {
    yield* stream.write(pcapHead());
    return stream;
  }
  const opened = proc.open(path, 'write');
  if (!opened.ok) return `${path}: ${describeErrno(opened.error)}`;
  opened.value.open();
  yield* opened.value.write(pcapHead());
  return opened.value;
}
