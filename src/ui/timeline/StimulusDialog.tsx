import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { StimulusDoc } from '../../document/schema.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { SelectField } from '../common/Field.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './StimulusDialog.module.css';
import { type FormErrors, formOf, freshStimulusId, type StimulusForm, stimulusOf } from './stimulus-form.ts';
import { NumberField, PingFields, ToField } from './StimulusFields.tsx';

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
  const element = useRef<HTMLFormElement>(null);
  // The dialog leaves the focus where it finds it inside: at the first field rather than at its close button.
  useEffect(() => element.current?.querySelector('select')?.focus(), []);
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
      <form ref={element} id={formId} className={styles.form} onSubmit={submit} noValidate>
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
