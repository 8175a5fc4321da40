// reboot(8), of systemd: what nobody wrote down is lost.

import type { Program } from '../../program.ts';
import { err } from '../../say.ts';

export const reboot: Program = {
  name: 'reboot',
  options: {
    about: 'reboot - reboot the machine',
    options: [{ short: 'f', long: 'force', about: 'reboot at once' }],
  },
  *run(proc, args) {
    const unknown = args.find((arg) => !['-f', '--force'].includes(arg));
    if (unknown?.startsWith('--')) {
      yield* err(proc, `reboot: unrecognized option '${unknown}'\n`);
      return 1;
    }
    proc.reboot();
    yield { for: 'event', ready: () => false };
    return 0;
  },
};
