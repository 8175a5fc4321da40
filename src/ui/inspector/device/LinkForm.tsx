import { useState } from 'react';
import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { parseMac } from '../../../wire/mac.ts';
import { SelectField, TextField } from '../../common/Field.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { InlineForm } from './InlineForm.tsx';
import { useDevice } from './use-device.ts';

/** `ip link set`: name, MAC address, MTU, bridge. What isn't changed isn't sent. */
export function LinkForm({ dev, onClose }: { readonly dev: Dev; readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns, edit } = useDevice();
  const bridges = devsInOrder(ns).filter((other) => other.kind === 'bridge' && other.ifindex !== dev.ifindex);
  const masterNow = dev.master === undefined ? '' : (ns.devs.get(dev.master)?.name ?? '');
  const [name, setName] = useState(dev.name);
  const [mac, setMac] = useState<string>(dev.mac);
  const [mtu, setMtu] = useState(String(dev.mtu));
  const [master, setMaster] = useState(masterNow);
  const submit = () => {
    const hardware = parseMac(mac.trim());
    if (!hardware.ok) return t.badMac;
    if (!/^\d+$/.test(mtu.trim())) return t.badNumber;
    const change = {
      ...(hardware.value !== dev.mac && { mac: hardware.value }),
      ...(Number(mtu) !== dev.mtu && { mtu: Number(mtu) }),
      ...(master !== masterNow && { master: master === '' ? null : master }),
      ...(name.trim() !== dev.name && { rename: name.trim() }),
    };
    if (Object.keys(change).length === 0) return undefined;
    return edit({ op: 'link.set', netns: ns.id, name: dev.name, ...change });
  };
  return (
    <InlineForm label={t.editLink(dev.name)} submit={t.apply} onSubmit={submit} onClose={onClose}>
      <TextField label={t.linkName} mono value={name} onChange={setName} />
      <TextField label={t.linkMtu} mono inputMode="numeric" value={mtu} onChange={setMtu} />
      <TextField label={t.linkMac} mono value={mac} onChange={setMac} />
      {bridges.length > 0 && (
        <SelectField
          label={t.columns.master}
          mono
          value={master}
          onChange={setMaster}
          options={[
            { value: '', label: '—' },
            ...bridges.map((bridge) => ({ value: bridge.name, label: bridge.name })),
          ]}
        />
      )}
    </InlineForm>
  );
}
