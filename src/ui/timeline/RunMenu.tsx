import { Ellipsis, RotateCcw } from 'lucide-react';
import { useActions, useApp } from '../app/store-context.ts';
import { IconButton } from '../common/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { WaitItems } from './WaitMenu.tsx';

/** The rarer verbs of the player, where there is no room for their buttons. */
export function RunMenu() {
  const t = useT().timeline;
  const { resetRun } = useActions();
  const hasRun = useApp((state) => state.length > 0);
  return (
    <Menu side="top" align="end" trigger={<IconButton icon={Ellipsis} label={t.more} small />}>
      <WaitItems />
      <MenuSeparator />
      <MenuItem icon={RotateCcw} disabled={!hasRun} onSelect={resetRun}>
        {t.resetHint}
      </MenuItem>
    </Menu>
  );
}
