import { useCallback } from 'react';
import type { TerminalTab } from '../../store/terminal-state.ts';
import { useApp } from '../app/store-context.ts';

/** `A`, `A/red`, `A (2)`. */
export function useTerminalNames(): (tab: Omit<TerminalTab, 'id'>) => string {
  const machines = useApp((state) => state.document.machines);
  return useCallback(
    ({ machine, netns: home, shellIn: netns = home, nth }) => {
      const name = machines.find(({ id }) => id === machine)?.name ?? machine;
      return `${name}${netns === '' ? '' : `/${netns}`}${nth > 1 ? ` (${nth})` : ''}`;
    },
    [machines],
  );
}
