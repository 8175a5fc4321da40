// A life (fib-commands.ts) under the real kernel, in a network namespace of its own: what each command said, and what
// `ip` shows at each look, as lines that the engine can say too.

import { spawnSync } from 'node:child_process';
import { commandOf } from '../../src/lab/commands.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { getWords, SETUP, type Step } from './fib-commands.ts';
import { NO_DEVICE, type Seen } from './fib-engine.ts';

/** Between a change of a link and the next look: linkwatch tells of carriers a little later. */
const SETTLE = 'settle';

export function kernelSees(steps: readonly Step[]): Seen[] {
  const script = [PRELUDE, ...SETUP.map(command), ...steps.map(scriptOf)].join('\n');
  const run = spawnSync('unshare', ['-nm', 'bash'], { input: script, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`the script ended with ${run.status}: ${run.stderr}`);
  return readSeen(run.stdout);
}

/** `said`: a command's own words. `shown`: what a question answered. */
const PRELUDE = `
mount -t sysfs sysfs /sys
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
settle() {
  local tries dev carrier busy
  for tries in {1..200}; do
    busy=
    for dev in /sys/class/net/*; do
      carrier=$(cat $dev/carrier 2>/dev/null) || continue
      case "$carrier $(cat $dev/operstate)" in '1 up' | '1 unknown' | '0 down' | '0 lowerlayerdown') ;; *) busy=1 ;; esac
    done
    sleep 0.01
    [ "$busy" ] || return 0
  done
}
op() { echo "op"; local text; text=$("$@" 2>&1 >/dev/null); echo "said $text"; }
show() { echo "$1"; shift; local text; text=$("$@" 2>&1); echo "shown $(echo "$text" | tr '\\n' ' ')"; }
`;

function command(op: Op): string {
  return commandOf(op, () => '') ?? '';
}

function scriptOf(step: Step): string {
  const lines = [`op ${command(step.op)}`];
  if (step.op.op.startsWith('link.')) lines.push(SETTLE);
  if (!step.look) return lines.join('\n');
  lines.push('show addr ip -j -4 addr', 'show route ip -j route show table all', 'show rule ip -j rule');
  for (const get of step.look) lines.push(`show get ip -j route get ${getWords(get)}`);
  return lines.join('\n');
}

function readSeen(output: string): Seen[] {
  const seen: { said: string; tables: string[]; gets: string[] }[] = [];
  let what = '';
  for (const line of output.split('\n')) {
    const last = seen.at(-1);
    if (line === 'op') seen.push({ said: '', tables: [], gets: [] });
    else if (line.startsWith('said ') && last) last.said = errorText(line.slice(5).trim());
    else if (line.startsWith('shown ') && last) {
      const text = errorText(line.slice(6).trim());
      if (what === 'get') last.gets.push(getLine(text));
      else last.tables.push(...tableLines(what, text));
    } else what = line;
  }
  return seen;
}

/** iproute2 and sysctl look for a device themselves before they ask the kernel. */
function errorText(text: string): string {
  return /^Cannot find device|: cannot stat |^RTNETLINK answers: No such device$/.test(text)
    ? NO_DEVICE
    : text;
}

type Text = string | number | undefined;

interface DevRow {
  readonly ifname: string;
  readonly addr_info?: readonly AddrRow[];
}

interface AddrRow {
  readonly local: string;
  readonly prefixlen: number;
  readonly address?: string;
  readonly metric?: number;
  readonly noprefixroute?: boolean;
  readonly broadcast?: string;
  readonly scope: string;
  readonly secondary?: boolean;
  readonly label: string;
}

interface RouteRow {
  readonly type?: string;
  readonly dst: string;
  readonly gateway?: string;
  readonly dev?: string;
  readonly table?: string;
  readonly protocol?: string;
  readonly scope?: string;
  readonly prefsrc?: string;
  readonly metric?: number;
  readonly tos?: string;
  readonly metrics?: readonly {
    readonly mtu?: number;
    readonly advmss?: number;
    readonly hoplimit?: number;
  }[];
  readonly flow?: { readonly from?: string; readonly to: string };
  readonly nexthops?: readonly NexthopRow[];
  readonly flags: readonly string[];
  readonly cache?: readonly string[];
}

interface NexthopRow {
  readonly gateway?: string;
  readonly dev: string;
  readonly weight: number;
  readonly flags: readonly string[];
}

interface RuleRow {
  readonly not?: null;
  readonly fwmark?: string;
  readonly fwmask?: string;
  readonly tos?: string;
  readonly uid_start?: number;
  readonly uid_end?: number;
  readonly ipproto?: string;
  readonly dport?: number;
  readonly dport_start?: number;
  readonly dport_end?: number;
  readonly suppress_prefixlen?: number;
  readonly action?: string;
  readonly goto?: number;
  readonly nop?: null;
  readonly priority: number;
  readonly src: string;
  readonly srclen?: number;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly iif?: string;
  readonly oif?: string;
  readonly table?: string;
}

function tableLines(what: string, text: string): string[] {
  const rows: unknown = JSON.parse(text === '' ? '[]' : text);
  if (what === 'route') return (rows as RouteRow[]).map(routeLine);
  if (what === 'rule') return (rows as RuleRow[]).map(ruleLine);
  return (rows as DevRow[]).flatMap((dev) => (dev.addr_info ?? []).map((ifa) => addrLine(dev.ifname, ifa)));
}

function addrLine(dev: string, ifa: AddrRow): string {
  return words(
    `addr ${dev} ${ifa.local}/${ifa.prefixlen}`,
    named('peer', ifa.address),
    named('metric', ifa.metric),
    ifa.noprefixroute ? 'noprefixroute' : '',
    named('brd', ifa.broadcast),
    `scope ${ifa.scope}`,
    ifa.secondary ? 'secondary' : '',
    `label ${ifa.label}`,
  );
}

function routeLine(route: RouteRow): string {
  return words(
    'route',
    route.type,
    route.dst === 'default' ? '0.0.0.0/0' : route.dst.replace(/^[^/]*$/, '$&/32'),
    named('via', route.gateway),
    named('dev', route.dev),
    named('table', route.table),
    named('proto', route.protocol ?? 'boot'),
    named('scope', route.scope),
    named('src', route.prefsrc),
    named('metric', route.metric),
    named('tos', route.tos),
    mtuOf(route),
    named('advmss', route.metrics?.[0]?.advmss),
    named('hoplimit', route.metrics?.[0]?.hoplimit),
    route.flow ? `realm ${route.flow.from ?? 0}/${route.flow.to}` : '',
    // With ignore_routes_with_linkdown a listing says "dead", too.
    ...route.flags.filter((flag) => flag !== 'dead'),
    ...(route.nexthops ?? []).map(nexthopWords),
  );
}

function nexthopWords({ gateway, dev, weight, flags }: NexthopRow): string {
  return words(
    'nexthop',
    named('via', gateway),
    `dev ${dev} weight ${weight}`,
    ...flags.filter((flag) => flag !== 'dead'),
  );
}

function ruleLine(rule: RuleRow): string {
  return words(
    `rule ${rule.priority}`,
    rule.src === 'all' ? '' : `from ${rule.src}/${rule.srclen ?? 32}`,
    rule.dst === undefined ? '' : `to ${rule.dst}/${rule.dstlen ?? 32}`,
    named('iif', rule.iif),
    named('oif', rule.oif),
    rule.not === null ? 'not' : '',
    rule.fwmark === undefined ? '' : `fwmark ${Number(rule.fwmark)}/${Number(rule.fwmask ?? '0xffffffff')}`,
    rule.tos === undefined ? '' : `tos ${Number(rule.tos)}`,
    rule.uid_start === undefined ? '' : `uid ${rule.uid_start}-${rule.uid_end}`,
    named('ipproto', rule.ipproto),
    rule.dport === undefined ? '' : `dport ${rule.dport}-${rule.dport}`,
    rule.dport_start === undefined ? '' : `dport ${rule.dport_start}-${rule.dport_end}`,
    named('lookup', rule.table),
    named('suppress', rule.suppress_prefixlen),
    named('goto', rule.goto),
    rule.nop === null ? 'nop' : '',
    named('', rule.action).trim(),
  );
}

/** One answer of `ip route get`, or its error. */
function getLine(text: string): string {
  if (!text.startsWith('[')) return text;
  const [route] = JSON.parse(text) as [RouteRow];
  return words(
    route.type,
    route.dst,
    named('via', route.gateway),
    named('dev', route.dev),
    named('src', route.prefsrc),
    mtuOf(route),
    `cache <${(route.cache ?? []).join(',')}>`,
  );
}

function mtuOf(route: RouteRow): string {
  return named('mtu', route.metrics?.[0]?.mtu);
}

function named(name: string, value: Text): string {
  return value === undefined ? '' : `${name} ${value}`;
}

function words(...parts: Text[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
