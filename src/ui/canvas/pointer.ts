// What lies under the pointer.

import type { Point } from './model/rect.ts';

export function pointOf(event: MouseEvent | TouchEvent): Point {
  if ('changedTouches' in event) {
    const touch = event.changedTouches[0];
    return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
  }
  return { x: event.clientX, y: event.clientY };
}

/** The machine whose card is under the event. */
export function machineUnder(event: MouseEvent | TouchEvent): string | undefined {
  const { x, y } = pointOf(event);
  const card = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
  return card?.dataset['id'];
}

/** The element of a card, a cable or what is inside a card: what the menu opens at, and where focus goes back to. */
export function elementOf(kind: 'machine' | 'cable' | 'inside', id: string): HTMLElement | null {
  if (kind === 'inside') return document.querySelector<HTMLElement>(`[data-inside="${CSS.escape(id)}"]`);
  const place = kind === 'machine' ? 'node' : 'edge';
  return document.querySelector<HTMLElement>(`.react-flow__${place}[data-id="${CSS.escape(id)}"]`);
}

/** React Flow hides a new card until it is measured, and what is hidden takes no focus: tried for some frames. */
export function focusWhenShown(machine: string, tries = 20): void {
  const element = elementOf('machine', machine);
  element?.focus();
  if (tries > 0 && document.activeElement !== element) {
    requestAnimationFrame(() => focusWhenShown(machine, tries - 1));
  }
}
