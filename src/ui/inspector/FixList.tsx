import { useState } from 'react';
import type { NetnsId } from '../../engine/ids.ts';
import type { World } from '../../engine/world.ts';
import { useActions, useAppStore } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { Tooltip } from '../common/Tooltip.tsx';
import { useT } from '../i18n/I18n.tsx';
import { CommandLine } from './CommandLine.tsx';
import { commandOp } from './command-op.ts';
import styles from './FixList.module.css';
import { useNames } from './use-names.ts';

interface ShownFix {
  readonly command: string;
  readonly netns: NetnsId | undefined;
  /** What it does, if the command isn't plain. */
  readonly note?: string;
}

interface FixListProps {
  readonly fixes: readonly ShownFix[];
  /** The event that the machine was at fault in: the playhead goes back to before it, so that the packet gets through. */
  readonly before?: number;
}

/** Commands that would repair it. One that is a single operation has a button that does it. */
export function FixList({ fixes, before }: FixListProps) {
  return (
    <ul className={styles.list}>
      {fixes.map((fix) => (
        <FixItem key={`${fix.netns} ${fix.command}`} fix={fix} {...(before !== undefined && { before })} />
      ))}
    </ul>
  );
}

/** The last event before the stretch of decisions that `event` is in: there a packet on its way can still be helped. */
function beforeTurn(world: World, event: number): number {
  const { firstEvents } = world.turns;
  const turn = firstEvents.countUpTo(event) - 1;
  return turn < 0 ? -1 : firstEvents.at(turn) - 1;
}

interface FixItemProps {
  readonly fix: ShownFix;
  readonly before?: number;
}

function FixItem({ fix, before }: FixItemProps) {
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
    const { lab, actions } = store.getState();
    if (before !== undefined) actions.seek(beforeTurn(lab.world, before));
    const done = applyOps({ key: 'edit', name: machine }, [op]);
    setOutcome(done.ok ? {} : { error: done.error });
    // The edit stands for a command of its own; the tables it changed are in the Device panel.
    if (done.ok) actions.inspect(netns?.split('/')[0]);
  };
  return (
    <li>
      <div className={styles.row}>
        <CommandLine command={fix.command} machine={machine} />
        {op && (
          <Tooltip text={before === undefined ? t.applyFixHint : t.applyFixBefore}>
            <Button small look="primary" disabled={outcome !== undefined && !outcome.error} onClick={apply}>
              {t.applyFix}
            </Button>
          </Tooltip>
        )}
      </div>
      {fix.note !== undefined && <p className={styles.note}>{fix.note}</p>}
      <p className={styles.note} data-error={outcome?.error !== undefined || undefined} role="status">
        {outcome && (outcome.error ?? t.fixApplied)}
      </p>
    </li>
  );
}
