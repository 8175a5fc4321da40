import {
  ChartNoAxesGantt,
  Pause,
  Play,
  RotateCcw,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
} from 'lucide-react';
import { Calm } from '../app/Calm.tsx';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { Tooltip } from '../common/Tooltip.tsx';
import { useT } from '../i18n/I18n.tsx';
import { TerminalButton } from '../terminal/TerminalButton.tsx';
import fold from './fold.module.css';
import { FilterChips } from './FilterChips.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { Position } from './Position.tsx';
import { RunMenu } from './RunMenu.tsx';
import { SpeedMenu } from './SpeedMenu.tsx';
import { StimulusRunner } from './StimulusRunner.tsx';
import styles from './TransportBar.module.css';
import type { Player } from './use-player.ts';
import { WaitMenu } from './WaitMenu.tsx';

interface TransportBarProps {
  readonly player: Player;
  readonly ladder: boolean;
  readonly onLadder: (ladder: boolean) => void;
}

export function TransportBar({ player, ladder, onLadder }: TransportBarProps) {
  const t = useT().timeline;
  const { resetRun } = useActions();
  const hasRun = useApp((state) => state.length > 0);
  return (
    <div className={styles.bar}>
      <Transport player={player} />
      <SpeedMenu />
      <Calm>
        <Position />
      </Calm>
      <span className={styles.space} />
      <span className={fold.open}>
        <FilterChips />
      </span>
      <span className={fold.folded}>
        <FilterMenu />
      </span>
      <Tooltip text={t.ladderHint}>
        <Button small aria-pressed={ladder} onClick={() => onLadder(!ladder)}>
          <ChartNoAxesGantt aria-hidden />
          <span className={fold.word}>{t.ladder}</span>
        </Button>
      </Tooltip>
      <TerminalButton />
      <span className={styles.rule} aria-hidden />
      <span className={fold.common}>
        <WaitMenu />
        <IconButton icon={RotateCcw} label={t.resetHint} small disabled={!hasRun} onClick={resetRun} />
      </span>
      <span className={fold.rare}>
        <RunMenu />
      </span>
      <StimulusRunner player={player} />
    </div>
  );
}

function Transport({ player }: { readonly player: Player }) {
  const t = useT().timeline;
  const playing = useApp((state) => state.playing || state.live === 'running');
  const atStart = useApp((state) => state.cursor < 0);
  const atEnd = useApp((state) => state.cursor >= state.length - 1);
  return (
    <div className={styles.transport} role="group" aria-label={t.transport}>
      <IconButton
        icon={SkipBack}
        label={t.toStart}
        keys="Home"
        small
        disabled={atStart}
        onClick={player.toStart}
      />
      <IconButton
        icon={StepBack}
        label={t.stepBack}
        keys="←"
        small
        disabled={atStart}
        onClick={player.back}
      />
      <IconButton
        icon={playing ? Pause : Play}
        label={playing ? t.pause : t.play}
        keys="Space"
        look="primary"
        className={styles.play}
        onClick={player.toggle}
      />
      <IconButton
        icon={StepForward}
        label={t.step}
        keys="→"
        small
        disabled={atEnd}
        onClick={player.forward}
      />
      <IconButton
        icon={SkipForward}
        label={t.toEnd}
        keys="End"
        small
        disabled={atEnd}
        onClick={player.toEnd}
      />
    </div>
  );
}
