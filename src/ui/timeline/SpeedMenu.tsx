import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuChoice } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './SpeedMenu.module.css';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

export function SpeedMenu() {
  const t = useT().timeline;
  const { setSpeed } = useActions();
  const speed = useApp((state) => state.speed);
  return (
    <Menu
      side="top"
      trigger={
        <Button small look="ghost" className={styles.speed} aria-label={`${t.speed}: ${t.speedOf(speed)}`}>
          {t.speedOf(speed)}
        </Button>
      }
    >
      <MenuChoice
        label={t.speed}
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value: String(value), label: t.speedOf(value) }))}
        onChange={(value) => setSpeed(Number(value))}
      />
    </Menu>
  );
}
