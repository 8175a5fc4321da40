// What a command prints, as one text: standard output, standard error, the status.

import type { NetShell } from '../../support/net-shell.ts';
import { masked } from '../../support/net-shell.ts';

export function toldBy(shell: NetShell, place: string, command: string): string {
  const { out, err, status } = shell.run(place, command);
  return masked(`${out}${err && `[stderr] ${err}`}${status === 0 ? '' : `[exit ${status}]`}`);
}
