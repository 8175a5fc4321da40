// `bridge monitor`: ports and entries of the forwarding database as they come and go (bridge/monitor.c).

import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import type { Co } from '../../co.ts';
import { out } from '../../say.ts';
import { type Args, Exit } from '../ip/args.ts';
import { timestamp } from '../ip/monitor-time.ts';
import type { Session } from '../ip/session.ts';
import { type FdbRow, fdbRows, printFdbRow } from './fdb-rows.ts';
import { printPort } from './link.ts';
import { MONITOR_USAGE } from './usage.ts';

const OBJECTS = ['link', 'fdb', 'mdb', 'vlan'] as const;
type MonitorObject = (typeof OBJECTS)[number];

export function* bridgeMonitor(s: Session, args: Args): Co<number> {
  const wanted = new Set<MonitorObject>();
  while (args.more) {
    if (args.starts('help')) throw new Exit(255, MONITOR_USAGE);
    const object = OBJECTS.find((known) => args.starts(known));
    if (object) wanted.add(object);
    else if (!args.is('all'))
      throw new Exit(255, `Argument "${args.word}" is unknown, try "bridge monitor help".\n`);
    args.skip();
  }
  return yield* watch(s, wanted.size > 0 ? wanted : new Set(OBJECTS));
}

interface Seen {
  readonly stamp: string;
  readonly rows: ReadonlyMap<string, FdbRow>;
  readonly devs: readonly Dev[];
}

function stampOf({ ns }: Session): string {
  return `${ns.devs.version} ${ns.fdb.version}`;
}

function look(s: Session): Seen {
  const rows = fdbRows(s).filter((row) => row.bridge !== undefined);
  return {
    stamp: stampOf(s),
    rows: new Map(rows.map((row) => [`${row.mac} ${row.dev.ifindex} ${row.state}`, row])),
    devs: devsInOrder(s.ns),
  };
}

function* watch(s: Session, wanted: ReadonlySet<MonitorObject>): Co<number> {
  let before = look(s);
  for (;;) {
    const { stamp } = before;
    yield { for: 'event', ready: () => stampOf(s) !== stamp };
    const after = look(s);
    if (wanted.has('link')) for (const dev of after.devs) yield* portChange(s, before, dev);
    if (wanted.has('fdb')) yield* fdbChanges(s, before, after);
    before = after;
  }
}

function* portChange(s: Session, before: Seen, dev: Dev): Co<void> {
  const old = before.devs.find((was) => was.ifindex === dev.ifindex);
  if (old === dev || (!dev.brport && !old?.brport)) return;
  const p = s.printer();
  printPort(s, p, dev);
  yield* out(s.proc, timestamp(s) + p.take());
}

function* fdbChanges(s: Session, before: Seen, after: Seen): Co<void> {
  for (const [key, row] of before.rows) if (!after.rows.has(key)) yield* tell(s, row, true);
  for (const [key, row] of after.rows) if (!before.rows.has(key)) yield* tell(s, row, false);
}

function* tell(s: Session, row: FdbRow, deleted: boolean): Co<void> {
  const p = s.printer();
  printFdbRow(s, p, row, { withDev: true, deleted });
  yield* out(s.proc, timestamp(s) + p.take());
}
