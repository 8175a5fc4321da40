// What follows when a card grows: others make room, and all of the lab stays in view if the user hasn't moved that.

import { useEffect } from 'react';
import { useReactFlow } from 'reactflow';
import { useAppStore } from '../app/store-context.ts';
import { makeRoom } from './model/make-room.ts';
import type { Rect } from './model/rect.ts';
import { useCanvasScope } from './scope.ts';
import { FIT, glide } from './use-canvas-verbs.ts';

/** Less is a tag that became longer. */
const GROWTH = 8;

export function useGrowth(): void {
  const flow = useReactFlow();
  const store = useAppStore();
  const scope = useCanvasScope();
  useEffect(() => {
    let before = scope.geometry.get().cards;
    return scope.geometry.subscribe(() => {
      const { cards } = scope.geometry.get();
      const grown = grownCard(before, cards);
      const old = grown === undefined ? undefined : before.get(grown);
      before = cards;
      if (grown === undefined || !old) return;
      // Not within the render that measured it.
      queueMicrotask(() => {
        const moves = makeRoom(scope.geometry.get().cards, grown, old);
        if (moves.size > 0) store.getState().actions.makeRoom(Object.fromEntries(moves));
        if (scope.untouched.get())
          requestAnimationFrame(() => void flow.fitView({ ...FIT, duration: glide() }));
      });
    });
  }, [flow, store, scope]);
}

/** A card that is where it was, and larger. */
function grownCard(before: ReadonlyMap<string, Rect>, after: ReadonlyMap<string, Rect>): string | undefined {
  if (before === after) return undefined;
  for (const [id, now] of after) {
    const was = before.get(id);
    if (!was || was === now || was.x !== now.x || was.y !== now.y) continue;
    if (now.width > was.width + GROWTH || now.height > was.height + GROWTH) return id;
  }
  return undefined;
}
