import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { formatTime } from './format-time.ts';
import styles from './Scrubber.module.css';
import { ratioOf, scrubberTicks, TICKS_HEIGHT, TICKS_WIDTH } from './scrubber-ticks.ts';
import { useRun } from './use-run.ts';
import { useStepTitle } from './use-step-title.ts';

/** The whole run as a track: drag it, or step along it with the keys of a slider. */
export function Scrubber() {
  const t = useT().timeline;
  const cursor = useApp((state) => state.cursor);
  const length = useApp((state) => state.length);
  const at = useApp((state) => state.lab.world.events[state.cursor]?.at ?? 0);
  const title = useStepTitle();
  const { seek } = useActions();
  const { onKeyDown, onPointer } = useScrubbing(cursor, length);
  const ratio = ratioOf(cursor, length);
  return (
    <div
      className={styles.scrubber}
      role="slider"
      tabIndex={0}
      aria-label={t.scrubber}
      aria-disabled={length === 0}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={cursor + 1}
      aria-valuetext={
        cursor < 0 ? t.atStart(length) : `${t.position(cursor + 1, length)}, ${formatTime(at)}, ${title}`
      }
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (length === 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(onPointer(event));
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(onPointer(event));
      }}
    >
      <div className={styles.track}>
        <div className={styles.past} style={{ transform: `scaleX(${ratio})` }} />
        <Ticks />
        <div
          className={styles.thumb}
          data-idle={length === 0 || undefined}
          style={{ left: `${ratio * 100}%` }}
        />
      </div>
    </div>
  );
}

function useScrubbing(cursor: number, length: number) {
  const { step, stepBack, seek, seekStart, seekEnd } = useActions();
  const leap = Math.max(1, Math.round(length / 10));
  const verbs: Readonly<Record<string, () => void>> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: stepBack,
    ArrowDown: stepBack,
    PageUp: () => seek(Math.min(length - 1, cursor + leap)),
    PageDown: () => seek(Math.max(-1, cursor - leap)),
    Home: seekStart,
    End: seekEnd,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const verb = verbs[event.key];
    if (!verb || length === 0) return;
    event.preventDefault();
    verb();
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const track = event.currentTarget.firstElementChild ?? event.currentTarget;
    const { left, width } = track.getBoundingClientRect();
    const ratio = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return Math.round(ratio * length) - 1;
  };
  return { onKeyDown, onPointer };
}

function Ticks() {
  const run = useRun();
  const paths = useMemo(() => [...scrubberTicks(run.events)], [run]);
  return (
    <svg
      className={styles.ticks}
      viewBox={`0 0 ${TICKS_WIDTH} ${TICKS_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {paths.map(([kind, path]) => (
        <path key={kind} d={path} data-kind={kind} />
      ))}
    </svg>
  );
}
