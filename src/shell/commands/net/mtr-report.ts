// What mtr says of a path: the report, CSV, JSON and XML (report.c), with the fields of -o.

import { err, ok, type Result } from '../../../base/result.ts';
import type { Nanos } from '../../../engine/ids.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Proc } from '../../program.ts';
import { unixTime } from '../../wall-clock.ts';
import { clockText, dateText } from './calendar-text.ts';
import { hostName } from './hostname.ts';

export interface Hop {
  from: Ipv4Addr | undefined;
  sent: number;
  readonly times: number[];
}

export interface Report {
  readonly hops: readonly Hop[];
  readonly first: number;
  readonly start: Nanos;
  readonly host: string;
  readonly cycles: number;
  readonly length: number;
  readonly tos: number;
  readonly wide: boolean;
  readonly fields: readonly Field[];
  readonly shown: (addr: Ipv4Addr) => string;
}

export type ReportKind = (proc: Proc, report: Report) => string;

/** A column: how wide, with how many digits behind the point, and its value. */
export interface Field {
  readonly title: string;
  readonly width: number;
  readonly digits: 0 | 1;
  readonly of: (hop: Hop) => number;
}

const loss = ({ sent, times }: Hop) => (sent === 0 ? 0 : ((sent - times.length) / sent) * 100);
const average = ({ times }: Hop) => times.reduce((sum, time) => sum + time, 0) / Math.max(times.length, 1);
const jitters = ({ times }: Hop) =>
  times.map((time, i) => (i === 0 ? 0 : Math.abs(time - (times[i - 1] ?? 0))));

function deviation(hop: Hop): number {
  const mean = average(hop);
  const squares = hop.times.reduce((total, time) => total + (time - mean) ** 2, 0);
  return hop.times.length < 2 ? 0 : Math.sqrt(squares / (hop.times.length - 1));
}

function geometricMean({ times }: Hop): number {
  return times.length === 0 ? 0 : times.reduce((product, time) => product * time, 1) ** (1 / times.length);
}

/** Interarrival jitter (RFC 3550, A.8). */
function interarrival(hop: Hop): number {
  return jitters(hop).reduce((sum, jitter) => sum + jitter - (sum + 8) / 16, 0);
}

const time = (title: string, of: Field['of'], width = 6): Field => ({ title, width, digits: 1, of });

/** data_fields of mtr.c. */
const FIELDS: Readonly<Record<string, Field>> = {
  ' ': { title: ' ', width: 1, digits: 0, of: () => 0 },
  L: { title: 'Loss%', width: 6, digits: 1, of: loss },
  D: { title: 'Drop', width: 5, digits: 0, of: ({ sent, times }) => sent - times.length },
  R: { title: 'Rcv', width: 6, digits: 0, of: ({ times }) => times.length },
  S: { title: 'Snt', width: 6, digits: 0, of: ({ sent }) => sent },
  N: time('Last', ({ times }) => times.at(-1) ?? 0),
  B: time('Best', ({ times }) => (times.length === 0 ? 0 : Math.min(...times))),
  A: time('Avg', average),
  W: time('Wrst', ({ times }) => Math.max(0, ...times)),
  V: time('StDev', deviation),
  G: time('Gmean', geometricMean),
  J: time('Jttr', (hop) => jitters(hop).at(-1) ?? 0, 5),
  M: time('Javg', (hop) => average({ ...hop, times: jitters(hop) }), 5),
  X: time('Jmax', (hop) => Math.max(0, ...jitters(hop)), 5),
  I: time('Jint', (hop) => Math.max(0, interarrival(hop)), 5),
};

export function fieldsOf(letters = 'LS NABWV'): Result<readonly Field[]> {
  const unknown = letters.split('').find((letter) => !FIELDS[letter]);
  if (unknown !== undefined) return err(`Unknown field identifier: ${unknown}`);
  return ok(letters.split('').flatMap((letter) => FIELDS[letter] ?? []));
}

const NAME_WIDTH = 33;
const isSpace = ({ title }: Field) => title === ' ';

/** As its format has it, which may be wider than the column. */
function formatted(field: Field, hop: Hop): string {
  if (isSpace(field)) return ' ';
  const { title, digits, width, of } = field;
  const percent = title === 'Loss%';
  const text = of(hop)
    .toFixed(digits)
    .padStart(width - (percent ? 2 : 1));
  return ` ${text}${percent ? '%' : ''}`;
}

function told(proc: Proc, { hops, first, start, shown, fields, wide }: Report): string {
  const { seconds } = unixTime(start);
  const names = hops.map(({ from }) => (from === undefined ? '???' : shown(from)));
  const local = hostName(proc);
  const longest = Math.max(...names.map((name) => name.length), local.length) + 8;
  const width = wide ? longest : NAME_WIDTH;
  const rows = hops.map((hop, i) => {
    const name = `${String(i + first).padStart(3)}.|-- ${names[i]}`.padEnd(width);
    return `${name}${fields.map((field) => formatted(field, hop).slice(0, field.width)).join('')}\n`;
  });
  const titles = fields.map((field) => field.title.padStart(field.width)).join('');
  const head = `Start: ${dateText(seconds)}T${clockText(seconds)}+0000\n${`HOST: ${local}`.padEnd(wide ? width - 2 : width)}`;
  return `${head}${titles}\n${rows.join('')}`;
}

function csv(_: Proc, { hops, first, start, host, shown, fields }: Report): string {
  const { seconds } = unixTime(start);
  const rows = hops.map((hop, i) => {
    const values = fields.map(({ digits, of }) => of(hop).toFixed(digits === 0 ? 0 : 2));
    const from = hop.from === undefined ? '???' : shown(hop.from);
    return `${['MTR.0.95', seconds, 'OK', host, i + first, from, ...values].join(',')}\n`;
  });
  const titles = fields.map(({ title }) => `${title},`).join('');
  return `Mtr_Version,Start_Time,Status,Host,Hop,Ip,${titles}\n${rows.join('')}`;
}

/** A real number of at most five digits, as jansson writes it. */
function real(value: number): string {
  const text = String(Number(value.toPrecision(5)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function json(proc: Proc, { hops, first, host, shown, fields, cycles, length, tos }: Report): string {
  const hubs = hops.map((hop, i) => {
    const values = fields
      .filter((field) => !isSpace(field))
      .map(({ title, digits, of }) => `"${title}": ${digits === 0 ? of(hop) : real(of(hop))}`);
    const from = hop.from === undefined ? '???' : shown(hop.from);
    const lines = [`"count": ${i + first}`, `"host": "${from}"`, ...values];
    return `            {\n${lines.map((line) => `                ${line}`).join(',\n')}\n            }`;
  });
  const about = [
    `"src": "${hostName(proc)}"`,
    `"dst": "${host}"`,
    `"tos": ${tos}`,
    `"tests": ${cycles}`,
    `"psize": "${length}"`,
    '"bitpattern": "0x00"',
  ];
  const mtr = about.map((line) => `            ${line}`).join(',\n');
  const list = hubs.length === 0 ? '[]' : `[\n${hubs.join(',\n')}\n        ]`;
  return `{\n    "report": {\n        "mtr": {\n${mtr}\n        },\n        "hubs": ${list}\n    }\n}\n`;
}

function xml(proc: Proc, { hops, first, host, shown, fields, cycles, length, tos }: Report): string {
  const about = `SRC="${hostName(proc)}" DST="${host}" TOS="0x${tos.toString(16).toUpperCase()}" PSIZE="${length}" BITPATTERN="0x00" TESTS="${cycles}"`;
  const hubs = hops.map((hop, i) => {
    const values = fields
      .filter((field) => !isSpace(field))
      .map((field) => {
        const name = field.title.replace('%', '');
        return `        <${name}>${formatted(field, hop)}</${name}>\n`;
      });
    const from = hop.from === undefined ? '???' : shown(hop.from);
    return `    <HUB COUNT="${i + first}" HOST="${from}">\n${values.join('')}    </HUB>\n`;
  });
  return `<?xml version="1.0"?>\n<MTR ${about}>\n${hubs.join('')}</MTR>\n`;
}

/** By the option that asks for it. */
export const REPORTS: Readonly<Record<'r' | 'C' | 'j' | 'x', ReportKind>> = {
  r: told,
  C: csv,
  j: json,
  x: xml,
};
