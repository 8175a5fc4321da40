import { memo, useEffect, useRef } from 'react';
import { useStoreApi } from 'reactflow';
import { useAppStore } from '../app/store-context.ts';
import type { CapsulePalette } from './capsule-sprite.ts';
import { wireAt } from './model/inside-place.ts';
import styles from './PacketLayer.module.css';
import { createPacketLayer } from './packet-layer.ts';
import { useCanvasScope } from './scope.ts';

/** More pixels are more than an eye tells apart in what moves, and four times the work. */
const SHARPEST = 2;

const PROTOCOLS = ['arp', 'icmp', 'udp', 'other'] as const;

/** Packets in flight. For the eye only: the timeline says the same in words. */
export const PacketLayer = memo(function PacketLayer() {
  const surface = useRef<HTMLCanvasElement>(null);
  const swatches = useRef<HTMLSpanElement>(null);
  usePackets(surface, swatches);
  return (
    <>
      <canvas ref={surface} className={styles.layer} aria-hidden />
      <span ref={swatches} hidden>
        {PROTOCOLS.map((protocol) => (
          <span key={protocol} className={styles.swatch} data-protocol={protocol} />
        ))}
      </span>
    </>
  );
});

type Ref<T> = React.RefObject<T | null>;

/** Draws once whenever something changed, and at every painted frame while anything moves. */
function usePackets(surface: Ref<HTMLCanvasElement>, swatches: Ref<HTMLSpanElement>): void {
  const store = useAppStore();
  const scope = useCanvasScope();
  const flow = useStoreApi();

  useEffect(() => {
    if (!surface.current) return;
    const layer = createPacketLayer(surface.current, () => readPalette(swatches.current));
    const stillness = matchMedia('(prefers-reduced-motion: reduce)');
    const darkness = matchMedia('(prefers-color-scheme: dark)');
    let pending = 0;

    const draw = () => {
      pending = 0;
      const { playback } = store.getState();
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      layer.draw({
        frames: playback.flying(),
        cable: (id) => scope.topology.get().cable(id),
        curve: (id) => scope.geometry.get().cable(id),
        wire: (end) => wireAt(scope.topology.get(), scope.geometry.get(), end),
        still: stillness.matches,
        view: { x, y, zoom },
        size: { width, height },
        ratio: Math.min(devicePixelRatio, SHARPEST),
      });
      if (playback.isMoving()) ask();
    };
    const ask = () => {
      if (pending === 0) pending = requestAnimationFrame(draw);
    };
    const restyle = () => {
      layer.restyle();
      ask();
    };

    const stops = [
      store.subscribe((state, before) => (state.theme === before.theme ? ask() : restyle())),
      scope.geometry.subscribe(ask),
      flow.subscribe((state, before) => {
        const isSame = state.transform === before.transform && state.width === before.width;
        if (!isSame || state.height !== before.height) ask();
      }),
      listen(darkness, restyle),
    ];
    ask();
    return () => {
      cancelAnimationFrame(pending);
      for (const stop of stops) stop();
    };
  }, [surface, swatches, store, scope, flow]);
}

function listen(query: MediaQueryList, listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** What the style sheet makes of the tokens in this theme. */
function readPalette(swatches: HTMLElement | null): CapsulePalette {
  const styleOf = (protocol: string) =>
    getComputedStyle(swatches?.querySelector(`[data-protocol=${protocol}]`) ?? document.body);
  const { color, fontFamily } = styleOf('other');
  const fill = (protocol: string) => styleOf(protocol).backgroundColor;
  return {
    fill: { arp: fill('arp'), icmp: fill('icmp'), udp: fill('udp'), other: fill('other') },
    text: color,
    font: `600 11px ${fontFamily}`,
  };
}
