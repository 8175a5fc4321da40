// The values that a document is made of: names, addresses, numbers, each with its bounds.

import * as v from 'valibot';
import { formatIpv4Cidr, parseIpv4, parseIpv4Cidr } from '../wire/ipv4-addr.ts';
import { parseMac } from '../wire/mac.ts';
import type { DocumentErrorKey } from './document-error.ts';

/** More than anybody draws, and little enough that a hostile file can't hang the page. */
export const BOUNDS = {
  machines: 2_000,
  netnsPerMachine: 256,
  devsPerNetns: 512,
  addrsPerDev: 256,
  nexthopsPerRoute: 256,
  routesPerNetns: 4_096,
  rulesPerNetns: 1_024,
  neighPerNetns: 4_096,
  fdbPerNetns: 4_096,
  remotesPerEntry: 1_024,
  sysctlPerNetns: 2_048,
  cables: 8_000,
  stimuli: 256,
  filesPerMachine: 1_000,
  fileLength: 262_144,
  nameLength: 80,
  coordinate: 1_000_000,
  /** An hour, in microseconds. */
  delay: 3_600_000_000,
} as const;

/** IFNAMSIZ is 16 with the closing zero; dev_valid_name() in net/core/dev.c refuses what the pattern does. */
export const IFNAME = /^(?!\.{1,2}$)[^\s/:\p{Cc}]{1,15}$/u;
/** An address's label may be `eth0:web`. */
export const LABEL = /^[^\s/\p{Cc}]{1,15}$/u;
export const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
/** What `ip netns add` takes as a file name. */
export const NETNS_NAME = /^(?!\.{1,2}$)[^/\s\p{Cc}]{1,64}$/u;
/** Absolute and normal, and nowhere where files are made up or lost at a reboot. */
export const FILE_PATH = /^(?!\/(?:tmp|run|proc|sys|dev)(?:\/|$))(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+$/u;
export const SYSCTL_KEY = /^net\.[a-z0-9_]+(\.[A-Za-z0-9_@-]+)+$/;

export const says = (key: DocumentErrorKey): DocumentErrorKey => key;

export const id = v.pipe(v.string(), v.regex(ID, says('bad-id')));
export const name = v.pipe(
  v.string(),
  v.minLength(1, says('empty')),
  v.maxLength(BOUNDS.nameLength),
  v.regex(/^\P{Cc}*$/u, says('control-character')),
);
export const ifname = v.pipe(v.string(), v.regex(IFNAME, says('bad-ifname')));
export const netnsName = v.pipe(v.string(), v.regex(NETNS_NAME, says('bad-netns-name')));
export const ipv4 = v.pipe(
  v.string(),
  v.check((text) => parseIpv4(text).ok, says('bad-address')),
);
export const cidr = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseIpv4Cidr(dataset.value);
    if (parsed.ok) return formatIpv4Cidr(parsed.value);
    addIssue({ message: says('bad-cidr') });
    return NEVER;
  }),
);
export const mac = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseMac(dataset.value);
    if (parsed.ok) return parsed.value as string;
    addIssue({ message: says('bad-mac') });
    return NEVER;
  }),
);
export const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
export const list = <const S extends v.GenericSchema>(item: S, max: number) =>
  v.pipe(v.array(item), v.maxLength(max));
export const NUMBER = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
export const octetText = v.pipe(
  v.string(),
  v.regex(NUMBER),
  v.transform((text) => text as `${number}`),
);
export const scope = v.union([v.picklist(['global', 'site', 'link', 'host', 'nowhere']), octetText]);
export const u32 = integer(0, 0xffffffff);
