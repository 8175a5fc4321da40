import { ListFilter } from 'lucide-react';
import { IconButton } from '../common/IconButton.tsx';
import { Menu, MenuCheck, MenuLabel } from '../common/Menu.tsx';
import { useT } from '../i18n/I18n.tsx';
import { FILTER_GROUPS, useFilter } from './use-filter.ts';

/** The filters of the timeline where there is no room for the chips. */
export function FilterMenu() {
  const t = useT().timeline;
  const { filter, toggle } = useFilter();
  return (
    <Menu
      side="top"
      align="end"
      trigger={<IconButton icon={ListFilter} label={t.filter} small aria-pressed={filter.length > 0} />}
    >
      <MenuLabel>{t.filter}</MenuLabel>
      {FILTER_GROUPS.map((group) => (
        <MenuCheck key={group} checked={filter.includes(group)} onChange={() => toggle(group)}>
          {t.groups[group]}
        </MenuCheck>
      ))}
    </Menu>
  );
}
