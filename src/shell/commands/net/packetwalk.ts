// packetwalk(1): one packet from this machine, one line a decision, as the command line's `packetwalk walk` does.

import { startPing } from '../../../engine/process/ping.ts';
import { startUdpProbe } from '../../../engine/process/udp-probe.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import { tcpdumpLine } from '../../../wire/tcpdump.ts';
import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { resolveName } from './names.ts';

const OPTIONS: OptionTable = {
  about: 'packetwalk - follow one packet, decision by decision',
  options: [
    { long: 'to', argument: 'ADDRESS', about: 'where the packet goes' },
    { long: 'proto', argument: 'icmp|udp:PORT', about: 'an echo request, or a datagram to a port' },
    { long: 'ttl', argument: 'N', about: 'its time to live' },
  ],
  operands: 'walk',
};

export const packetwalk: Program = {
  name: 'packetwalk',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('packetwalk', OPTIONS, args, { noHint: true });
    if (!parsed.ok) return yield* fail(proc, parsed.error);
    const given = parsed.value;
    const name = given.value('to');
    if (given.operands[0] !== 'walk' || name === undefined)
      return yield* fail(proc, 'usage: packetwalk walk --to ADDRESS [--proto icmp|udp:PORT] [--ttl N]\n');
    const found = resolveName(proc, name);
    if (!found.ok) return yield* fail(proc, `packetwalk: ${name}: ${found.error}\n`);
    const from = proc.world.events.length;
    const [, port] = /^udp:(\d{1,5})$/.exec(given.value('proto') ?? '') ?? [];
    const ttl = Number(given.value('ttl') ?? 64);
    const { world, netns } = proc;
    const pid =
      port === undefined
        ? startPing(world, netns, found.value.addr, { ttl })
        : startUdpProbe(world, netns, found.value.addr, Number(port), { ttl });
    return yield* follow(proc, from, pid);
  },
};

function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, text);
  return 2;
}

/** Prints the trace until the process has ended: 0 if it was answered. */
function* follow(proc: Proc, from: number, pid: number): Co<number> {
  const { world } = proc;
  let at = from;
  let answered = false;
  for (;;) {
    at = Math.min(at, world.events.length);
    for (; at < world.events.length; at++) {
      const event = world.events[at] as TraceEvent;
      answered ||= event.kind === 'ping.reply' && event.pid === pid;
      yield* out(proc, line(event));
    }
    const process = world.processes.get(pid as never);
    if (process?.done !== false) return answered ? 0 : 1;
    const seen = at;
    yield { for: 'event', ready: () => world.events.length !== seen };
  }
}

function line({ at, netns, dev, kind, packet }: TraceEvent): string {
  const time = `${(at / 1e6).toFixed(3)} ms`.padStart(12);
  const where = [netns, dev].filter(Boolean).join(' ');
  const text = packet?.eth ? tcpdumpLine({ eth: packet.eth, net: packet.net }) : '';
  return `${time}  ${where.padEnd(16)} ${kind.padEnd(16)} ${text}`.trimEnd() + '\n';
}
