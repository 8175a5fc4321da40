// From ping's command line to what it does (main() of ping/ping.c): each option's own check, in the order that they come.

import { err, ok, type Result } from '../../../../base/result.ts';
import { MILLISECOND, type Nanos, SECOND } from '../../../../engine/ids.ts';
import type { PingOptions } from '../../../../engine/process/process.ts';
import type { Given } from '../../../args.ts';
import { ANY_COUNT, parseNumber } from '../iputils-number.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What the engine needs, and how to tell about it. */
export interface PingSettings {
  readonly engine: Writable<Partial<PingOptions>>;
  interface?: string;
  numeric: boolean;
  quiet: boolean;
  flood: boolean;
  adaptive: boolean;
  verbose: boolean;
  audible: boolean;
  stamps: boolean;
  outstanding: boolean;
  sticky: boolean;
  broadcast: boolean;
  family?: 4 | 6;
  /** Said on standard error before all else. */
  warning: string;
  patternText?: string;
  /** -R */
  route: boolean;
  /** -T */
  timestamp?: 'tsonly' | 'tsandaddr' | 'tsprespec';
}

/** Why it won't begin: after `ping: `. */
export interface Refusal {
  readonly text: string;
  readonly status: 1 | 2;
}

export function newSettings(): PingSettings {
  return {
    engine: { count: Number.POSITIVE_INFINITY },
    numeric: false,
    quiet: false,
    flood: false,
    adaptive: false,
    verbose: false,
    audible: false,
    stamps: false,
    outstanding: false,
    sticky: false,
    broadcast: false,
    route: false,
    warning: '',
  };
}

const refuse = (text: string, status: 1 | 2 = 2) => err({ text, status });

/** Takes one option into `settings`. */
export function takeOption(settings: PingSettings, { spec, value = '' }: Given): Result<void, Refusal> {
  const flag = FLAGS[spec.short ?? ''];
  if (flag) {
    flag(settings);
    return ok();
  }
  return VALUES[spec.short ?? '']?.(settings, value) ?? ok();
}

const FLAGS: Readonly<Record<string, (settings: PingSettings) => void>> = {
  a: (s) => void (s.audible = true),
  A: (s) => {
    s.adaptive = true;
    s.engine.eager = true;
  },
  b: (s) => void (s.broadcast = true),
  B: (s) => void (s.sticky = true),
  D: (s) => void (s.stamps = true),
  f: (s) => {
    s.flood = true;
    s.engine.eager = true;
    s.engine.interval ??= (10 * MILLISECOND) as Nanos;
  },
  L: (s) => void (s.engine.noLoop = true),
  n: (s) => void (s.numeric = true),
  O: (s) => void (s.outstanding = true),
  q: (s) => void (s.quiet = s.engine.quiet = true),
  r: (s) => void (s.engine.dontRoute = true),
  v: (s) => void (s.verbose = true),
};

type Take = (settings: PingSettings, value: string) => Result<void, Refusal>;

/** An option whose argument is a whole number from `min` to `max`. */
function whole(min: number, max: number, put: (settings: PingSettings, value: number) => void): Take {
  return (settings, text) => {
    const value = parseNumber(text, { min, max });
    if (!value.ok) return refuse(value.error, 1);
    put(settings, value.value);
    return ok();
  };
}

const VALUES: Readonly<Record<string, Take>> = {
  R: (s) => {
    if (s.timestamp !== undefined) return refuse('only one of -T or -R may be used');
    s.route = true;
    return ok();
  },
  4: (s) => family(s, 4),
  6: (s) => family(s, 6),
  c: (s, text) => {
    const count = parseNumber(text, ANY_COUNT);
    if (!count.ok) return refuse(count.error, 1);
    s.engine.count = count.value;
    return ok();
  },
  e: whole(0, 65_535, (s, value) => void (s.engine.ident = value)),
  F: () => ok(),
  i: (s, text) => seconds(s, text, (value) => (s.engine.interval = value), 'bad timing interval'),
  I: (s, text) => {
    s.interface = text;
    return ok();
  },
  l: whole(1, 65_536, (s, value) => void (s.engine.preload = value)),
  m: whole(0, 2_147_483_647, () => undefined),
  M: (s, text) => {
    if (text !== 'do' && text !== 'dont' && text !== 'want') return refuse(`invalid -M argument: ${text}`);
    s.engine.pmtudisc = text;
    return ok();
  },
  p: pattern,
  Q: tos,
  s: whole(0, 2_147_483_647, (s, value) => void (s.engine.size = value)),
  S: whole(1, 2_147_483_647, () => undefined),
  t: whole(0, 255, (s, value) => void (s.engine.ttl = value)),
  T: (s, text) => {
    if (s.route) return refuse('only one of -T or -R may be used');
    if (text !== 'tsonly' && text !== 'tsandaddr' && text !== 'tsprespec')
      return refuse(`invalid timestamp type: ${text}`);
    s.timestamp = text;
    return ok();
  },
  w: whole(0, 2_147_483_647, (s, value) => {
    if (value > 0) s.engine.deadline = (value * SECOND) as Nanos;
  }),
  W: (s, text) => seconds(s, text, (value) => (s.engine.timeout = value), 'bad linger time'),
};

function family(settings: PingSettings, wanted: 4 | 6): Result<void, Refusal> {
  if (settings.family !== undefined && settings.family !== wanted)
    return refuse('only one -4 or -6 option may be specified');
  settings.family = wanted;
  return ok();
}

/** ping_strtod: what follows the number is only warned about. */
function seconds(
  settings: PingSettings,
  text: string,
  put: (value: Nanos) => void,
  complaint: string,
): Result<void, Refusal> {
  const value = Number.parseFloat(text);
  const isWhole = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  if (!isWhole)
    settings.warning += `ping: option argument contains garbage: ${text.replace(/^[\d.+-]+/, '')}\nping: this will become fatal error in the future\n`;
  const number = Number.isNaN(value) ? 0 : value;
  if (number > 2_147_483 || (number < 0 && !complaint.includes('interval')))
    return refuse(`${complaint}: ${text}`);
  if (number > 0 || complaint.includes('interval')) put(Math.round(Math.max(number, 0) * SECOND) as Nanos);
  return ok();
}

function pattern(settings: PingSettings, text: string): Result<void, Refusal> {
  if (!/^[0-9a-f]+$/i.test(text)) return refuse(`patterns must be specified as hex digits: ${text}`);
  const octets = (text.match(/..?/g) ?? []).slice(0, 16).map((pair) => Number.parseInt(pair, 16));
  settings.engine.pattern = octets;
  settings.patternText = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  return ok();
}

function tos(settings: PingSettings, text: string): Result<void, Refusal> {
  const value = /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : undefined;
  if (value === undefined) return refuse(`bad TOS value: ${text}`);
  if (value > 255) return refuse(`the decimal value of TOS bits must be in range 0-255: ${value}`);
  settings.engine.tos = value;
  return ok();
}
