// The frame: header, palette, canvas, inspector, timeline. Every panel is a landmark, can be resized from mouse and
// keyboard, and folds away.

import { Group, Panel } from 'react-resizable-panels';
import { useState } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { CanvasScopeContext, createCanvasScope } from '../canvas/scope.ts';
import { useT } from '../i18n/I18n.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Palette } from '../palette/Palette.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { Header } from './Header.tsx';
import { PanelEdge } from './PanelEdge.tsx';
import styles from './Shell.module.css';
import { SkipLinks } from './SkipLinks.tsx';
import { useFolds } from './use-folds.ts';
import { useTheme } from './use-theme.ts';

export function Shell() {
  const t = useT();
  const folds = useFolds();
  const [scope] = useState(createCanvasScope);
  useTheme();
  return (
    <CanvasScopeContext value={scope}>
      <div className={styles.shell}>
        <SkipLinks />
        <Header folds={folds} />
        <Group orientation="vertical" className={styles.body}>
          <Panel id="upper" minSize={200}>
            <Group orientation="horizontal">
              <Panel
                id="palette"
                {...folds.palette.panel}
                defaultSize={200}
                minSize={156}
                maxSize={320}
                collapsible
                collapsedSize={0}
                groupResizeBehavior="preserve-pixel-size"
              >
                <aside className={styles.panel} id="palette" aria-label={t.app.panels.palette}>
                  <Palette />
                </aside>
              </Panel>
              <PanelEdge label={t.app.panels.resize(t.app.panels.palette)} />
              <Panel id="canvas" minSize={280}>
                <main className={styles.canvas} id="canvas" aria-label={t.app.panels.canvas} tabIndex={-1}>
                  <Canvas />
                </main>
              </Panel>
              <PanelEdge label={t.app.panels.resize(t.app.panels.inspector)} />
              <Panel
                id="inspector"
                {...folds.inspector.panel}
                defaultSize={356}
                minSize={264}
                maxSize={640}
                collapsible
                collapsedSize={0}
                groupResizeBehavior="preserve-pixel-size"
              >
                <aside
                  className={styles.panel}
                  id="inspector"
                  aria-label={t.app.panels.inspector}
                  tabIndex={-1}
                >
                  <Inspector />
                </aside>
              </Panel>
            </Group>
          </Panel>
          <PanelEdge label={t.app.panels.resize(t.app.panels.timeline)} />
          <Panel
            id="timeline"
            {...folds.timeline.panel}
            defaultSize={244}
            minSize={120}
            collapsible
            collapsedSize={0}
            groupResizeBehavior="preserve-pixel-size"
          >
            <section className={styles.panel} id="timeline" aria-label={t.app.panels.timeline} tabIndex={-1}>
              <Timeline />
            </section>
          </Panel>
        </Group>
      </div>
    </CanvasScopeContext>
  );
}
