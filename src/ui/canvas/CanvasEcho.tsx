import { X } from 'lucide-react';
import { useState } from 'react';
import { Panel } from 'reactflow';
import { useApp } from '../app/store-context.ts';
import { IconButton } from '../common/IconButton.tsx';
import { useT } from '../i18n/I18n.tsx';
import { CommandLine } from '../inspector/CommandLine.tsx';
import styles from './CanvasEcho.module.css';

/** What was just done by hand, as it is typed in a shell. The Device panel has its own. */
export function CanvasEcho() {
  const t = useT();
  const last = useApp((state) => (state.inspectorTab === 'device' ? undefined : state.lastCommand));
  const [dismissed, dismiss] = useState<typeof last>();
  const shown = last === dismissed ? undefined : last;
  return (
    <Panel position="top-left" className={styles.panel}>
      <div role="status" aria-label={shown && t.canvas.sameInShell(shown.machine)}>
        {shown && (
          <div className={styles.echo}>
            <CommandLine command={shown.command} machine={shown.machine} />
            <IconButton icon={X} label={t.common.close} small onClick={() => dismiss(last)} />
          </div>
        )}
      </div>
    </Panel>
  );
}
