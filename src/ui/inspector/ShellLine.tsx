import { useT } from '../i18n/I18n.tsx';
import { CommandLine } from './CommandLine.tsx';
import styles from './ShellLine.module.css';

/** The command that shows or does the same. */
export function ShellLine({ command, machine }: { readonly command: string; readonly machine?: string }) {
  const t = useT().inspector;
  return (
    <section>
      <h3 className={styles.title}>{t.shell}</h3>
      <CommandLine command={command} {...(machine !== undefined && { machine })} />
    </section>
  );
}
