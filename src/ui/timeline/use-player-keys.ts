// The player's keys work wherever the focus is, unless what has it needs them: a text field, a menu, a tab, a slider, a
// button (Space), the canvas (arrows move the selection).

import { useEffect } from 'react';
import type { Player } from './use-player.ts';

const TEXT = 'input, textarea, select, [contenteditable="true"]';
const WIDGET =
  '[role="menu"], [role="dialog"], [role="tablist"], [role="slider"], [role="separator"], [role="radiogroup"], [role="grid"]';
const PRESSABLE = 'button, a, summary, [role="button"], [role="switch"], [role="tab"], [role="checkbox"]';
const CANVAS_THING = '.react-flow__node, .react-flow__edge, .react-flow__nodesselection-rect';

/** Does what has the focus use this key itself? */
function keyIsTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TEXT) || target.closest(WIDGET)) return true;
  if (key === ' ') return target.closest(`${PRESSABLE}, ${CANVAS_THING}`) !== null;
  return target.closest(CANVAS_THING) !== null;
}

export function usePlayerKeys(player: Player): void {
  useEffect(() => {
    const verbs: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => player.back(),
      ArrowRight: () => player.forward(),
      'Shift+ArrowLeft': () => player.hop(-1),
      'Shift+ArrowRight': () => player.hop(1),
      ' ': () => player.toggle(),
      Home: () => player.toStart(),
      End: () => player.toEnd(),
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const verb = verbs[event.shiftKey ? `Shift+${event.key}` : event.key];
      if (!verb || keyIsTaken(event.target, event.key)) return;
      event.preventDefault();
      verb();
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [player]);
}
