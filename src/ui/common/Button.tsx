import type { ComponentProps } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `plain` has an outline, `ghost` none; `primary` is the one thing to do here. */
  readonly look?: 'plain' | 'primary' | 'ghost' | 'danger';
  readonly small?: boolean;
}

export function Button({ look = 'plain', small = false, className, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={[styles.button, className].filter(Boolean).join(' ')}
      data-look={look}
      data-small={small || undefined}
    />
  );
}
