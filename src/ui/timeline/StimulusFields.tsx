// The fields of the dialog of what to send.

import { useId } from 'react';
import { useApp } from '../app/store-context.ts';
import { TextField } from '../common/Field.tsx';
import { Switch } from '../common/Switch.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './StimulusDialog.module.css';
import type { FormErrors, FormField, StimulusForm } from './stimulus-form.ts';

interface FieldsProps {
  readonly form: StimulusForm;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<StimulusForm>) => void;
}

export function PingFields(props: FieldsProps) {
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

export function NumberField({
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

export function ToField({ value, error, from, onChange }: ToFieldProps) {
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
