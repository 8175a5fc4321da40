import { useState } from 'react';
import type { NetnsId } from '../../engine/ids.ts';
import { useActions, useAppStore } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import { CommandLine } from './CommandLine.tsx';
import { commandOp } from './command-op.ts';
import styles from './FixList.module.css';
import { useNames } from './use-names.ts';

export interface ShownFix {
  readonly command: string;
  readonly netns: NetnsId | undefined;
  /** What it does, if the command isn't plain. */
  readonly note?: string;
}

/** Commands that would repair it. One that is a single operation has a button that does it. */
export function FixList({ fixes }: { readonly fixes: readonly ShownFix[] }) {
  return (
    <ul className={styles.list}>
      {fixes.map((fix) => (
        <FixItem key={`${fix.netns} ${fix.command}`} fix={fix} />
      ))}
    </ul>
  );
}

function FixItem({ fix }: { readonly fix: ShownFix }) {
  const t = useT().inspector.step;
  const names = useNames();
  const store = useAppStore();
  const { applyOps } = useActions();
  const [outcome, setOutcome] = useState<{ readonly error?: string } | undefined>();
  const { netns } = fix;
  const op = netns === undefined ? undefined : commandOp(netns, fix.command);
  const machine = netns === undefined ? '' : names.netns(netns);
  const apply = () => {
    if (!op) return;
    const done = applyOps({ key: 'edit', name: machine }, [op]);
    setOutcome(done.ok ? {} : { error: done.error });
    // The edit stands for a command of its own; the tables it changed are in the Device panel.
    if (done.ok) store.getState().actions.inspect(netns?.split('/')[0]);
  };
  return (
    <li>
      <div className={styles.row}>
        <CommandLine command={fix.command} machine={machine} />
        {op && (
          <Button small look="primary" disabled={outcome !== undefined && !outcome.error} onClick={apply}>
            {t.applyFix}
          </Button>
        )}
      </div>
      {fix.note !== undefined && <p className={styles.note}>{fix.note}</p>}
      <p className={styles.note} data-error={outcome?.error !== undefined || undefined} role="status">
        {outcome && (outcome.error ?? t.fixApplied)}
      </p>
    </li>
  );
}
