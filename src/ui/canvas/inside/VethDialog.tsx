import { useId, useState } from 'react';
import type { MachineDoc } from '../../../document/schema.ts';
import { freshDevName } from '../../../lab/fresh-names.ts';
import { useCell } from '../../app/cell.ts';
import { useApp, useAppStore } from '../../app/store-context.ts';
import { Button } from '../../common/Button.tsx';
import { Dialog } from '../../common/Dialog.tsx';
import { SelectField, TextField } from '../../common/Field.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from '../CanvasDialog.module.css';
import { boxesInOrder } from '../model/inside-graph.ts';
import { useCanvasScope } from '../scope.ts';
import { addVeth, type VethEnd } from './add-inside.ts';

/** A cable inside of a machine: between namespaces, bridges and the root namespace. */
export function VethDialog() {
  const { ui } = useCanvasScope();
  const open = useCell(ui, (state) => state.veth);
  const machine = useApp((state) => state.document.machines.find(({ id }) => id === open?.machine));
  if (!open || !machine) return null;
  return <VethForm key={machine.id} machine={machine} from={open.from} onClose={() => ui.set({})} />;
}

interface VethFormProps {
  readonly machine: MachineDoc;
  readonly from: string | undefined;
  readonly onClose: () => void;
}

function VethForm({ machine, from, onClose }: VethFormProps) {
  const t = useT();
  const formId = useId();
  const store = useAppStore();
  const places = usePlaces(machine);
  const [a, setA] = useState<VethEnd>({ name: freshDevName(machine, 'veth'), place: from ?? '' });
  const [b, setB] = useState<VethEnd>(() => ({
    name: freshDevName(machine, 'veth', [a.name]),
    place: places.findLast(({ value }) => value !== a.place)?.value ?? '',
  }));
  const [error, setError] = useState<string>();
  const submit = () => {
    const refused = addVeth(store, machine, a, b);
    if (refused === undefined) onClose();
    else setError(refused);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.dialogs.veth.title(machine.name)}
      description={t.dialogs.veth.description}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" form={formId}>
            {t.dialogs.veth.submit}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onChange={() => setError(undefined)}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <EndFields legend={t.dialogs.veth.one} end={a} onChange={setA} places={places} error={error} />
        <EndFields legend={t.dialogs.veth.other} end={b} onChange={setB} places={places} />
      </form>
    </Dialog>
  );
}

interface EndFieldsProps {
  readonly legend: string;
  readonly end: VethEnd;
  readonly onChange: (end: VethEnd) => void;
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly error?: string | undefined;
}

function EndFields({ legend, end, onChange, places, error }: EndFieldsProps) {
  const t = useT();
  return (
    <fieldset className={styles.pair}>
      <legend className={styles.legend}>{legend}</legend>
      <SelectField
        label={t.dialogs.veth.place}
        value={end.place}
        onChange={(place) => onChange({ ...end, place })}
        options={places}
      />
      <TextField
        label={t.dialogs.veth.name}
        mono
        value={end.name}
        onChange={(name) => onChange({ ...end, name: name.trim() })}
        error={error}
      />
    </fieldset>
  );
}

/** The root namespace, the bridges and the named namespaces. */
function usePlaces(machine: MachineDoc): EndFieldsProps['places'] {
  const t = useT();
  const { topology } = useCanvasScope();
  const view = topology.get().machine(machine.id)?.inside;
  const boxes = view ? boxesInOrder(view) : [];
  return [
    { value: '', label: t.dialogs.veth.root },
    ...boxes.map((box) => ({ value: box.id, label: `${t.canvas.inside[box.kind]} ${box.name}` })),
  ];
}
