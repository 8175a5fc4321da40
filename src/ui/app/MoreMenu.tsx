import { CircleHelp, Ellipsis } from 'lucide-react';
import type { Theme } from '../../store/app-state.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../common/Menu.tsx';
import { LANGUAGES } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';
import { usePage } from './page-scope.ts';
import { useActions, useApp } from './store-context.ts';

export const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** Theme, language and help. */
export function MoreMenu() {
  const t = useT();
  const page = usePage();
  const { setTheme, setLanguage } = useActions();
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" aria-label={t.app.settings}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label={t.app.theme}
        value={theme}
        onChange={setTheme}
        options={THEMES.map((value) => ({ value, label: t.app.themes[value] }))}
      />
      <MenuSeparator />
      <MenuChoice
        label={t.app.language}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <MenuSeparator />
      <MenuItem icon={CircleHelp} keys="?" onSelect={() => page.dialog.set('help')}>
        {t.app.help}
      </MenuItem>
    </Menu>
  );
}
