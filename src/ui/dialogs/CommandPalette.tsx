import { Command } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { Kbd } from '../common/Kbd.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './CommandPalette.module.css';
import { useCommands } from './use-commands.ts';

/** Everything the page can do, by typing: ⌘K. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const groups = useCommands();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content className={styles.dialog} aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{t.dialogs.commands.title}</Radix.Title>
          <Command label={t.dialogs.commands.title} loop>
            <Command.Input className={styles.input} placeholder={t.dialogs.commands.placeholder} />
            <Command.List className={styles.list} label={t.dialogs.commands.title}>
              <Command.Empty className={styles.nothing}>{t.dialogs.commands.nothing}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.title} heading={group.title} className={styles.group}>
                  {group.commands.map((command) => (
                    <Command.Item
                      key={command.id}
                      value={`${command.text} ${command.id}`}
                      className={styles.item}
                      onSelect={() => {
                        onClose();
                        command.run();
                      }}
                    >
                      {command.text}
                      {command.keys !== undefined && <Kbd keys={command.keys} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
