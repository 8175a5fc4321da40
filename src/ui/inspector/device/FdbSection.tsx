import { by, byText, chain, type Comparator } from '../../../base/order.ts';
import { err, ok } from '../../../base/result.ts';
import type { FdbEntry } from '../../../engine/device/dev.ts';
import { SECOND } from '../../../engine/ids.ts';
import type { Netns } from '../../../engine/netns.ts';
import { parseMac } from '../../../wire/mac.ts';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { EntryForm } from './EntryForm.tsx';
import { ActionsHead, NoAction, RowAction } from './RowAction.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

/** What was learned first, then what was set by hand, then the ports' own addresses. */
const byInterest: Comparator<FdbEntry> = chain(
  by(
    (entry) => Number(entry.permanent) + Number(entry.local),
    (a, b) => a - b,
  ),
  by((entry) => entry.mac, byText),
);

export function FdbSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const [refusal, edit] = useRefusal();
  const entries = ns.fdb.sorted(byInterest);
  return (
    <DeviceSection title={t.sections.fdb} command={t.commands.fdb} add={{ label: t.addFdb, Form: AddForm }}>
      {entries.length === 0 ? (
        <p className={styles.empty}>{t.empty.fdb}</p>
      ) : (
        <table className={styles.table} aria-label={t.sections.fdb}>
          <thead>
            <tr>
              <th scope="col">{t.columns.mac}</th>
              <th scope="col">{t.columns.port}</th>
              <th scope="col">{t.columns.state}</th>
              <ActionsHead />
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <FdbRow key={`${entry.bridge} ${entry.mac} ${entry.port}`} entry={entry} edit={edit} />
            ))}
          </tbody>
        </table>
      )}
      {refusal}
    </DeviceSection>
  );
}

interface FdbRowProps {
  readonly entry: FdbEntry;
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function FdbRow({ entry, edit }: FdbRowProps) {
  const t = useT().inspector.device;
  const { ns, world, lit } = useDevice();
  const port = ns.devs.get(entry.port)?.name ?? '';
  const ageing = ns.devs.get(entry.bridge)?.bridge?.ageing ?? 0;
  const left = Math.max(0, Math.ceil((ageing - (world.now - entry.updated)) / SECOND));
  const state = entry.local ? t.own : entry.permanent ? t.permanent : t.fdbAge(String(left));
  return (
    <tr data-lit={lit.mac === entry.mac || undefined} data-quiet={entry.local || undefined}>
      <td>{entry.mac}</td>
      <td>{port}</td>
      <td className={styles.extra}>{state}</td>
      {entry.local ? (
        <NoAction />
      ) : (
        <RowAction
          label={t.removeFdb(entry.mac)}
          onClick={() => edit({ op: 'fdb.del', netns: ns.id, port, mac: entry.mac })}
        />
      )}
    </tr>
  );
}

/** The names of the bridges' ports. */
function portsOf(ns: Netns): readonly string[] {
  const devs = ns.devs.sorted(by((dev) => dev.name, byText));
  return devs.filter((dev) => dev.master !== undefined).map(({ name }) => name);
}

function AddForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  return (
    <EntryForm<'mac' | 'port'>
      label={t.addFdb}
      fields={[
        { key: 'mac', label: t.neighMac, placeholder: '02:00:00:00:00:01' },
        { key: 'port', label: t.port, options: portsOf(ns) },
      ]}
      toOps={({ mac: hardware, port }) => {
        const mac = parseMac(hardware);
        return mac.ok ? ok([{ op: 'fdb.add', netns: ns.id, port, mac: mac.value }]) : err(t.badMac);
      }}
      onClose={onClose}
    />
  );
}
