// hostnamectl(1) of systemd 252, as on a machine that was booted with systemd.

import type { OptionTable } from '../../options.ts';
import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { hostName } from './hostname.ts';

const OPTIONS: OptionTable = {
  about: 'hostnamectl - control the system hostname',
  options: [
    { long: 'static', about: 'only the static hostname' },
    { long: 'transient', about: 'only the transient hostname' },
    { long: 'pretty', about: 'only the pretty hostname' },
  ],
  operands: '{status|hostname [NAME]|set-hostname NAME}',
};

export const hostnamectl: Program = {
  name: 'hostnamectl',
  options: OPTIONS,
  *run(proc, args) {
    const [verb = 'status', name] = args.filter((arg) => !arg.startsWith('-'));
    if (verb === 'hostname' && name === undefined) {
      yield* out(proc, `${hostName(proc)}\n`);
      return 0;
    }
    if (verb === 'hostname' || verb === 'set-hostname') {
      if (name === undefined) {
        yield* err(proc, 'Too few arguments.\n');
        return 1;
      }
      if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name)) {
        yield* err(proc, `Could not set static hostname: Invalid static hostname '${name}'\n`);
        return 1;
      }
      proc.files.write('/etc/hostname', `${name}\n`);
      proc.files.write('/proc/sys/kernel/hostname', name);
      return 0;
    }
    if (verb !== 'status') {
      yield* err(proc, `Unknown command verb ${verb}.\n`);
      return 1;
    }
    const kernel = proc.files.read('/proc/sys/kernel/osrelease');
    yield* out(
      proc,
      ` Static hostname: ${hostName(proc)}
       Icon name: computer-vm
         Chassis: vm
Operating System: Debian GNU/Linux 12 (bookworm)
          Kernel: Linux ${kernel.ok ? kernel.value.trim() : ''}
    Architecture: x86-64
`,
    );
    return 0;
  },
};
