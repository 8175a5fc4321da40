import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ok } from '../../../base/result.ts';
import type { Dev, DevCounters } from '../../../engine/device/dev.ts';
import { devsInOrder, farEnd } from '../../../engine/device/table.ts';
import type { NetnsId } from '../../../engine/ids.ts';
import type { World } from '../../../engine/world.ts';
import { IconButton } from '../../common/IconButton.tsx';
import { Switch } from '../../common/Switch.tsx';
import { Tag } from '../../common/Tag.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { useNames } from '../use-names.ts';
import { DeviceSection } from './DeviceSection.tsx';
import { EntryForm } from './EntryForm.tsx';
import { formatBytes } from './format-bytes.ts';
import { LinkForm } from './LinkForm.tsx';
import styles from './LinkSection.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

export function LinkSection() {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  return (
    <DeviceSection
      title={t.sections.links}
      command={t.commands.links}
      add={{ label: t.addLink, Form: AddForm }}
    >
      <ul className={styles.list}>
        {devsInOrder(ns).map((dev) => (
          <LinkItem key={dev.ifindex} dev={dev} />
        ))}
      </ul>
    </DeviceSection>
  );
}

function LinkItem({ dev }: { readonly dev: Dev }) {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const [editing, setEditing] = useState(false);
  const [refusal, edit] = useRefusal();
  return (
    <li className={styles.link} data-lit={lit.dev === dev.name || undefined} data-up={dev.up || undefined}>
      <div className={styles.head}>
        <Switch
          label={t.up(dev.name)}
          checked={dev.up}
          onChange={(up) => edit({ op: 'link.set', netns: ns.id, name: dev.name, up })}
        />
        <b className={styles.name}>{dev.name}</b>
        <LinkState dev={dev} />
        <span className={styles.space} />
        <span className={styles.mac}>{dev.mac}</span>
        <IconButton
          icon={Pencil}
          label={t.editLink(dev.name)}
          small
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        />
        {dev.kind !== 'loopback' && dev.kind !== 'physical' && (
          <IconButton
            icon={Trash2}
            label={t.removeLink(dev.name)}
            small
            onClick={() => edit({ op: 'link.del', netns: ns.id, name: dev.name })}
          />
        )}
      </div>
      <LinkFacts dev={dev} counters={ns.counters.get(dev.ifindex)} />
      {editing && <LinkForm dev={dev} onClose={() => setEditing(false)} />}
      {refusal}
    </li>
  );
}

/** UP, DOWN, NO-CARRIER … as `ip -br link` shows them. */
function LinkState({ dev }: { readonly dev: Dev }) {
  if (!dev.up) return <Tag mono>DOWN</Tag>;
  if (!dev.carrier)
    return (
      <Tag mono tone="warn">
        NO-CARRIER
      </Tag>
    );
  return (
    <Tag mono tone="good">
      {dev.operstate}
    </Tag>
  );
}

interface LinkFactsProps {
  readonly dev: Dev;
  readonly counters: DevCounters | undefined;
}

function LinkFacts({ dev, counters }: LinkFactsProps) {
  const t = useT().inspector.device;
  const { ns, world } = useDevice();
  const names = useNames();
  const master = dev.master === undefined ? undefined : ns.devs.get(dev.master);
  const other = otherEnd(world, dev, (netns) => names.netns(netns));
  const facts = [
    `mtu ${dev.mtu}`,
    ...(dev.kind === 'loopback' || dev.kind === 'physical' ? [] : [dev.kind]),
    ...(master ? [t.portOf(master.name)] : []),
    ...(dev.kind === 'physical' ? [other ?? t.noCable] : other === undefined ? [] : [other]),
  ];
  return (
    <div className={styles.facts}>
      <span>{facts.join(' · ')}</span>
      {counters && counters.rxPackets + counters.txPackets > 0 && (
        <span className={styles.counters}>
          <span>{t.rx(counters.rxPackets, formatBytes(counters.rxBytes))}</span>
          <span>{t.tx(counters.txPackets, formatBytes(counters.txBytes))}</span>
          {counters.rxDropped + counters.txDropped > 0 && (
            <span>{t.dropped(counters.rxDropped + counters.txDropped)}</span>
          )}
        </span>
      )}
    </div>
  );
}

/** `↔ s1 p2`: what is at the other end of the cable or of the pair. */
function otherEnd(world: World, dev: Dev, nameOf: (netns: NetnsId) => string): string | undefined {
  const ref = dev.peer ?? dev.cableEnd;
  const far = farEnd(world, dev);
  return ref && far ? `↔ ${nameOf(ref.netns)} ${far.name}` : undefined;
}

/** `ip link add`: a bridge, or a veth pair, whose other end can then be moved. */
function AddForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  return (
    <EntryForm<'name' | 'kind' | 'peer'>
      label={t.addLink}
      fields={[
        { key: 'name', label: t.linkName, placeholder: 'br0' },
        { key: 'kind', label: t.linkKind, options: ['bridge', 'veth'] },
        { key: 'peer', label: t.linkPeer, placeholder: 'veth1' },
      ]}
      toOps={({ name, kind, peer }) => {
        const link =
          kind === 'veth' ? ({ kind, peer: { name: peer } } as const) : ({ kind: 'bridge' } as const);
        return ok([{ op: 'link.add', netns: ns.id, name, link }]);
      }}
      onClose={onClose}
    />
  );
}
