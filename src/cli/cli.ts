// The headless program: the engine without a page. Which command, and what went wrong with it.

import { type Io, TROUBLE, YES } from './io.ts';
import { UsageError } from './options.ts';

const USAGE = `Usage: packetwalk run SCRIPT [--topology FILE] [--on MACHINE[/NETNS]] [--pcap DIR] [--trace FILE] [ARGUMENT...]
       packetwalk walk TOPOLOGY --from MACHINE[/NETNS] --to ADDRESS|MACHINE [--proto icmp|udp:PORT]
                       [--count N] [--size OCTETS] [--ttl N] [--df] [--json] [--lang en|ko]
       packetwalk check TOPOLOGY [--lang en|ko]
       packetwalk convert IN OUT

TOPOLOGY and IN are .json or .link files; OUT may also be .sh (a script of real network namespaces).
run gives SCRIPT (- is standard input) a machine of the topology, or a blank one with only lo, and ends
with its status; --pcap writes one capture an interface, --trace the decisions as JSON lines. walk prints
one line a decision and exits with 0 only if the packet was delivered; check exits with 1 if something is
wrong; a command that can't be carried out exits with 2.
`;

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Each loads what it needs when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run.ts')).run,
  walk: async () => (await import('./walk.ts')).walk,
  check: async () => (await import('./check.ts')).check,
  convert: async () => (await import('./convert.ts')).convert,
};

export async function cli(args: readonly string[], io: Io): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(USAGE);
    return YES;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    io.err(name === '' ? USAGE : `packetwalk: there is no command "${name}"\n\n${USAGE}`);
    return TROUBLE;
  }
  const command = await load();
  try {
    return await command(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`packetwalk ${name}: ${error.message}\n`);
    return TROUBLE;
  }
}
