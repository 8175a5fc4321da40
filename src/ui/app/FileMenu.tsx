import { ChevronDown, FilePlus2, FolderOpen, History } from 'lucide-react';
import { EXAMPLES, exampleDocument } from '../../document/examples.ts';
import { Button } from '../common/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { usePage } from './page-scope.ts';
import { useActions, useApp } from './store-context.ts';

/** How many of the labs in this browser the menu lists. */
const RECENT = 5;

export function FileMenu() {
  const t = useT();
  const page = usePage();
  const language = useApp((state) => state.language);
  const recent = useApp((state) => state.recent);
  const { newLab, openRecent, openDocument } = useActions();
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          {t.app.file}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={FilePlus2} onSelect={newLab}>
        {t.app.newLab}
      </MenuItem>
      <MenuItem icon={FolderOpen} onSelect={page.chooseFile}>
        {t.app.open}
      </MenuItem>
      {recent.length > 0 && <MenuLabel>{t.app.recent}</MenuLabel>}
      {recent.slice(0, RECENT).map((lab) => (
        <MenuItem
          key={lab.slot}
          icon={History}
          hint={new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
            lab.savedAt,
          )}
          onSelect={() => openRecent(lab.slot)}
        >
          {lab.name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuLabel>{t.app.examples}</MenuLabel>
      {EXAMPLES.map((example) => (
        <MenuItem key={example.id} onSelect={() => openDocument(exampleDocument(example, language))}>
          {example.title[language]}
        </MenuItem>
      ))}
    </Menu>
  );
}
