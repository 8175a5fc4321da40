import { Trash2 } from 'lucide-react';
import { IconButton } from '../../common/IconButton.tsx';
import { useT } from '../../i18n/I18n.tsx';
import styles from './rows.module.css';

/** The last cell of a row: takes it out of its table. */
export function RowAction({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <td className={styles.action}>
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
