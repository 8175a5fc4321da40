import { useState } from 'react';
import type { IfAddr } from '../../../engine/fib/route.ts';
import { formatIpv4Cidr, parseIpv4Cidr } from '../../../wire/ipv4-addr.ts';
import { SelectField, TextField } from '../../common/Field.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { InlineForm } from './InlineForm.tsx';
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
  const { ns, edit } = useDevice();
  const devs = useDevNames();
  const [text, setText] = useState('');
  const [dev, setDev] = useState(devs.find((name) => name !== 'lo') ?? 'lo');
  const submit = () => {
    const cidr = parseIpv4Cidr(text.trim());
    return cidr.ok ? edit({ op: 'addr.add', netns: ns.id, dev, cidr: cidr.value }) : t.badCidr;
  };
  return (
    <InlineForm label={t.addAddr} submit={t.add} onSubmit={submit} onClose={onClose}>
      <TextField label={t.neighIp} mono placeholder="192.0.2.1/24" value={text} onChange={setText} />
      <SelectField
        label={t.routeDev}
        mono
        value={dev}
        onChange={setDev}
        options={devs.map((name) => ({ value: name, label: name }))}
      />
    </InlineForm>
  );
}
