import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../common/Button.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from './InlineForm.module.css';

interface InlineFormProps {
  readonly label: string;
  readonly submit: string;
  /** Does it; a text is what is wrong. */
  readonly onSubmit: () => string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form inside a panel: Enter does it, Esc closes it, and a refusal is said in the kernel's words. */
export function InlineForm({ label, submit, onSubmit, onClose, children }: InlineFormProps) {
  const t = useT().inspector.device;
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string | undefined>();
  // The form opens by a button: the focus goes on into it.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const onFormSubmit = (event: FormEvent) => {
    event.preventDefault();
    const refused = onSubmit();
    setError(refused);
    if (refused === undefined) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    // Esc is for the whole form, wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles.form}
      aria-label={label}
      onSubmit={onFormSubmit}
      onKeyDown={onKeyDown}
      onChange={() => setError(undefined)}
      noValidate
    >
      <div className={styles.fields}>{children}</div>
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.buttons}>
        <Button small onClick={onClose}>
          {t.cancel}
        </Button>
        <Button small type="submit" look="primary">
          {submit}
        </Button>
      </div>
    </form>
  );
}
