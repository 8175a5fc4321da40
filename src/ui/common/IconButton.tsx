import type { LucideIcon } from 'lucide-react';
import styles from './Button.module.css';
import { Button, type ButtonProps } from './Button.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Its name: read aloud, and shown on hover and focus. */
  readonly label: string;
  /** The keys that do the same, e.g. `Ctrl+Z`. */
  readonly keys?: string;
}

/** A button with a picture for a face. Its name is in the tooltip. */
export function IconButton({ icon: Icon, label, keys, look = 'ghost', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys !== undefined && { keys })}>
      <Button
        {...rest}
        look={look}
        aria-label={label}
        className={[styles.icon, className].filter(Boolean).join(' ')}
      >
        <Icon aria-hidden strokeWidth={1.9} />
      </Button>
    </Tooltip>
  );
}
