import { Tooltip as Radix } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import styles from './TermButton.module.css';
import tooltip from './Tooltip.module.css';

interface TermButtonProps {
  /** As it stands in the sentence. */
  readonly word: string;
  readonly definition: string;
}

/** A word of the field that says what it means: on hover, on focus, or pressed (a finger can't hover). Esc closes it. */
export function TermButton({ word, definition }: TermButtonProps) {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          className={styles.term}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            event.preventDefault(); // or it would close
            setOpen(true);
          }}
        >
          {word}
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content side="bottom" sideOffset={5} collisionPadding={8} className={tooltip.tooltip}>
          {definition}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
