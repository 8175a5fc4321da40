// ifup(8) and ifdown(8), of ifupdown: what /etc/network/interfaces says, done by ip(8) and the shell, as the real ones do it.

import { byText } from '../../../base/order.ts';
import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err } from '../../say.ts';
import { type Call, opt, tool } from '../text/tool.ts';
import {
  INTERFACES_FILE,
  INTERFACES_FOLDER,
  parseInterfaces,
  type Stanza,
  STATE_FILE,
  withMask,
} from './interfaces-file.ts';

type Direction = 'up' | 'down';

function ifupdown(name: 'ifup' | 'ifdown', direction: Direction): Program {
  return tool({
    name,
    about: direction === 'up' ? 'bring a network interface up' : 'take a network interface down',
    operands: 'IFACE...',
    options: [
      opt('a', 'all', `${direction === 'up' ? 'configure' : 'de-configure'} all interfaces marked "auto"`),
      opt('i', 'interfaces=FILE', 'use FILE for interface definitions'),
      opt('n', 'no-act', "print out what would happen, but don't do it"),
      opt('v', 'verbose', 'print out what would happen before doing it'),
      opt('', 'force', 'force the operation even if it is (not) configured'),
    ],
    *run(call) {
      const { args, operands, proc } = call;
      const stanzas = stanzasOf(proc, args.value('i') ?? INTERFACES_FILE);
      if (operands.length === 0 && !args.has('a')) {
        yield* err(proc, `${name}: Use --help for help\n`);
        return 1;
      }
      const automatic = stanzas.filter((stanza) => stanza.auto).map((stanza) => stanza.name);
      const wanted = args.has('a') ? automatic : operands;
      let status = 0;
      for (const iface of direction === 'up' ? wanted : [...wanted].reverse()) {
        const stanza = stanzas.find((one) => one.name === iface);
        status = Math.max(status, yield* change(call, iface, { stanza, direction }));
      }
      return status;
    },
  });
}

export const IFUPDOWN_PROGRAMS: readonly Program[] = [ifupdown('ifup', 'up'), ifupdown('ifdown', 'down')];

function stanzasOf(proc: Proc, file: string): Stanza[] {
  const names = proc.files.list(INTERFACES_FOLDER);
  const more = names.ok ? [...names.value].sort(byText).map((name) => `${INTERFACES_FOLDER}/${name}`) : [];
  const texts = [file, ...more].map((path) => proc.files.read(path));
  return parseInterfaces(texts.map((text) => (text.ok ? text.value : '')).join('\n'));
}

/** The interfaces that are up, by ifupdown's own book. */
function configured(proc: Proc): string[] {
  const text = proc.files.read(STATE_FILE);
  return (text.ok ? text.value : '').split('\n').flatMap((line) => line.split('=')[0] || []);
}

interface Change {
  readonly stanza: Stanza | undefined;
  readonly direction: Direction;
}

function* change(call: Call, iface: string, { stanza, direction }: Change): Co<number> {
  const { args, name, proc } = call;
  const known = configured(proc);
  const isUp = known.includes(iface);
  if (direction === 'up' && isUp && !args.has('force')) {
    // With -a those that are up are passed over without a word.
    if (!args.has('a')) yield* err(proc, `${name}: interface ${iface} already configured\n`);
    return 0;
  }
  if (direction === 'down' && !isUp && !args.has('force')) {
    if (!args.has('a')) yield* err(proc, `${name}: interface ${iface} not configured\n`);
    return 0;
  }
  if (!stanza) {
    yield* err(proc, `${name}: unknown interface ${iface}\n`);
    return 1;
  }
  for (const line of direction === 'up' ? upLines(stanza) : downLines(stanza)) {
    if (args.has('v') || args.has('n')) yield* err(proc, `${line}\n`);
    if (args.has('n')) continue;
    if ((yield* runLine(proc, line, stanza)) !== 0 && direction === 'up') {
      yield* err(proc, `${name}: failed to bring up ${iface}\n`);
      return 1;
    }
  }
  if (args.has('n')) return 0;
  const others = known.filter((one) => one !== iface);
  proc.files.mkdir('/run/network');
  proc.files.write(
    STATE_FILE,
    (direction === 'up' ? [...others, iface] : others).map((one) => `${one}=${one}\n`).join(''),
  );
  return 0;
}

function upLines({ name, method, options, hooks }: Stanza): string[] {
  const lines = [...hooks['pre-up']];
  if (method === 'static') {
    lines.push(
      `ip addr add ${withMask(options.get('address') ?? '', options.get('netmask'))} dev ${name} label ${name}`,
    );
  }
  // ifupdown leaves an interface whose method is `manual` to its lines.
  if (method !== 'manual') {
    const mtu = options.get('mtu');
    lines.push(`ip link set dev ${name}${mtu === undefined ? '' : ` mtu ${mtu}`} up`);
  }
  const gateway = options.get('gateway');
  if (method === 'static' && gateway !== undefined)
    lines.push(`ip route add default via ${gateway} dev ${name} onlink`);
  return [...lines, ...hooks.up];
}

function downLines({ name, method, hooks }: Stanza): string[] {
  const lines = [...hooks.down];
  if (method === 'static') lines.push(`ip -4 addr flush dev ${name} label ${name}`);
  if (method !== 'manual') lines.push(`ip link set dev ${name} down`);
  return [...lines, ...hooks['post-down']];
}

function* runLine(proc: Proc, line: string, { name, method }: Stanza): Co<number> {
  const env = new Map([
    ...proc.env,
    ['IFACE', name],
    ['LOGICAL', name],
    ['ADDRFAM', 'inet'],
    ['METHOD', method],
  ] as const);
  const started = proc.spawn(['sh', '-c', line], { env });
  return started.ok ? yield* proc.wait(started.value) : 1;
}
