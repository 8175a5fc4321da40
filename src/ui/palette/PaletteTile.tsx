import { createPortal } from 'react-dom';
import { useCell } from '../app/cell.ts';
import { MachineIcon } from '../canvas/MachineIcon.tsx';
import { type MachineKind, useCanvasScope } from '../canvas/scope.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './PaletteTile.module.css';
import { usePaletteDrag } from './use-palette-drag.ts';

/** A kind of machine: drag it to where it goes, or press it and it finds a place. */
export function PaletteTile({ kind }: { readonly kind: MachineKind }) {
  const t = useT();
  const verbs = useCell(useCanvasScope().verbs, (state) => state);
  const { at, handlers } = usePaletteDrag({
    onDrop: (point) => verbs.dropMachine(kind, point),
    onPress: () => verbs.addMachine(kind),
  });
  return (
    <>
      <button
        type="button"
        className={styles.tile}
        title={t.palette[`${kind}Hint`]}
        data-dragging={at !== undefined || undefined}
        {...handlers}
      >
        <MachineIcon kind={kind} size={22} />
        {t.palette[kind]}
      </button>
      {at &&
        createPortal(
          <div
            className={styles.ghost}
            style={{ transform: `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)` }}
          >
            <MachineIcon kind={kind} />
            {t.palette[kind]}
          </div>,
          document.body,
        )}
    </>
  );
}
