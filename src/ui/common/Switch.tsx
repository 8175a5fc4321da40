import { Switch as Radix } from 'radix-ui';
import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** On or off, at once. `label` is read aloud; the caller shows it. */
export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <Radix.Root
      className={styles.track}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
    >
      <Radix.Thumb className={styles.thumb} />
    </Radix.Root>
  );
}
