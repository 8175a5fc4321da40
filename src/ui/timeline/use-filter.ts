import type { ProtocolFilter } from '../../store/app-state.ts';
import { useActions, useApp } from '../app/store-context.ts';

export const FILTER_GROUPS: readonly ProtocolFilter[] = ['arp', 'icmp', 'udp', 'bridge', 'route'];

interface Filter {
  /** None: all are shown. */
  readonly filter: readonly ProtocolFilter[];
  readonly toggle: (group: ProtocolFilter) => void;
}

/** Which protocols the timeline shows. */
export function useFilter(): Filter {
  const { setFilter } = useActions();
  const filter = useApp((state) => state.filter);
  const toggle = (group: ProtocolFilter) =>
    setFilter(filter.includes(group) ? filter.filter((other) => other !== group) : [...filter, group]);
  return { filter, toggle };
}
