import { useState } from 'react';
import type { CableDoc } from '../../../document/schema.ts';
import { type CableId, MICROSECOND, type Nanos } from '../../../engine/ids.ts';
import type { Op } from '../../../engine/netlink.ts';
import { useActions, useApp } from '../../app/store-context.ts';
import { TextField } from '../../common/Field.tsx';
import { Switch } from '../../common/Switch.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from './CableView.module.css';

/** A cable: in or out, how long, how lossy. */
export function CableView({ cable }: { readonly cable: CableDoc }) {
  const t = useT().inspector.device.cable;
  const machines = useApp((state) => state.document.machines);
  const { applyOps } = useActions();
  const [a = '', b = ''] = cable.ends.map(
    (end) => `${machines.find(({ id }) => id === end.machine)?.name ?? end.machine} ${end.port}`,
  );
  const id = cable.id as CableId;
  const set = (change: Omit<Extract<Op, { op: 'cable.set' }>, 'op' | 'id'>) =>
    applyOps({ key: 'cable', name: t.title(a, b) }, [{ op: 'cable.set', id, ...change }]);
  return (
    <div className={styles.view}>
      <h2 className={styles.title}>{t.title(a, b)}</h2>
      <div className={styles.plug}>
        <Switch label={t.plugged} checked={cable.plugged} onChange={(plugged) => set({ plugged })} />
        <span>{t.plugged}</span>
        <span className={styles.hint}>{t.pluggedHint}</span>
      </div>
      <div className={styles.fields}>
        <NumberSetting
          key={`delay ${cable.id} ${cable.delay}`}
          label={t.delay}
          value={cable.delay}
          max={60_000_000}
          error={t.badDelay}
          onSet={(delay) => set({ delay: (delay * MICROSECOND) as Nanos })}
        />
        <NumberSetting
          key={`loss ${cable.id} ${cable.loss}`}
          label={t.loss}
          value={Math.round(cable.loss * 10_000) / 100}
          max={100}
          error={t.badLoss}
          onSet={(percent) => set({ loss: percent / 100 })}
        />
      </div>
    </div>
  );
}

interface NumberSettingProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly error: string;
  readonly onSet: (value: number) => void;
}

/** Set on Enter or when the focus leaves. */
function NumberSetting({ label, value, max, error, onSet }: NumberSettingProps) {
  const [text, setText] = useState(String(value));
  const number = Number(text);
  const good = text.trim() !== '' && Number.isFinite(number) && number >= 0 && number <= max;
  const commit = () => {
    if (good && number !== value) onSet(number);
  };
  return (
    <TextField
      label={label}
      mono
      inputMode="decimal"
      value={text}
      onChange={setText}
      error={good ? undefined : error}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
