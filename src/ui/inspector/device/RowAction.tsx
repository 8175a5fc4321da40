import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../common/IconButton.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from './rows.module.css';

interface RowActionProps {
  readonly label: string;
  readonly onClick: () => void;
  /** What else can be done with the row. */
  readonly children?: ReactNode;
}

/** The last cell of a row: takes it out of its table. */
export function RowAction({ label, onClick, children }: RowActionProps) {
  return (
    <td className={styles.action}>
      {children}
      <IconButton icon={Trash2} label={label} small onClick={onClick} />
    </td>
  );
}

/** Of a row that is the kernel's own. */
export function NoAction() {
  return <td className={styles.action} aria-label="–" />;
}

export function ActionsHead() {
  const t = useT().inspector.device;
  return (
    <th scope="col">
      <span className="visually-hidden">{t.columns.actions}</span>
    </th>
  );
}
