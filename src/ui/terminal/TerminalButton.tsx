import { SquareTerminal } from 'lucide-react';
import { useAppStore, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Tooltip } from '../common/Tooltip.tsx';
import { useT } from '../i18n/I18n.tsx';
import fold from '../timeline/fold.module.css';
import { toggleTerminals } from './toggle-terminals.ts';

/** Shows the terminals, or opens the first one; folds them away again. */
export function TerminalButton() {
  const t = useT().terminal;
  const store = useAppStore();
  const shown = useApp((state) => state.terminal !== undefined);
  const nobody = useApp((state) => state.document.machines.length === 0);
  return (
    <Tooltip text={nobody ? t.nobody : shown ? t.hide : t.open} keys="T">
      <Button small aria-pressed={shown} disabled={nobody} onClick={() => toggleTerminals(store)}>
        <SquareTerminal aria-hidden />
        <span className={fold.word}>{t.title}</span>
      </Button>
    </Tooltip>
  );
}
