import { Maximize, Minus, Plus } from 'lucide-react';
import { Panel } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { IconButton } from '../common/IconButton.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './CanvasControls.module.css';
import { useCanvasScope } from './scope.ts';

const STEP = 1.25;

export function CanvasControls() {
  const t = useT();
  const verbs = useCell(useCanvasScope().verbs, (state) => state);
  return (
    <Panel position="bottom-left">
      <div className={styles.controls} role="toolbar" aria-label={t.canvas.controls}>
        <IconButton icon={Minus} label={t.canvas.zoomOut} small onClick={() => verbs.zoom(1 / STEP)} />
        <IconButton icon={Plus} label={t.canvas.zoomIn} small onClick={() => verbs.zoom(STEP)} />
        <IconButton icon={Maximize} label={t.canvas.fit} keys="Shift+1" small onClick={verbs.fit} />
      </div>
    </Panel>
  );
}
