import { useState } from 'react';
import { Calm } from '../app/Calm.tsx';
import { useApp } from '../app/store-context.ts';
import { EmptyRun } from './EmptyRun.tsx';
import { EventList } from './EventList.tsx';
import { Ladder } from './Ladder.tsx';
import { RunBanner } from './RunBanner.tsx';
import { Scrubber } from './Scrubber.tsx';
import { StepAnnouncer } from './StepAnnouncer.tsx';
import styles from './Timeline.module.css';
import { TransportBar } from './TransportBar.tsx';
import { usePlayer } from './use-player.ts';
import { usePlayerKeys } from './use-player-keys.ts';

/** The run: its controls above, its steps as a list or as a ladder below. */
export function Timeline() {
  const [ladder, setLadder] = useState(false);
  const hasRun = useApp((state) => state.length > 0);
  const player = usePlayer();
  usePlayerKeys(player);
  return (
    <div className={styles.timeline}>
      <TransportBar player={player} ladder={ladder} onLadder={setLadder} />
      <Calm>
        <Scrubber />
        {hasRun ? (
          <>
            {ladder ? <Ladder /> : <EventList />}
            <RunBanner />
          </>
        ) : (
          <EmptyRun player={player} />
        )}
        <StepAnnouncer />
      </Calm>
    </div>
  );
}
