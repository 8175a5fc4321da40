import { type KeyboardEvent, useRef, useState } from 'react';
import { useCell } from '../app/cell.ts';
import { useActions } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './CardName.module.css';
import { elementOf } from './pointer.ts';
import { useCanvasScope } from './scope.ts';

interface CardNameProps {
  readonly id: string;
  readonly name: string;
}

/** The machine's name; while it is being renamed (F2, a double click), a text field. */
export function CardName({ id, name }: CardNameProps) {
  const { ui } = useCanvasScope();
  const renaming = useCell(ui, (state) => state.renaming === id);
  return renaming ? <NameField id={id} name={name} /> : <h3 className={styles.name}>{name}</h3>;
}

function NameField({ id, name }: CardNameProps) {
  const t = useT();
  const { ui } = useCanvasScope();
  const { renameMachine } = useActions();
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();

  // Giving the focus back blurs the field, which must not then commit what Esc has thrown away.
  const isDone = useRef(false);
  const close = () => {
    isDone.current = true;
    ui.set({});
    elementOf('machine', id)?.focus();
  };
  const commit = () => {
    const wanted = text.trim();
    if (wanted === '' || wanted === name) return close();
    const result = renameMachine(id, wanted);
    if (result.ok) close();
    else setError(result.error);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // Delete and the arrows are the text's, not the canvas's
    if (event.nativeEvent.isComposing) return; // the Enter that ends a Hangul syllable
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') close();
  };

  return (
    <span className={styles.field}>
      <input
        className={`nodrag nopan ${styles.input}`}
        aria-label={t.canvas.nameOf(name)}
        aria-invalid={error !== undefined}
        ref={focusAndSelect}
        value={text}
        maxLength={64}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!isDone.current) (error === undefined ? commit : close)();
        }}
      />
      {error !== undefined && (
        <span className={styles.error} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  if (!input || document.activeElement === input) return;
  input.focus();
  input.select();
}
