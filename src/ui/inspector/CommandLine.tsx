import styles from './CommandLine.module.css';
import { CopyButton } from './CopyButton.tsx';

interface CommandLineProps {
  /** Several commands: one a line. */
  readonly command: string;
  /** On which machine. */
  readonly machine?: string;
}

/** A command as it is typed, with the prompt of its machine, to be copied. */
export function CommandLine({ command, machine }: CommandLineProps) {
  return (
    <div className={styles.line}>
      <code className={styles.code}>
        {machine !== undefined && machine !== '' && <span className={styles.prompt}>{machine}# </span>}
        {command}
      </code>
      <CopyButton text={command} />
    </div>
  );
}
