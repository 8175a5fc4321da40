// A machine on the canvas. The list of cards knows ids only; each card subscribes to its own machine, so that moving or
// editing one leaves the others alone.

import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { CardName } from './CardName.tsx';
import { DropMark } from './DropMark.tsx';
import { Inside } from './inside/Inside.tsx';
import { InterfaceRows } from './InterfaceRows.tsx';
import styles from './MachineCard.module.css';
import { MachineIcon } from './MachineIcon.tsx';
import { currentOf } from './model/current.ts';
import { PortDots } from './PortDots.tsx';
import { useCanvasScope } from './scope.ts';
import { SwitchPorts } from './SwitchPorts.tsx';

export const MachineCard = memo(function MachineCard({ id, selected }: NodeProps) {
  const t = useT();
  const view = useCell(useCanvasScope().topology, (topology) => topology.machine(id));
  const tone = useApp((state) => {
    const current = currentOf(state);
    return current.machine === id ? current.tone : undefined;
  });
  if (!view) return null;
  return (
    <article
      className={styles.card}
      data-selected={selected || undefined}
      data-tone={tone}
      data-kind={view.kind}
      data-nested={view.inside !== undefined || undefined}
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <MachineIcon kind={view.kind} />
        </span>
        <CardName id={id} name={view.name} />
        <span className={styles.kind}>{t.common.machineKind[view.kind]}</span>
      </div>
      <div className={styles.body}>
        {view.kind === 'switch' ? <SwitchPorts view={view} /> : <InterfaceRows view={view} />}
      </div>
      {view.inside && <Inside view={view.inside} machine={id} />}
      <DropMark id={id} />
      <PortDots view={view} />
    </article>
  );
});
