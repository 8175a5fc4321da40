import { Dialog } from '../common/Dialog.tsx';
import { Kbd } from '../common/Kbd.tsx';
import type { Catalog } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './HelpDialog.module.css';

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} title={t.dialogs.help.title} wide>
      <div className={styles.groups}>
        {groupsOf(t.dialogs.help, t.terminal.help).map((group) => (
          <section key={group.title}>
            <h3 className={styles.title}>{group.title}</h3>
            <dl>
              {group.rows.map(([what, ...keys]) => (
                <div key={what} className={styles.row}>
                  <dt>{what}</dt>
                  <dd className={styles.keys}>
                    {keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

interface HelpGroup {
  readonly title: string;
  /** What it does, then the keys that do it. */
  readonly rows: readonly (readonly [string, ...string[]])[];
}

function groupsOf(
  words: Catalog['dialogs']['help'],
  terminal: Catalog['terminal']['help'],
): readonly HelpGroup[] {
  return [
    {
      title: words.groups.page,
      rows: [
        [words.commands, 'Ctrl+K'],
        [words.undo, 'Ctrl+Z'],
        [words.redo, 'Ctrl+Shift+Z'],
        [words.fit, 'Shift+1'],
        [words.help, '?'],
      ],
    },
    {
      title: words.groups.player,
      rows: [
        [words.play, 'Space'],
        [words.step, '→', '←'],
        [words.hop, 'Shift+→', 'Shift+←'],
        [words.ends, 'Home', 'End'],
      ],
    },
    {
      title: words.groups.canvas,
      rows: [
        [words.select, 'Enter'],
        [words.move, '↑', '↓', '←', '→'],
        [words.addToSelection, `Shift+${words.click}`],
        [words.box, `Shift+${words.drag}`],
        [words.selectAll, 'Ctrl+A'],
        [words.connect, 'C'],
        [words.rename, 'F2'],
        [words.duplicate, 'Ctrl+D'],
        [words.remove, 'Delete'],
        [words.menu, 'Shift+F10'],
      ],
    },
    {
      title: terminal.group,
      rows: [
        [terminal.open, 'T'],
        [terminal.leave, 'Esc', 'F6'],
        [terminal.enter, 'Enter'],
        [terminal.interrupt, 'Ctrl+C'],
        [terminal.complete, 'Tab'],
        [terminal.search, 'Ctrl+R'],
        [terminal.copy, 'Ctrl+Shift+C', 'Ctrl+V'],
        [terminal.zoom, 'Ctrl+=', 'Ctrl+-'],
      ],
    },
  ];
}
