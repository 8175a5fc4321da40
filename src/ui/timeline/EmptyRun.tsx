import { Play } from 'lucide-react';
import { useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './EmptyRun.module.css';
import { stimulusLabel } from './stimulus-label.ts';
import type { Player } from './use-player.ts';

export function EmptyRun({ player }: { readonly player: Player }) {
  const t = useT().timeline;
  const document = useApp((state) => state.document);
  const chosen = useApp((state) => state.document.stimuli.find(({ id }) => id === state.stimulus));
  return (
    <div className={styles.empty}>
      <p className={styles.text}>{chosen ? t.emptyText : t.emptyNoStimulus}</p>
      {chosen && (
        <Button look="primary" onClick={player.run}>
          <Play aria-hidden />
          {t.playStimulus(stimulusLabel(chosen, document, t))}
        </Button>
      )}
    </div>
  );
}
