import { memo, useEffect, useRef } from 'react';
import { useStore, ViewportPortal } from 'reactflow';
import { useAppStore } from '../app/store-context.ts';
import { wireAt } from './model/inside-place.ts';
import styles from './PacketLayer.module.css';
import { createPacketLayer } from './packet-layer.ts';
import { useCanvasScope } from './scope.ts';

/** Below this zoom capsules keep their size on the screen, to stay readable. */
const READABLE_ZOOM = 0.85;

/** Packets in flight. For the eye only: the timeline says the same in words. */
export const PacketLayer = memo(function PacketLayer() {
  return (
    <ViewportPortal>
      <Capsules />
    </ViewportPortal>
  );
});

/** A component of its own: the portal renders nothing before React Flow is there. */
function Capsules() {
  const container = useRef<HTMLDivElement>(null);
  const scale = useStore((state) => Math.max(1, READABLE_ZOOM / state.transform[2]));
  usePackets(container);
  return <div ref={container} className={styles.layer} style={{ '--capsule-scale': scale }} aria-hidden />;
}

/** Draws once whenever something changed, and at every painted frame while anything moves. */
function usePackets(container: React.RefObject<HTMLDivElement | null>): void {
  const store = useAppStore();
  const scope = useCanvasScope();

  useEffect(() => {
    if (!container.current) return;
    const layer = createPacketLayer(container.current, { capsule: styles.capsule });
    const stillness = matchMedia('(prefers-reduced-motion: reduce)');
    let pending = 0;

    const draw = () => {
      pending = 0;
      const { playback } = store.getState();
      layer.draw({
        frames: playback.flying(),
        cable: (id) => scope.topology.get().cable(id),
        curve: (id) => scope.geometry.get().cable(id),
        wire: (end) => wireAt(scope.topology.get(), scope.geometry.get(), end),
        still: stillness.matches,
      });
      if (playback.isMoving()) ask();
    };
    const ask = () => {
      if (pending === 0) pending = requestAnimationFrame(draw);
    };

    const stops = [store.subscribe(ask), scope.geometry.subscribe(ask)];
    ask();
    return () => {
      cancelAnimationFrame(pending);
      for (const stop of stops) stop();
      layer.destroy();
    };
  }, [container, store, scope]);
}
