import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import type { ProtocolFilter } from '../../store/app-state.ts';
import styles from './FilterChips.module.css';

const GROUPS: readonly ProtocolFilter[] = ['arp', 'icmp', 'udp', 'bridge', 'route'];

/** Which protocols the timeline shows. None pressed: all. */
export function FilterChips() {
  const t = useT().timeline;
  const { setFilter } = useActions();
  const filter = useApp((state) => state.filter);
  const toggle = (group: ProtocolFilter) =>
    setFilter(filter.includes(group) ? filter.filter((other) => other !== group) : [...filter, group]);
  return (
    <div className={styles.chips} role="group" aria-label={t.filter}>
      {GROUPS.map((group) => (
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
