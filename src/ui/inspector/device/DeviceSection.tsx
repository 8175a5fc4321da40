import { Plus } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { IconButton } from '../../common/IconButton.tsx';
import styles from './DeviceSection.module.css';

interface DeviceSectionProps {
  readonly title: string;
  /** The command that lists the same. */
  readonly command: string;
  /** What the plus button opens. */
  readonly add?: { readonly label: string; readonly Form: ComponentType<{ readonly onClose: () => void }> };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One table of the machine. */
export function DeviceSection({ title, command, add, actions, children }: DeviceSectionProps) {
  const [adding, setAdding] = useState(false);
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <code className={styles.command}>{command}</code>
        <span className={styles.space} />
        {actions}
        {add && (
          <IconButton
            icon={Plus}
            label={add.label}
            small
            aria-expanded={adding}
            onClick={() => setAdding(!adding)}
          />
        )}
      </div>
      {add && adding && <add.Form onClose={() => setAdding(false)} />}
      {children}
    </section>
  );
}
