import { useState } from 'react';
import { Group, Panel } from 'react-resizable-panels';
import { Canvas } from '../canvas/Canvas.tsx';
import { useT } from '../i18n/I18n.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Palette } from '../palette/Palette.tsx';
import { TerminalDock } from '../terminal/TerminalDock.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { PanelEdge } from './PanelEdge.tsx';
import { usePage } from './page-scope.ts';
import { useApp } from './store-context.ts';
import styles from './Panels.module.css';
import { isNarrow } from './use-folds.ts';
import { usePanelSizes } from './use-panel-sizes.ts';

/** A panel that folds to nothing and keeps its width when the window changes. */
const FOLDING = {
  collapsible: true,
  collapsedSize: 0,
  groupResizeBehavior: 'preserve-pixel-size',
} as const;

/** Eighty columns, where the timeline keeps its half. */
const terminalWidth = (): number => Math.min(612, Math.round(innerWidth * 0.48));

export function Panels() {
  const t = useT();
  const { palette, inspector, timeline } = usePage().folds;
  const names = t.app.panels;
  const { sizeOf, terminal, onLayoutChanged } = usePanelSizes();
  const hasTerminal = useApp((state) => state.terminal !== undefined);
  /** The terminal can be drawn over the timeline's whole width. */
  const [isPushedAside, setPushedAside] = useState(false);
  return (
    <Group orientation="vertical" className={styles.body} onLayoutChanged={onLayoutChanged}>
      <Panel id="upper-panel" minSize={200}>
        <Group orientation="horizontal" onLayoutChanged={onLayoutChanged}>
          <Panel
            id="palette-panel"
            {...FOLDING}
            {...palette.panel}
            defaultSize={sizeOf('palette', isNarrow ? 0 : 200)}
            minSize={164}
            maxSize={320}
          >
            <aside className={styles.panel} id="palette" aria-label={names.palette} hidden={palette.folded}>
              <Palette />
            </aside>
          </Panel>
          <PanelEdge label={names.resize(names.palette)} />
          <Panel id="canvas-panel" minSize={280}>
            <main className={styles.canvas} id="canvas" aria-label={names.canvas} tabIndex={-1}>
              <Canvas />
            </main>
          </Panel>
          <PanelEdge label={names.resize(names.inspector)} />
          <Panel
            id="inspector-panel"
            {...FOLDING}
            {...inspector.panel}
            defaultSize={sizeOf('inspector', isNarrow ? 312 : 364)}
            minSize={272}
            maxSize={680}
          >
            <aside
              className={styles.panel}
              id="inspector"
              aria-label={names.inspector}
              tabIndex={-1}
              hidden={inspector.folded}
            >
              <Inspector />
            </aside>
          </Panel>
        </Group>
      </Panel>
      <PanelEdge label={names.resize(names.timeline)} />
      <Panel
        id="timeline-panel"
        {...FOLDING}
        {...timeline.panel}
        defaultSize={sizeOf('timeline', 252)}
        minSize={132}
      >
        <Group orientation="horizontal" onLayoutChanged={onLayoutChanged}>
          <Panel
            id="run-panel"
            minSize={isNarrow && hasTerminal ? 0 : 550}
            collapsible={hasTerminal}
            onResize={({ inPixels }) => setPushedAside(inPixels < 1)}
          >
            <section
              className={styles.panel}
              id="timeline"
              aria-label={names.timeline}
              tabIndex={-1}
              hidden={timeline.folded || isPushedAside || (isNarrow && hasTerminal)}
            >
              <Timeline />
            </section>
          </Panel>
          {hasTerminal && (
            <>
              {!isNarrow && <PanelEdge label={names.resize(t.terminal.title)} />}
              <Panel
                id="terminal-panel"
                groupResizeBehavior="preserve-pixel-size"
                panelRef={terminal}
                defaultSize={isNarrow ? '100%' : sizeOf('terminal', terminalWidth())}
                minSize={240}
              >
                <TerminalDock />
              </Panel>
            </>
          )}
        </Group>
      </Panel>
    </Group>
  );
}
