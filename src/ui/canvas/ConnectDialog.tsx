import { useId, useState } from 'react';
import { useCell } from '../app/cell.ts';
import { useActions } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { SelectField } from '../common/Field.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './CanvasDialog.module.css';
import type { MachineView } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';

/** Cabling without a pointer: which port, to which machine, to which port. */
export function ConnectDialog() {
  const { ui, topology } = useCanvasScope();
  const from = useCell(ui, (state) => state.connecting);
  const view = useCell(topology, (state) => (from === undefined ? undefined : state.machine(from)));
  if (!view) return null;
  return <ConnectForm key={view.id} from={view} onClose={() => ui.set({})} />;
}

function ConnectForm({ from, onClose }: { readonly from: MachineView; readonly onClose: () => void }) {
  const t = useT();
  const formId = useId();
  const { connect } = useActions();
  const machines = useCell(useCanvasScope().topology, (state) => state.machines);
  const others = machines.filter((machine) => machine.id !== from.id);
  const [to, setTo] = useState(others[0]?.id ?? '');
  const [fromPort, setFromPort] = useState('');
  const [toPort, setToPort] = useState('');
  const [error, setError] = useState<string>();
  const peer = others.find((machine) => machine.id === to);

  const submit = () => {
    const result = connect(
      { machine: from.id, ...(fromPort !== '' && { port: fromPort }) },
      { machine: to, ...(toPort !== '' && { port: toPort }) },
    );
    if (result.ok) onClose();
    else setError(result.error);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t.dialogs.connect.title(from.name)}
      description={others.length === 0 ? t.dialogs.connect.nobody : t.dialogs.connect.description}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={peer === undefined}>
            {t.dialogs.connect.submit}
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
        <SelectField
          label={t.dialogs.connect.machine}
          value={to}
          onChange={(id) => {
            setTo(id);
            setToPort('');
          }}
          options={others.map((machine) => ({ value: machine.id, label: machine.name }))}
          error={error}
        />
        <SelectField
          label={t.dialogs.connect.portOf(from.name)}
          value={fromPort}
          onChange={setFromPort}
          options={portOptions(from, t.dialogs.connect.anyPort)}
        />
        {peer && (
          <SelectField
            label={t.dialogs.connect.portOf(peer.name)}
            value={toPort}
            onChange={setToPort}
            options={portOptions(peer, t.dialogs.connect.anyPort)}
          />
        )}
      </form>
    </Dialog>
  );
}

function portOptions(view: MachineView, anyPort: string) {
  const free = view.ports.filter((port) => port.cable === undefined);
  return [{ value: '', label: anyPort }, ...free.map((port) => ({ value: port.name, label: port.name }))];
}
