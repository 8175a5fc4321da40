import { Timer } from 'lucide-react';
import { useActions } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuItem, MenuLabel } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import fold from './fold.module.css';

const SECONDS = [1, 10, 60, 300] as const;

/** Lets virtual time pass: timers run, nothing new is sent. */
export function WaitMenu() {
  const t = useT().timeline;
  return (
    <Menu
      side="top"
      align="end"
      trigger={
        <Button small look="ghost" title={t.waitMenu}>
          <Timer aria-hidden />
          <span className={fold.word}>{t.wait}</span>
        </Button>
      }
    >
      <WaitItems />
    </Menu>
  );
}

export function WaitItems() {
  const t = useT().timeline;
  const { wait } = useActions();
  return (
    <>
      <MenuLabel>{t.waitMenu}</MenuLabel>
      {SECONDS.map((seconds) => (
        <MenuItem key={seconds} hint={t.waitHint[seconds]} onSelect={() => wait(seconds)}>
          {t.waitFor[seconds]}
        </MenuItem>
      ))}
    </>
  );
}
