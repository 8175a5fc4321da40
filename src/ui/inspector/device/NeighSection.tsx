import { Eraser } from 'lucide-react';
import { by, byNumber } from '../../../base/order.ts';
import { err, ok } from '../../../base/result.ts';
import { SECOND } from '../../../engine/ids.ts';
import type { Neigh, NudState } from '../../../engine/neigh/neigh.ts';
import { ipv4ToNumber, parseIpv4 } from '../../../wire/ipv4-addr.ts';
import { parseMac } from '../../../wire/mac.ts';
import { IconButton } from '../../common/IconButton.tsx';
import { Tag } from '../../common/Tag.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { EntryForm } from './EntryForm.tsx';
import { ActionsHead, RowAction } from './RowAction.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useDevNames, useRefusal } from './use-rows.ts';

const TONES: Readonly<Record<NudState, 'neutral' | 'accent' | 'good' | 'warn' | 'bad'>> = {
  NONE: 'neutral',
  INCOMPLETE: 'accent',
  REACHABLE: 'good',
  STALE: 'neutral',
  DELAY: 'warn',
  PROBE: 'warn',
  FAILED: 'bad',
  PERMANENT: 'accent',
  NOARP: 'neutral',
};

const byAddress = by<Neigh, number>((neigh) => ipv4ToNumber(neigh.ip), byNumber);

export function NeighSection() {
  const t = useT().inspector.device;
  const { ns, world } = useDevice();
  const [refusal, edit] = useRefusal();
  const rows = ns.neigh.sorted(byAddress).filter((neigh) => neigh.state !== 'NONE');
  return (
    <DeviceSection
      title={t.sections.neigh}
      command={t.commands.neigh}
      add={{ label: t.addNeigh, Form: AddForm }}
      actions={
        rows.length > 0 && (
          <IconButton
            icon={Eraser}
            label={t.flushNeigh}
            small
            onClick={() => edit({ op: 'neigh.flush', netns: ns.id })}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <p className={styles.empty}>{t.empty.neigh}</p>
      ) : (
        <table className={styles.table} aria-label={t.sections.neigh}>
          <thead>
            <tr>
              <th scope="col">{t.columns.address}</th>
              <th scope="col">{t.columns.mac}</th>
              <th scope="col">{t.columns.state}</th>
              <ActionsHead />
            </tr>
          </thead>
          <tbody>
            {rows.map((neigh) => (
              <NeighRow key={`${neigh.dev} ${neigh.ip}`} neigh={neigh} now={world.now} edit={edit} />
            ))}
          </tbody>
        </table>
      )}
      {refusal}
    </DeviceSection>
  );
}

interface NeighRowProps {
  readonly neigh: Neigh;
  readonly now: number;
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function NeighRow({ neigh, now, edit }: NeighRowProps) {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const dev = ns.devs.get(neigh.dev)?.name ?? '';
  const age = ((now - neigh.updated) / SECOND).toFixed(now - neigh.updated < 10 * SECOND ? 1 : 0);
  return (
    <tr data-lit={lit.neigh === neigh.ip || undefined}>
      <td>
        {neigh.ip}
        <div className={styles.extra}>{dev}</div>
      </td>
      <td>{neigh.mac ?? '·'}</td>
      <td>
        <Tag mono tone={TONES[neigh.state]}>
          {neigh.state}
        </Tag>
        {neigh.state !== 'PERMANENT' && <div className={styles.extra}>{t.seconds(age)}</div>}
      </td>
      <RowAction
        label={t.removeNeigh(neigh.ip)}
        onClick={() => edit({ op: 'neigh.del', netns: ns.id, dev, ip: neigh.ip })}
      />
    </tr>
  );
}

function AddForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const devs = useDevNames().filter((name) => name !== 'lo');
  return (
    <EntryForm<'ip' | 'mac' | 'dev'>
      label={t.addNeigh}
      fields={[
        { key: 'ip', label: t.neighIp, placeholder: '192.0.2.1' },
        { key: 'mac', label: t.neighMac, placeholder: '02:00:00:00:00:01' },
        { key: 'dev', label: t.routeDev, options: devs },
      ]}
      toOps={({ ip: address, mac: hardware, dev }) => {
        const ip = parseIpv4(address);
        if (!ip.ok) return err(t.badAddress);
        const mac = parseMac(hardware);
        if (!mac.ok) return err(t.badMac);
        return ok([{ op: 'neigh.add', netns: ns.id, dev, ip: ip.value, mac: mac.value }]);
      }}
      onClose={onClose}
    />
  );
}
