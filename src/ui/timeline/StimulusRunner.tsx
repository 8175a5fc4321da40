import { ChevronDown, Pencil, Play, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { Tooltip } from '../common/Tooltip.tsx';
import { useT } from '../i18n/I18n.tsx';
import fold from './fold.module.css';
import { StimulusDialog } from './StimulusDialog.tsx';
import { stimulusCommand, stimulusLabel } from './stimulus-label.ts';
import styles from './StimulusRunner.module.css';
import type { Player } from './use-player.ts';

/** What is sent, and the button that sends it. */
export function StimulusRunner({ player }: { readonly player: Player }) {
  const t = useT().timeline;
  const [dialog, setDialog] = useState<'new' | 'edit' | undefined>();
  const document = useApp((state) => state.document);
  const chosen = useApp((state) => state.document.stimuli.find(({ id }) => id === state.stimulus));
  const { chooseStimulus, removeStimulus } = useActions();
  const label = chosen ? stimulusLabel(chosen, document, t) : t.noStimulus;
  return (
    <div className={styles.runner}>
      <Menu
        side="top"
        align="end"
        trigger={
          <Button small className={styles.choose} aria-label={t.chooseStimulus(label)}>
            <span className={fold.common}>
              <span className={styles.label}>{label}</span>
            </span>
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {document.stimuli.length > 0 && (
          <MenuChoice
            label={t.stimuli}
            value={chosen?.id ?? ''}
            options={document.stimuli.map((stimulus) => ({
              value: stimulus.id,
              label: stimulusLabel(stimulus, document, t),
            }))}
            onChange={chooseStimulus}
          />
        )}
        {document.stimuli.length > 0 && <MenuSeparator />}
        <MenuItem icon={Plus} onSelect={() => setDialog('new')}>
          {t.newStimulus}
        </MenuItem>
        {chosen && (
          <>
            <MenuItem icon={Pencil} onSelect={() => setDialog('edit')}>
              {t.editStimulus}
            </MenuItem>
            <MenuItem icon={Trash2} danger onSelect={() => removeStimulus(chosen.id)}>
              {t.removeStimulus}
            </MenuItem>
          </>
        )}
      </Menu>
      <Tooltip text={chosen ? <code>{stimulusCommand(chosen)}</code> : t.newStimulus}>
        <Button small className={styles.run} onClick={() => (chosen ? player.run() : setDialog('new'))}>
          <Play aria-hidden />
          {t.run}
        </Button>
      </Tooltip>
      {dialog && (
        <StimulusDialog
          {...(dialog === 'edit' && chosen && { editing: chosen })}
          onClose={() => setDialog(undefined)}
          onRun={player.run}
        />
      )}
    </div>
  );
}
