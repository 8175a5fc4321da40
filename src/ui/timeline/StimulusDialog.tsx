import { type FormEvent, useId, useState } from 'react';
import type { StimulusDoc } from '../../document/schema.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { SelectField, TextField } from '../common/Field.tsx';
import { Switch } from '../common/Switch.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './StimulusDialog.module.css';
import {
  type FormErrors,
  type FormField,
  formOf,
  freshStimulusId,
  type StimulusForm,
  stimulusOf,
} from './stimulus-form.ts';

interface StimulusDialogProps {
  /** Absent: a new one. */
  readonly editing?: StimulusDoc;
  readonly onClose: () => void;
  readonly onRun: () => void;
}

/** What to send: from where, to where, how. */
export function StimulusDialog({ editing, onClose, onRun }: StimulusDialogProps) {
  const { timeline, common } = useT();
  const t = timeline.dialog;
  const formId = useId();
  const document = useApp((state) => state.document);
  const { setStimulus } = useActions();
  const [form, setForm] = useState(() => formOf(document, editing));
  const [errors, setErrors] = useState<FormErrors>({});
  const change = (part: Partial<StimulusForm>) => {
    setForm({ ...form, ...part });
    setErrors({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const stimulus = stimulusOf(document, form, editing?.id ?? freshStimulusId(document), t);
    if (!stimulus.ok) return setErrors(stimulus.error);
    setStimulus(stimulus.value);
    onClose();
    onRun();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={editing ? t.editTitle : t.newTitle}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" form={formId} look="primary">
            {editing ? t.save : t.create}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <SelectField
          label={t.kind}
          value={form.kind}
          options={[
            { value: 'ping', label: t.ping },
            { value: 'udp', label: t.udp },
          ]}
          onChange={(kind) => change({ kind: kind === 'udp' ? 'udp' : 'ping' })}
        />
        <SelectField
          label={t.from}
          value={form.machine}
          options={document.machines.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(machine) => change({ machine })}
        />
        <ToField value={form.to} error={errors.to} from={form.machine} onChange={(to) => change({ to })} />
        {form.kind === 'ping' ? (
          <PingFields form={form} errors={errors} onChange={change} />
        ) : (
          <NumberField field="port" form={form} errors={errors} onChange={change} />
        )}
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly form: StimulusForm;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<StimulusForm>) => void;
}

function PingFields(props: FieldsProps) {
  const t = useT().timeline.dialog;
  return (
    <>
      <div className={styles.row}>
        <NumberField field="count" {...props} />
        <NumberField field="size" {...props} />
        <NumberField field="ttl" {...props} />
      </div>
      <div className={styles.switch}>
        <Switch label={t.df} checked={props.form.df} onChange={(df) => props.onChange({ df })} />
        <span>{t.df}</span>
        <span className={styles.hint}>{t.dfHint}</span>
      </div>
    </>
  );
}

function NumberField({
  field,
  form,
  errors,
  onChange,
}: FieldsProps & { readonly field: Exclude<FormField, 'to'> }) {
  const t = useT().timeline.dialog;
  return (
    <TextField
      label={t[field]}
      mono
      inputMode="numeric"
      value={form[field]}
      error={errors[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
}

interface ToFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly from: string;
  readonly onChange: (to: string) => void;
}

function ToField({ value, error, from, onChange }: ToFieldProps) {
  const t = useT().timeline.dialog;
  const listId = useId();
  const machines = useApp((state) => state.document.machines);
  return (
    <>
      <TextField
        label={t.to}
        hint={t.toHint}
        mono
        list={listId}
        value={value}
        error={error}
        onChange={onChange}
      />
      <datalist id={listId}>
        {machines
          .filter((machine) => machine.id !== from && machine.kind !== 'switch')
          .map((machine) => (
            <option key={machine.id} value={machine.name}>
              {machine.name}
            </option>
          ))}
      </datalist>
    </>
  );
}
