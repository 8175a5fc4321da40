// The metrics of a route (RTAX_*): as iproute2 reads them (iproute_modify) and prints them (print_rta_metrics, ip/iproute.c).

import type { Route, RouteMetric } from '../../../engine/fib/route.ts';
import { type Args, parseUnsigned, unsigned, wrong } from './args.ts';
import type { Printer } from './printer.ts';

/** In the order of their numbers, which is that of the listing. */
const ORDER = [
  'mtu',
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
  'congctl',
  'fastopen_no_cookie',
] as const;
type Metric = (typeof ORDER)[number];

/** Eighths and quarters of a millisecond. */
const UNITS: Readonly<Record<string, number>> = { rtt: 8, rttvar: 4, rto_min: 1 };
/** `lock` may follow these. */
const LOCKABLE: readonly string[] = [
  'mtu',
  'hoplimit',
  'advmss',
  'reordering',
  'rtt',
  'rto_min',
  'window',
  'cwnd',
  'initcwnd',
  'initrwnd',
  'features',
  'quickack',
  'congctl',
  'rttvar',
  'ssthresh',
];
const FEATURE_ECN = 1;

export interface MetricWords {
  mtu?: number;
  metrics?: { -readonly [K in RouteMetric]?: number };
  locked?: (RouteMetric | 'mtu')[];
  congctl?: string;
}

export const METRIC_KEYWORDS: readonly string[] = ORDER;

/** A metric's keyword is the word that is looked at. */
export function metricWord(words: MetricWords, args: Args): void {
  const name = args.word as Metric;
  let text = args.next();
  if (text === 'lock' && LOCKABLE.includes(name)) {
    if (name !== 'congctl') words.locked = [...(words.locked ?? []), name];
    text = args.next();
  }
  if (name === 'mtu') words.mtu = unsigned(text, '"mtu" value is invalid\n');
  else if (name === 'congctl') words.congctl = text;
  else words.metrics = { ...words.metrics, [name]: valueOf(words, name, text) };
}

function valueOf(words: MetricWords, name: RouteMetric, text: string): number {
  if (name === 'features') return features(text);
  if (name in UNITS) return time(words, name, text);
  const bounded = name === 'hoplimit' ? 255 : undefined;
  const value = unsigned(text, `"${name}" value is invalid\n`, bounded);
  if ((name === 'quickack' || name === 'fastopen_no_cookie') && value > 1)
    throw wrong(text, `"${name}" value should be 0 or 1\n`);
  return value;
}

function features(text: string): number {
  if (text !== 'ecn') throw wrong(text, '"features" value not valid\n');
  return FEATURE_ECN;
}

/** get_time_rtt: with a unit it is a time, without it the kernel's own unit. rto_min locks itself. */
function time(words: MetricWords, name: RouteMetric, text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|ms|msec|msecs|sec|secs)?$/.exec(text) ?? [];
  const value = number === '' ? undefined : Number(number);
  if (value === undefined) throw wrong(text, `"${name}" value is invalid\n`);
  if (name === 'rto_min') words.locked = [...(words.locked ?? []), name];
  if (unit === '') return parseUnsigned(number) ?? Math.trunc(value);
  return Math.ceil(value * (unit.startsWith('s') ? 1000 : 1) * (UNITS[name] ?? 1));
}

type Measured = Pick<Route, 'mtu' | 'metrics' | 'locked' | 'congctl'>;

export function printMetrics(p: Printer, route: Partial<Measured>): void {
  const { mtu, metrics, congctl } = route;
  if (mtu === undefined && !metrics && congctl === undefined) return;
  p.openArray('metrics');
  p.open();
  for (const name of ORDER) printMetric(p, route, name);
  p.close();
  p.closeArray();
}

function printMetric(
  p: Printer,
  { mtu, metrics = {}, locked = [], congctl }: Partial<Measured>,
  name: Metric,
): void {
  if (name === 'congctl') {
    if (congctl !== undefined) p.put('congestion', congctl, `congctl ${congctl} `);
    return;
  }
  const value = name === 'mtu' ? mtu : metrics[name];
  if (value === undefined) return;
  if (name === 'features') return p.put('ecn', null, `features ecn `);
  const lock = locked.includes(name) ? 'lock ' : '';
  const shown = name in UNITS ? Math.trunc(value / (UNITS[name] ?? 1)) : value;
  p.put(name, shown, `${name} ${lock}${name in UNITS ? timeText(shown) : shown} `);
}

function timeText(milliseconds: number): string {
  return milliseconds >= 1000 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
