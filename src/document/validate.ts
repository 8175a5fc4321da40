// Reads untrusted JSON as a document. Strict: unknown keys are refused (a typo in a hand-written file is told, not
// ignored), everything has a bound, and the first thing that is wrong is named with its place. Never throws.

import * as v from 'valibot';
import { err, ok, type Result } from '../base/result.ts';
import { documentError, type DocumentError, type DocumentErrorKey } from './document-error.ts';
import { fdb, macvlan, vxlan } from './validate-tunnel.ts';
import { migrate } from './migrations.ts';
import { canonical } from './order.ts';
import { findBrokenReference } from './references.ts';
import {
  BOUNDS,
  FILE_PATH,
  LABEL,
  SYSCTL_KEY,
  cidr,
  id,
  ifname,
  integer,
  ipv4,
  list,
  mac,
  name,
  netnsName,
  octetText,
  says,
  scope,
  u32,
} from './values.ts';
import { DOCUMENT_VERSION, type LabDocument, type StimulusDoc } from './schema.ts';

const addr = v.strictObject({
  cidr,
  peer: v.exactOptional(ipv4),
  broadcast: v.exactOptional(ipv4),
  scope: v.exactOptional(scope),
  label: v.exactOptional(v.pipe(v.string(), v.regex(LABEL, says('bad-ifname')))),
  noPrefixRoute: v.exactOptional(v.literal(true)),
  metric: v.exactOptional(u32),
  validLft: v.exactOptional(u32),
  preferredLft: v.exactOptional(u32),
});

const dev = v.strictObject({
  name: ifname,
  kind: v.picklist(['loopback', 'physical', 'veth', 'bridge', 'vxlan', 'macvlan']),
  ifindex: v.exactOptional(integer(1, 0x7fffffff)),
  mac: v.exactOptional(mac),
  mtu: v.exactOptional(integer(0, 0x7fffffff)),
  up: v.boolean(),
  addrs: list(addr, BOUNDS.addrsPerDev),
  master: v.exactOptional(ifname),
  brport: v.exactOptional(
    v.strictObject({
      learning: v.exactOptional(v.boolean()),
      flood: v.exactOptional(v.boolean()),
      hairpin: v.exactOptional(v.boolean()),
      isolated: v.exactOptional(v.boolean()),
      cost: v.exactOptional(integer(1, 65_535)),
      priority: v.exactOptional(integer(0, 63)),
    }),
  ),
  bridge: v.exactOptional(
    v.strictObject({
      ageing: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))),
      ports: v.exactOptional(list(ifname, BOUNDS.devsPerNetns)),
      stp: v.exactOptional(v.literal(true)),
      priority: v.exactOptional(integer(0, 65_535)),
      forwardDelay: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))),
      helloTime: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(10))),
      maxAge: v.exactOptional(v.pipe(v.number(), v.minValue(6), v.maxValue(40))),
    }),
  ),
  vxlan: v.exactOptional(vxlan),
  macvlan: v.exactOptional(macvlan),
  peer: v.exactOptional(v.strictObject({ netns: v.union([v.literal(''), netnsName]), name: ifname })),
});

const metricName = v.picklist([
  'window',
  'rtt',
  'rttvar',
  'ssthresh',
  'cwnd',
  'advmss',
  'reordering',
  'hoplimit',
  'initcwnd',
  'features',
  'rto_min',
  'initrwnd',
  'quickack',
  'fastopen_no_cookie',
]);
const nexthop = v.strictObject({
  via: v.exactOptional(ipv4),
  dev: ifname,
  weight: v.exactOptional(integer(1, 256)),
  onlink: v.exactOptional(v.literal(true)),
  realm: v.exactOptional(u32),
});
const route = v.strictObject({
  dst: cidr,
  type: v.exactOptional(
    v.picklist([
      'local',
      'broadcast',
      'anycast',
      'multicast',
      'unreachable',
      'blackhole',
      'prohibit',
      'throw',
    ]),
  ),
  via: v.exactOptional(ipv4),
  dev: v.exactOptional(ifname),
  src: v.exactOptional(ipv4),
  metric: v.exactOptional(u32),
  scope: v.exactOptional(scope),
  proto: v.exactOptional(v.union([v.picklist(['kernel', 'boot', 'static', 'redirect']), octetText])),
  table: v.exactOptional(integer(1, 0xffffffff)),
  tos: v.exactOptional(integer(0, 255)),
  mtu: v.exactOptional(integer(68, 65_536)),
  onlink: v.exactOptional(v.literal(true)),
  metrics: v.exactOptional(v.record(metricName, u32)),
  locked: v.exactOptional(list(v.union([metricName, v.literal('mtu')]), 16)),
  congctl: v.exactOptional(v.picklist(['cubic', 'reno'])),
  realm: v.exactOptional(u32),
  nexthops: v.exactOptional(v.pipe(list(nexthop, BOUNDS.nexthopsPerRoute), v.minLength(2, says('empty')))),
});

const range = v.strictObject({ start: u32, end: u32 });
const rule = v.strictObject({
  pref: u32,
  from: v.exactOptional(cidr),
  to: v.exactOptional(cidr),
  iif: v.exactOptional(ifname),
  oif: v.exactOptional(ifname),
  fwmark: v.exactOptional(v.strictObject({ value: u32, mask: u32 })),
  not: v.exactOptional(v.literal(true)),
  tos: v.exactOptional(integer(0, 255)),
  action: v.exactOptional(v.picklist(['blackhole', 'unreachable', 'prohibit', 'nop', 'goto'])),
  goto: v.exactOptional(u32),
  ipproto: v.exactOptional(integer(0, 255)),
  sport: v.exactOptional(range),
  dport: v.exactOptional(range),
  uidrange: v.exactOptional(range),
  tunId: v.exactOptional(u32),
  suppressPrefixlength: v.exactOptional(integer(0, 0x7fffffff)),
  suppressIfgroup: v.exactOptional(u32),
  realm: v.exactOptional(u32),
  proto: v.exactOptional(integer(0, 255)),
  table: u32,
});

const neigh = v.strictObject({
  dev: ifname,
  ip: ipv4,
  mac,
  state: v.picklist(['PERMANENT', 'NOARP']),
  router: v.exactOptional(v.literal(true)),
  externLearn: v.exactOptional(v.literal(true)),
  proto: v.exactOptional(integer(0, 255)),
});
const proxy = v.strictObject({
  ip: ipv4,
  dev: v.exactOptional(ifname),
  router: v.exactOptional(v.literal(true)),
  proto: v.exactOptional(integer(0, 255)),
});

const sysctl = v.pipe(
  v.record(
    v.pipe(v.string(), v.maxLength(128), v.regex(SYSCTL_KEY, says('bad-sysctl'))),
    // Two numbers have a tab between them, as in /proc.
    v.pipe(v.string(), v.maxLength(128), v.regex(/^[\P{Cc}\t]*$/u, says('control-character'))),
  ),
  v.maxEntries(BOUNDS.sysctlPerNetns),
);

const netns = v.strictObject({
  name: v.union([v.literal(''), netnsName]),
  devs: list(dev, BOUNDS.devsPerNetns),
  routes: list(route, BOUNDS.routesPerNetns),
  deletedRoutes: list(route, BOUNDS.routesPerNetns),
  rules: list(rule, BOUNDS.rulesPerNetns),
  deletedRules: v.exactOptional(
    v.pipe(v.array(v.picklist([0, 32_766, 32_767])), v.minLength(1, says('empty')), v.maxLength(3)),
  ),
  neigh: list(neigh, BOUNDS.neighPerNetns),
  proxies: v.exactOptional(v.pipe(list(proxy, BOUNDS.neighPerNetns), v.minLength(1, says('empty')))),
  fdb: list(fdb, BOUNDS.fdbPerNetns),
  sysctl,
});

const coordinate = v.pipe(v.number(), v.minValue(-BOUNDS.coordinate), v.maxValue(BOUNDS.coordinate));

const mode = v.exactOptional(integer(0, 0o7777));
const files = v.pipe(
  v.record(
    v.pipe(v.string(), v.maxLength(4_095), v.regex(FILE_PATH, says('bad-path'))),
    v.union([
      v.strictObject({ text: v.pipe(v.string(), v.maxLength(BOUNDS.fileLength)), mode }),
      v.strictObject({ directory: v.literal(true), mode }),
      v.strictObject({ link: v.pipe(v.string(), v.minLength(1, says('empty')), v.maxLength(4_095)) }),
      v.strictObject({ gone: v.literal(true) }),
    ]),
  ),
  v.maxEntries(BOUNDS.filesPerMachine),
);

const machine = v.strictObject({
  id,
  name,
  kind: v.picklist(['host', 'router', 'switch']),
  position: v.strictObject({ x: coordinate, y: coordinate }),
  netns: list(netns, BOUNDS.netnsPerMachine),
  files: v.exactOptional(files),
});

const end = v.strictObject({ machine: id, port: ifname });

const cable = v.strictObject({
  id,
  ends: v.strictTuple([end, end]),
  delay: v.pipe(v.number(), v.minValue(0), v.maxValue(BOUNDS.delay)),
  loss: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  plugged: v.boolean(),
});

const target = { id, machine: id, netns: v.union([v.literal(''), netnsName]), to: ipv4 };

const stimulus = v.variant('kind', [
  v.strictObject({
    kind: v.literal('ping'),
    ...target,
    count: integer(1, 1_000),
    size: v.exactOptional(integer(0, 65_507)),
    ttl: v.exactOptional(integer(1, 255)),
    pmtudisc: v.exactOptional(v.picklist(['do', 'want', 'dont'])),
    broadcast: v.exactOptional(v.literal(true)),
  }),
  v.strictObject({ kind: v.literal('udp'), ...target, port: integer(1, 65_535) }),
]);

const labDocument = v.strictObject({
  format: v.literal('packetwalk'),
  version: v.literal(DOCUMENT_VERSION),
  name,
  seed: u32,
  machines: list(machine, BOUNDS.machines),
  cables: list(cable, BOUNDS.cables),
  stimuli: list(stimulus, BOUNDS.stimuli),
});

/** The document that `json` is, in canonical order, or the first thing that is wrong with it. */
export function parseDocument(json: unknown): Result<LabDocument, DocumentError> {
  const current = migrate(json);
  if (!current.ok) return current;
  const parsed = v.safeParse(labDocument, current.value, { abortEarly: true, abortPipeEarly: true });
  if (!parsed.success) return err(describeIssue(parsed.issues[0]));
  const document: LabDocument = canonical(parsed.output);
  const broken = findBrokenReference(document);
  return broken ? err(broken) : ok(document);
}

/** A stimulus by itself: that its machine is there isn't checked. */
export function parseStimulus(json: unknown): Result<StimulusDoc, DocumentError> {
  const parsed = v.safeParse(stimulus, json, { abortEarly: true, abortPipeEarly: true });
  return parsed.success ? ok(parsed.output) : err(describeIssue(parsed.issues[0]));
}

/** A name for a machine or a lab that a document may hold. */
export function isName(text: string): boolean {
  return v.is(name, text);
}

/** The nearest place on the canvas that a document may hold. */
export function boundedPosition({ x, y }: { x: number; y: number }): { x: number; y: number } {
  const bound = (value: number): number =>
    Number.isFinite(value) ? Math.min(BOUNDS.coordinate, Math.max(-BOUNDS.coordinate, value)) : 0;
  return { x: bound(x), y: bound(y) };
}

function describeIssue(issue: v.BaseIssue<unknown>): DocumentError {
  const where = v.getDotPath(issue) ?? '';
  const received = shorten(issue.received);
  const expected = shorten(issue.expected ?? '');
  if (issue.received === 'undefined' && issue.path) {
    return documentError(where, 'missing', { name: shorten(String(issue.path.at(-1)?.key)) });
  }
  switch (issue.type) {
    case 'max_length':
    case 'max_entries': {
      const key = typeof issue.input === 'string' ? 'too-long' : 'too-many';
      return documentError(where, key, { limit: expected.replace('<=', ''), received });
    }
    case 'min_value':
    case 'max_value':
    case 'integer':
      return documentError(where, 'out-of-range', { expected, received });
    case 'picklist':
    case 'literal':
    case 'variant':
    case 'union':
      return documentError(where, 'not-one-of', { expected, received });
    case 'strict_object':
      return issue.expected === 'never'
        ? documentError(where, 'unknown-key', { name: shorten(String(issue.path?.at(-1)?.key)) })
        : documentError(where, 'wrong-type', { expected, received });
    case 'regex':
    case 'check':
    case 'raw_transform':
    case 'min_length':
      return documentError(where, issue.message as DocumentErrorKey, { received });
    default:
      return documentError(where, 'wrong-type', { expected, received });
  }
}

/** Errors show what was found, but never a megabyte of it. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
