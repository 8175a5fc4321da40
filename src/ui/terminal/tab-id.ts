import type { TerminalTab } from '../../store/terminal-state.ts';

/** The element that a terminal is left for. */
export function tabId(tab: Pick<TerminalTab, 'id'>): string {
  return `terminal-tab-${tab.id.replaceAll(/[^\w-]/g, '_')}`;
}
