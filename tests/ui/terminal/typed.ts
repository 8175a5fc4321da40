// Types at a shell of ours as a user does: keys in, and what the terminal was sent out.

import { type Nanos, SECOND } from '../../../src/engine/ids.ts';
import { BLANK, blankWorld, shellsOf } from '../../../src/lab/shell-session.ts';
import { PROGRAMS } from '../../../src/shell/commands/registry.ts';
import { Process } from '../../../src/shell/process.ts';
import { complete } from '../../../src/ui/terminal/completion.ts';
import { createLineTerminal } from '../../../src/ui/terminal/line-terminal.ts';

/** Keys, or the rows and columns of a new size. */
export type Step = string | readonly [rows: number, columns: number];

/** After each step this much time passes. */
const PAUSE = 0.6 * SECOND;

export function typed(steps: readonly Step[], setUp = 'export PS1="$ "'): string {
  const world = blankWorld();
  const shells = shellsOf(world);
  let [rows, columns] = [24, 80];
  let written = '';
  let pid = 0;
  const terminal = createLineTerminal({
    write: (text) => (written += text),
    columns: () => columns,
    rows: () => rows,
    name: '/dev/pts/0',
    history: () => [],
    onCommand: () => undefined,
    onPrompt: () => undefined,
    onInput: () => undefined,
    isReading: () =>
      shells.processes.list().some((each) => {
        if (!(each instanceof Process) || each.ended) return false;
        return each.waitsFor.for === 'readable' && each.waitsFor.stream === terminal.shell.stream;
      }),
    complete: (text, { proc, commands, variables }) => {
      const { machine, netns, files, cwd } = proc;
      return complete(text, { world, machine, netns, files, cwd, registry: PROGRAMS, commands, variables });
    },
  });
  const go = (): void => {
    const until = (world.now + PAUSE) as Nanos;
    do shells.run({ until, pid });
    while (terminal.pump());
  };
  pid = shells.spawnShell(BLANK, { terminal: terminal.shell });
  go();
  if (setUp !== '') {
    terminal.feed(`${setUp}\r`);
    go();
    terminal.feed('history -c\r');
    go();
    written = '$ ';
  }
  for (const step of steps) {
    if (shells.ended(pid)) break;
    if (typeof step === 'string') terminal.feed(step);
    else {
      [rows, columns] = step;
      terminal.resize(columns, rows);
    }
    go();
  }
  return written;
}
