// A labelled control with its hint and its error, tied together for screen readers.

import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './Field.module.css';

/** What a control inside a field has to carry. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
}

interface FieldProps {
  readonly label: ReactNode;
  /** The label is there for screen readers only. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field({ label, hideLabel = false, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        ...(error !== undefined && { 'aria-invalid': true as const }),
        ...(note !== undefined && { 'aria-describedby': noteId }),
      })}
      {note !== undefined && (
        <div
          id={noteId}
          className={styles.note}
          data-error={error !== undefined || undefined}
          role={error ? 'alert' : undefined}
        >
          {note}
        </div>
      )}
    </div>
  );
}

interface TextFieldProps
  extends Omit<FieldProps, 'children'>,
    Omit<ComponentProps<'input'>, 'id' | 'children' | 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly mono?: boolean;
}

export function TextField({
  label,
  hideLabel,
  hint,
  error,
  value,
  onChange,
  mono = false,
  ...input
}: TextFieldProps) {
  const field = { label, hint, error, ...(hideLabel !== undefined && { hideLabel }) };
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...input}
          {...control}
          className={styles.input}
          data-mono={mono || undefined}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly mono?: boolean;
}

/** The platform's own select: it works with every keyboard and every screen reader. */
export function SelectField({ value, onChange, options, mono = false, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className={styles.input}
          data-mono={mono || undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
