import { useId, useState } from 'react';
import { useCell } from '../app/cell.ts';
import { useAppStore } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { TextField } from '../common/Field.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './CanvasDialog.module.css';
import type { CableView } from './model/topology.ts';
import { setCable } from './replug.ts';
import { useCanvasScope } from './scope.ts';
import { cableWords } from './words.ts';

/** Ten seconds: longer than any wire on Earth, short enough that ARP's timers still mean something. */
const LONGEST_DELAY_MS = 10_000;

/** A cable's delay and loss. */
export function CableDialog() {
  const { ui, topology } = useCanvasScope();
  const id = useCell(ui, (state) => state.cable);
  const view = useCell(topology, (state) => (id === undefined ? undefined : state.cable(id)));
  if (!view) return null;
  return <CableForm key={view.id} view={view} onClose={() => ui.set({})} />;
}

function CableForm({ view, onClose }: { readonly view: CableView; readonly onClose: () => void }) {
  const t = useT();
  const formId = useId();
  const store = useAppStore();
  const { topology } = useCanvasScope();
  const [delay, setDelay] = useState(String(view.delay / 1_000));
  const [loss, setLoss] = useState(String(Number((view.loss * 100).toFixed(4))));
  const delayMs = numberIn(delay, LONGEST_DELAY_MS);
  const percent = numberIn(loss, 100);

  const submit = () => {
    if (delayMs === undefined || percent === undefined) return;
    setCable(store, view.id, Math.round(delayMs * 1_000), percent / 100);
    onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t.dialogs.cable.title}
      description={cableWords(view, topology.get(), t)}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            disabled={delayMs === undefined || percent === undefined}
          >
            {t.common.apply}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t.dialogs.cable.delay}
          value={delay}
          onChange={setDelay}
          inputMode="decimal"
          mono
          hint={t.dialogs.cable.delayHint}
          error={delayMs === undefined ? t.dialogs.cable.badDelay(LONGEST_DELAY_MS) : undefined}
        />
        <TextField
          label={t.dialogs.cable.loss}
          value={loss}
          onChange={setLoss}
          inputMode="decimal"
          mono
          hint={t.dialogs.cable.lossHint}
          error={percent === undefined ? t.dialogs.cable.badLoss : undefined}
        />
      </form>
    </Dialog>
  );
}

/** A number from 0 to `max`; undefined for anything else. */
function numberIn(text: string, max: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && value >= 0 && value <= max ? value : undefined;
}
