import { memo } from 'react';
import { useApp } from '../../app/store-context.ts';
import { useT } from '../../i18n/I18n.tsx';
import { currentOf } from '../model/current.ts';
import type { BoxView, DevView } from '../model/inside.ts';
import { isStacked } from '../model/inside-size.ts';
import type { Rect } from '../model/rect.ts';
import { boxWords } from '../words.ts';
import styles from './InsideBox.module.css';
import { useInsideThing } from './use-inside-thing.ts';

interface InsideBoxProps {
  readonly box: BoxView;
  readonly rect: Rect;
  readonly machine: string;
}

/** A named namespace (dashed: it is a view of things, not a thing), or a bridge. */
export const InsideBox = memo(function InsideBox({ box, rect, machine }: InsideBoxProps) {
  const t = useT();
  const { selected, handlers } = useInsideThing(box.id);
  const tone = useApp((state) => {
    const current = currentOf(state);
    return isAbout(box, machine, current) ? current.tone : undefined;
  });
  const { x, y, width, height } = rect;
  return (
    // A thing on the canvas, as React Flow's own nodes are: a group that takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      {...handlers}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={boxWords(box, t)}
      aria-roledescription={t.canvas.inside[box.kind]}
      className={styles.box}
      style={{ left: x, top: y, width, height }}
      data-inside={box.id}
      data-kind={box.kind}
      data-selected={selected || undefined}
      data-tone={tone}
    >
      <div className={styles.head}>
        <b className={styles.name}>{box.name}</b>
        <span className={styles.kind}>{box.kind}</span>
      </div>
      {box.kind === 'bridge' ? <BridgeRows box={box} /> : <DevRows box={box} />}
    </div>
  );
});

function isAbout(box: BoxView, machine: string, current: ReturnType<typeof currentOf>): boolean {
  if (box.kind === 'netns') return current.netns === `${machine}/${box.name}`;
  return current.netns === machine && current.dev === box.name;
}

function BridgeRows({ box }: { readonly box: BoxView }) {
  return (
    <ul className={styles.rows}>
      {box.devs.flatMap((dev) =>
        dev.addrs.map((addr) => (
          <li key={addr} className={styles.row}>
            <span className={styles.addr}>{addr}</span>
          </li>
        )),
      )}
    </ul>
  );
}

/** One row an address; a device without any has one, too. Where the box would get wide, names have rows of their own. */
function DevRows({ box }: { readonly box: BoxView }) {
  if (isStacked(box)) return <StackedRows box={box} />;
  return (
    <ul className={styles.rows} data-columns>
      {box.devs.flatMap((dev) =>
        (dev.addrs.length === 0 ? [''] : dev.addrs).map((addr, i) => (
          <li key={`${dev.name} ${addr}`} className={styles.row}>
            <Dot state={dev.state} isAgain={i > 0} />
            <span className={styles.dev}>{i === 0 ? dev.name : ''}</span>
            <span className={styles.addr}>{addr}</span>
          </li>
        )),
      )}
    </ul>
  );
}

function StackedRows({ box }: { readonly box: BoxView }) {
  return (
    <ul className={styles.rows} data-stacked>
      {box.devs.flatMap((dev) => [
        <li key={dev.name} className={styles.row}>
          <Dot state={dev.state} />
          <span className={styles.dev}>{dev.name}</span>
        </li>,
        ...dev.addrs.map((addr) => (
          <li key={`${dev.name} ${addr}`} className={styles.row}>
            <Dot state={dev.state} isAgain />
            <span className={styles.addr}>{addr}</span>
          </li>
        )),
      ])}
    </ul>
  );
}

function Dot({ state, isAgain }: { readonly state: DevView['state']; readonly isAgain?: boolean }) {
  const t = useT();
  return (
    <span
      className={styles.dot}
      data-state={state}
      data-again={isAgain || undefined}
      title={t.common.linkState[state]}
    />
  );
}
