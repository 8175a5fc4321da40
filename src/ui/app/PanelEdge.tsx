import { Separator } from 'react-resizable-panels';
import styles from './PanelEdge.module.css';

/** The line between two panels: drag it, or focus it and use the arrow keys. */
export function PanelEdge({ label }: { readonly label: string }) {
  return <Separator className={styles.edge} aria-label={label} />;
}
