// What the options of traceroute set.

import type { Result } from '../../../../base/result.ts';
import { type Nanos, SECOND } from '../../../../engine/ids.ts';
import type { ResolvedName } from '../names.ts';
import { DEFAULT_WAIT } from './rounds.ts';

/** What the machine makes of names. */
export interface Names {
  service(name: string): number | undefined;
  resolve(name: string): Result<ResolvedName>;
}

export interface Settings {
  readonly names: Names;
  first: number;
  max: number;
  queries: number;
  atOnce: number;
  wait: Nanos;
  here: number;
  near: number;
  sendWait: number;
  port: number | undefined;
  sport: number;
  tos: number;
  mark: number | undefined;
  /** The method: `default`, `udp`, `icmp` and the others. */
  module: string;
  ipv6: boolean;
  numeric: boolean;
  dontFragment: boolean;
  dontRoute: boolean;
  mtu: boolean;
  back: boolean;
  asPaths: boolean;
  device: string | undefined;
  source: ResolvedName['addr'] | undefined;
  help: boolean;
  version: boolean;
  /** -O help: of which module. */
  optionsOf: string | undefined;
  readonly words: { readonly text: string; readonly argc: number }[];
}

export function newSettings(names: Names): Settings {
  return {
    names,
    first: 1,
    max: 30,
    queries: 3,
    atOnce: 16,
    wait: DEFAULT_WAIT,
    here: 3,
    near: 10,
    sendWait: 0,
    port: undefined,
    sport: 0,
    tos: 0,
    mark: undefined,
    module: 'default',
    ipv6: false,
    numeric: false,
    dontFragment: false,
    dontRoute: false,
    mtu: false,
    back: false,
    asPaths: false,
    device: undefined,
    source: undefined,
    help: false,
    version: false,
    optionsOf: undefined,
    words: [],
  };
}

export const FLAGS: Readonly<Record<string, (settings: Settings) => void>> = {
  4: () => undefined,
  6: (s) => void (s.ipv6 = true),
  d: () => undefined,
  F: (s) => void (s.dontFragment = true),
  I: (s) => void (s.module = 'icmp'),
  T: (s) => void (s.module = 'tcp'),
  n: (s) => void (s.numeric = true),
  r: (s) => void (s.dontRoute = true),
  e: () => undefined,
  A: (s) => void (s.asPaths = true),
  U: (s) => void (s.module = 'udp'),
  UL: (s) => void (s.module = 'udplite'),
  D: (s) => void (s.module = 'dccp'),
  V: (s) => void (s.version = true),
  mtu: (s) => void (s.mtu = true),
  back: (s) => void (s.back = true),
  help: (s) => void (s.help = true),
};

/** false: that isn't a value for it; a text says why. */
type Take = (settings: Settings, value: string) => boolean | string;

/** strtoul() with the base that the number shows. */
function whole(put: (settings: Settings, value: number) => void): Take {
  return (settings, text) => {
    if (!/^(0x[\da-f]+|\d+)$/i.test(text)) return false;
    put(settings, /^0\d/.test(text) ? Number.parseInt(text, 8) : Number(text));
    return true;
  };
}

function port(put: (settings: Settings, value: number) => void): Take {
  return (settings, text) => {
    const number = /^\d/.test(text) ? Number.parseInt(text) : settings.names.service(text);
    if (number === undefined) return false;
    put(settings, number);
    return true;
  };
}

function put(take: (settings: Settings, text: string) => void): Take {
  return (settings, text) => {
    take(settings, text);
    return true;
  };
}

function takeWait(settings: Settings, text: string): boolean {
  const [max, here = 0, near = 0] = text.split(',').map(Number);
  if (max === undefined || Number.isNaN(max + here + near) || text === '') return false;
  settings.wait = Math.round(max * SECOND) as Nanos;
  settings.here = here;
  settings.near = near;
  return true;
}

function takeSource(settings: Settings, text: string): boolean | string {
  const found = settings.names.resolve(text);
  if (!found.ok) return `${text}: ${found.error}`;
  settings.source = found.value.addr;
  return true;
}

function takeSendWait(settings: Settings, text: string): boolean {
  if (text === '' || Number.isNaN(Number(text))) return false;
  settings.sendWait = Number(text);
  return true;
}

export const VALUES: Readonly<Record<string, Take>> = {
  f: whole((s, value) => void (s.first = value)),
  m: whole((s, value) => void (s.max = value)),
  N: whole((s, value) => void (s.atOnce = Math.max(value, 1))),
  p: port((s, value) => void (s.port = value & 0xffff)),
  sport: port((s, value) => void (s.sport = value & 0xffff)),
  q: whole((s, value) => void (s.queries = value)),
  t: whole((s, value) => void (s.tos = value & 0xff)),
  l: whole(() => undefined),
  fwmark: whole((s, value) => void (s.mark = value)),
  i: put((s, text) => void (s.device = text)),
  s: takeSource,
  M: put((s, text) => void (s.module = text)),
  O: put((s, text) => void (s.optionsOf ??= text === 'help' ? s.module : undefined)),
  P: put((s) => void (s.module = 'raw')),
  g: put((s) => void (s.module = 'gateway')),
  w: takeWait,
  z: takeSendWait,
};

export function checkSettings(settings: Settings): string | undefined {
  const { first, max, queries, wait, here, near, sendWait } = settings;
  if (first === 0 || first > max) return 'first hop out of range';
  if (max > 255) return 'max hops cannot be more than 255';
  if (queries === 0 || queries > 10) return 'no more than 10 probes per hop';
  if (wait < 0 || here < 0 || near < 0)
    return `bad wait specifications \`${wait / SECOND},${here},${near}' used`;
  return sendWait < 0 ? `bad sendtime \`${sendWait}' specified` : undefined;
}
