import { useT } from '../i18n/I18n.tsx';
import styles from './FilterChips.module.css';
import { FILTER_GROUPS, useFilter } from './use-filter.ts';

/** Which protocols the timeline shows. None pressed: all. */
export function FilterChips() {
  const t = useT().timeline;
  const { filter, toggle } = useFilter();
  return (
    <div className={styles.chips} role="group" aria-label={t.filter}>
      {FILTER_GROUPS.map((group) => (
        <button
          key={group}
          type="button"
          className={styles.chip}
          data-group={group}
          aria-pressed={filter.includes(group)}
          onClick={() => toggle(group)}
        >
          <span className={styles.dot} aria-hidden />
          {t.groups[group]}
        </button>
      ))}
    </div>
  );
}
