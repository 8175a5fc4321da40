// The form of a new row, whatever the table: some texts and choices, and the operation that they make.

import { useState } from 'react';
import type { Result } from '../../../base/result.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import { SelectField, TextField } from '../../common/Field.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { InlineForm } from './InlineForm.tsx';
import { useDevice } from './use-device.ts';

export interface EntryField<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly initial?: string;
  readonly placeholder?: string;
  readonly numeric?: boolean;
  /** A choice of these instead of a text; '' is called `none`. */
  readonly options?: readonly string[];
  readonly none?: string;
}

interface EntryFormProps<Key extends string> {
  readonly label: string;
  /** What the button says; "Add" if absent. */
  readonly submit?: string;
  readonly fields: readonly EntryField<Key>[];
  /** The operations, or what is wrong with the texts. What is wrong beyond that, the kernel says. */
  readonly toOps: (texts: Readonly<Record<Key, string>>) => Result<readonly NetlinkOp[]>;
  readonly onClose: () => void;
}

export function EntryForm<Key extends string>({
  label,
  submit,
  fields,
  toOps,
  onClose,
}: EntryFormProps<Key>) {
  const t = useT().inspector.device;
  const { edit } = useDevice();
  const [texts, setTexts] = useState(() => initialTexts(fields));
  const onSubmit = () => {
    const trimmed = Object.entries<string>(texts).map(([key, text]) => [key, text.trim()]);
    const ops = toOps(Object.fromEntries(trimmed) as Record<Key, string>);
    return ops.ok ? edit(...ops.value) : ops.error;
  };
  return (
    <InlineForm label={label} submit={submit ?? t.add} onSubmit={onSubmit} onClose={onClose}>
      {fields.map((field) => (
        <EntryControl
          key={field.key}
          field={field}
          value={texts[field.key]}
          onChange={(text) => setTexts({ ...texts, [field.key]: text })}
        />
      ))}
    </InlineForm>
  );
}

function initialTexts<Key extends string>(fields: readonly EntryField<Key>[]): Record<Key, string> {
  const texts = fields.map(({ key, initial, options }) => [key, initial ?? options?.[0] ?? ''] as const);
  return Object.fromEntries(texts) as Record<Key, string>;
}

interface EntryControlProps {
  readonly field: EntryField<string>;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function EntryControl({ field, value, onChange }: EntryControlProps) {
  const { label, options, none, placeholder, numeric } = field;
  if (options) {
    return (
      <SelectField
        label={label}
        mono
        value={value}
        onChange={onChange}
        options={options.map((name) => ({ value: name, label: name === '' ? (none ?? '—') : name }))}
      />
    );
  }
  return (
    <TextField
      label={label}
      mono
      value={value}
      onChange={onChange}
      {...(numeric && { inputMode: 'numeric' })}
      {...(placeholder !== undefined && { placeholder })}
    />
  );
}
