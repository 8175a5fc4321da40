import { err, ok } from '../../../base/result.ts';
import type { IfAddr } from '../../../engine/fib/route.ts';
import { formatIpv4Cidr, parseIpv4Cidr } from '../../../wire/ipv4-addr.ts';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { EntryForm } from './EntryForm.tsx';
import { ActionsHead, RowAction } from './RowAction.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useDevNames, useRefusal } from './use-rows.ts';

export function AddrSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const addrs = ns.addrs.get();
  const [refusal, edit] = useRefusal();
  return (
    <DeviceSection
      title={t.sections.addrs}
      command={t.commands.addrs}
      add={{ label: t.addAddr, Form: AddForm }}
    >
      {addrs.length === 0 ? (
        <p className={styles.empty}>{t.empty.addrs}</p>
      ) : (
        <table className={styles.table} aria-label={t.sections.addrs}>
          <thead>
            <tr>
              <th scope="col">{t.columns.address}</th>
              <th scope="col">{t.columns.dev}</th>
              <th scope="col">{t.columns.flags}</th>
              <ActionsHead />
            </tr>
          </thead>
          <tbody>
            {addrs.map((addr) => (
              <AddrRow key={`${addr.dev} ${formatIpv4Cidr(addr.cidr)}`} addr={addr} edit={edit} />
            ))}
          </tbody>
        </table>
      )}
      {refusal}
    </DeviceSection>
  );
}

interface AddrRowProps {
  readonly addr: IfAddr;
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function AddrRow({ addr, edit }: AddrRowProps) {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const dev = ns.devs.get(addr.dev)?.name ?? '';
  const cidr = formatIpv4Cidr(addr.cidr);
  const flags = [addr.secondary ? t.secondary : '', addr.scope === 'global' ? '' : addr.scope];
  return (
    <tr data-lit={lit.addr === addr.cidr.addr || undefined} data-quiet={dev === 'lo' || undefined}>
      <td>{cidr}</td>
      <td>{dev}</td>
      <td className={styles.extra}>{flags.filter((flag) => flag !== '').join(' ')}</td>
      <RowAction
        label={t.removeAddr(cidr, dev)}
        onClick={() => edit({ op: 'addr.del', netns: ns.id, dev, cidr: addr.cidr })}
      />
    </tr>
  );
}

function AddForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const devs = useDevNames();
  return (
    <EntryForm<'cidr' | 'dev'>
      label={t.addAddr}
      fields={[
        { key: 'cidr', label: t.neighIp, placeholder: '192.0.2.1/24' },
        { key: 'dev', label: t.routeDev, options: devs, initial: devs.find((name) => name !== 'lo') ?? 'lo' },
      ]}
      toOps={({ cidr: text, dev }) => {
        const cidr = parseIpv4Cidr(text);
        return cidr.ok ? ok([{ op: 'addr.add', netns: ns.id, dev, cidr: cidr.value }]) : err(t.badCidr);
      }}
      onClose={onClose}
    />
  );
}
