import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react';
import { IconButton } from '../common/IconButton.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './Header.module.css';
import { usePage } from './page-scope.ts';

const PANELS = [
  { id: 'palette', icon: PanelLeft },
  { id: 'timeline', icon: PanelBottom },
  { id: 'inspector', icon: PanelRight },
] as const;

/** Folds panels away and back. */
export function FoldButtons() {
  const t = useT();
  const { folds } = usePage();
  const words = t.app.panels;
  return (
    <div className={`${styles.group} ${styles.folds}`}>
      {PANELS.map(({ id, icon }) => (
        <IconButton
          key={id}
          icon={icon}
          label={folds[id].folded ? words.show(words[id]) : words.hide(words[id])}
          onClick={folds[id].toggle}
        />
      ))}
    </div>
  );
}
