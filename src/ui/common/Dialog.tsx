import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useT } from '../i18n/I18n.tsx';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  /** The row of buttons at the end. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/** A modal dialog. Focus goes in, Esc closes, focus returns. */
export function Dialog({ open, onClose, title, description, wide = false, footer, children }: DialogProps) {
  const t = useT();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={styles.dialog}
          data-wide={wide || undefined}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          {description !== undefined && (
            <Radix.Description className={styles.description}>{description}</Radix.Description>
          )}
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <div className={styles.footer}>{footer}</div>}
          {/* Last, so that the focus goes to what the dialog is about; without a tooltip, which would eat the first Esc. */}
          <Radix.Close asChild>
            <Button look="ghost" small className={styles.close} aria-label={t.common.close}>
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
