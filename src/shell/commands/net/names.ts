// Names and addresses, as glibc's getaddrinfo(3) and getnameinfo(3) answer: numbers first, then what /etc/nsswitch.conf says.
// Simplified: there is no DNS yet, so that asking it fails as it does where no server answers.

import { err, ok, type Result } from '../../../base/result.ts';
import { ipv4FromNumber, type Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Proc } from '../../program.ts';

export interface HostLine {
  readonly addr: Ipv4Addr;
  /** The first is the canonical one. */
  readonly names: readonly string[];
}

export interface ResolvedName {
  readonly addr: Ipv4Addr;
  readonly canonical: string;
  readonly numeric: boolean;
}

export const EAI_AGAIN = 'Temporary failure in name resolution';
export const EAI_NONAME = 'Name or service not known';
export const EAI_ADDRFAMILY = 'Address family for hostname not supported';

/** The error is gai_strerror's text. */
export function resolveName(proc: Proc, name: string): Result<ResolvedName> {
  const number = inetAton(name);
  if (number !== undefined) return ok({ addr: number, canonical: name, numeric: true });
  if (isIpv6(name)) return err(EAI_ADDRFAMILY);
  const sources = hostSources(proc);
  if (sources.includes('files')) {
    const [line] = hostsNamed(proc, name);
    if (line) return ok({ addr: line.addr, canonical: line.names[0] as string, numeric: false });
  }
  return err(sources.includes('dns') ? EAI_AGAIN : EAI_NONAME);
}

/** The canonical name of an address, if /etc/hosts has one. */
export function nameOfAddr(proc: Proc, addr: Ipv4Addr): string | undefined {
  if (!hostSources(proc).includes('files')) return undefined;
  return hostLines(proc).find((line) => line.addr === addr)?.names[0];
}

export function hostsNamed(proc: Proc, name: string): readonly HostLine[] {
  const wanted = name.toLowerCase();
  return hostLines(proc).filter(({ names }) => names.some((known) => known.toLowerCase() === wanted));
}

/** The IPv4 lines of /etc/hosts. */
export function hostLines(proc: Proc): readonly HostLine[] {
  const text = proc.files.read('/etc/hosts');
  const lines: HostLine[] = [];
  for (const line of text.ok ? text.value.split('\n') : []) {
    const [addr = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const number = inetAton(addr);
    if (number !== undefined && names.length > 0) lines.push({ addr: number, names });
  }
  return lines;
}

/** The words of the `hosts:` line; glibc's default without one. */
export function hostSources(proc: Proc): readonly string[] {
  const text = proc.files.read('/etc/nsswitch.conf');
  const line = text.ok ? /^\s*hosts:(.*)$/m.exec(text.value)?.[1] : undefined;
  return (line ?? 'files dns').trim().split(/\s+/);
}

/** inet_aton(3): one to four parts, decimal, octal or hexadecimal; the last one fills what is left. */
export function inetAton(text: string): Ipv4Addr | undefined {
  const parts = text.split('.').map(partOf);
  if (parts.length > 4 || parts.some((part) => part === undefined)) return undefined;
  const numbers = parts as number[];
  const last = numbers.pop() as number;
  if (numbers.some((part) => part > 255) || last >= 2 ** (8 * (4 - numbers.length))) return undefined;
  const high = numbers.reduce((sum, part, i) => sum + part * 2 ** (24 - 8 * i), 0);
  return ipv4FromNumber((high + last) >>> 0);
}

function partOf(text: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}

export function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]+(%.+)?$/i.test(text) && text.includes(':');
}
