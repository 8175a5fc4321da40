// arp(8) of net-tools 2.10: the neighbour table, as the old tools see it (arp.c; /proc/net/arp).

import { applyOp } from '../../../engine/apply.ts';
import { strerror } from '../../../engine/errno.ts';
import { routeOutput } from '../../../engine/fib/route-output.ts';
import { isValid, type Neigh } from '../../../engine/neigh/neigh.ts';
import { neighList } from '../../../engine/neigh/table.ts';
import type { Errno } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import { err as no, ok, type Result } from '../../../base/result.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { parseMac } from '../../../wire/mac.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { nameOfAddr, resolveName } from './names.ts';

const USAGE = `Usage:
  arp [-vn]  [<HW>] [-i <if>] [-a] [<hostname>]             <-Display ARP cache
  arp [-v]          [-i <if>] -d  <host> [pub]               <-Delete ARP entry
  arp [-vnD] [<HW>] [-i <if>] -f  [<filename>]            <-Add entry from file
  arp [-v]   [<HW>] [-i <if>] -s  <host> <hwaddr> [temp]            <-Add entry
  arp [-v]   [<HW>] [-i <if>] -Ds <host> <if> [netmask <nm>] pub          <-''-

        -a                       display (all) hosts in alternative (BSD) style
        -e                       display (all) hosts in default (Linux) style
        -s, --set                set a new ARP entry
        -d, --delete             delete a specified entry
        -v, --verbose            be verbose
        -n, --numeric            don't resolve names
        -i, --device             specify network interface (e.g. eth0)
        -D, --use-device         read <hwaddr> from given device
        -A, -p, --protocol       specify protocol family
        -f, --file               read new entries from file or from /etc/ethers

  <HW>=Use '-H <hw>' to specify hardware address type. Default: ether
  List of possible hardware types (which support ARP):
`;
const HARDWARE = `    ash (Ash) ether (Ethernet) ax25 (AMPR AX.25) 
    netrom (AMPR NET/ROM) rose (AMPR ROSE) arcnet (ARCnet) 
    dlci (Frame Relay DLCI) fddi (Fiber Distributed Data Interface) hippi (HIPPI) 
    irda (IrLAP) x25 (generic X.25) eui64 (Generic EUI-64) 
`;
const VERSION = `net-tools 2.10
+I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW: (ether) +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;
const HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

const OPTIONS: OptionTable = {
  about: 'arp - manipulate the system ARP cache',
  options: [
    { short: 'a', about: 'display (all) hosts in alternative (BSD) style' },
    { short: 'e', about: 'display (all) hosts in default (Linux) style' },
    { short: 's', long: 'set', about: 'set a new ARP entry' },
    { short: 'd', long: 'delete', about: 'delete a specified entry' },
    { short: 'v', long: 'verbose', about: 'be verbose' },
    { short: 'n', long: 'numeric', about: "don't resolve names" },
    { short: 'D', long: 'use-device', about: 'read <hwaddr> from given device' },
    { short: 'f', long: 'file', about: 'read new entries from file or from /etc/ethers' },
    { short: 'i', long: 'device', argument: 'if', about: 'specify network interface (e.g. eth0)' },
    { short: 'H', long: 'hw-type', argument: 'hw', about: 'hardware address type' },
    { short: 't', argument: 'hw', about: 'hardware address type' },
    { short: 'A', long: 'protocol', argument: 'family', about: 'specify protocol family' },
    { short: 'p', argument: 'family', about: 'specify protocol family' },
    { short: 'V', long: 'version', about: 'display version information' },
    { short: 'h', long: 'help', about: 'display the usage' },
  ],
  operands: '[<hostname>]',
  usage: USAGE,
};

const FAILED = 255;

export const arp: Program = {
  name: 'arp',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('arp', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + USAGE + HARDWARE);
      return 3;
    }
    const given = parsed.value;
    if (given.has('h')) {
      yield* out(proc, USAGE);
      yield* err(proc, HARDWARE);
      return 0;
    }
    if (given.has('V')) {
      yield* out(proc, VERSION);
      return 0;
    }
    const hardware = given.value('H') ?? given.value('t');
    if (hardware !== undefined && hardware !== 'ether')
      return yield* fail(proc, `arp: ${hardware}: unknown hardware type.`);
    if (given.has('f')) return yield* setFromFile(proc, given);
    if (given.has('d')) return yield* del(proc, given);
    return given.has('s') ? yield* set(proc, given) : yield* show(proc, given);
  },
};

function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, `${text}\n`);
  return FAILED;
}

function nsOf(proc: Proc): Netns {
  return proc.world.netns.get(proc.netns) as Netns;
}

function* show(proc: Proc, given: ParsedArgs): Co<number> {
  const ns = nsOf(proc);
  const [wanted] = given.operands;
  const host = wanted === undefined ? undefined : resolveName(proc, wanted);
  if (host && !host.ok) return yield* fail(proc, `${wanted}: Host name lookup failure`);
  const dev = given.value('i');
  const entries = neighList(ns).filter((neigh) => neigh.state !== 'NOARP');
  const rows = entries.filter(
    (neigh) =>
      (host === undefined || neigh.ip === host.value.addr) &&
      (dev === undefined || ns.devs.get(neigh.dev)?.name === dev),
  );
  const name = (addr: Ipv4Addr) => (given.has('n') ? undefined : nameOfAddr(proc, addr));
  const bsd = given.has('a');
  const lines = rows.map((neigh) => (bsd ? bsdLine : linuxLine)(ns, neigh, name(neigh.ip)));
  yield* out(proc, (rows.length > 0 && !bsd ? HEAD : '') + lines.join(''));
  const counts = `Entries: ${entries.length}\tSkipped: ${entries.length - rows.length}\tFound: ${rows.length}\n`;
  if (given.has('v')) yield* out(proc, counts);
  if (rows.length > 0) return 0;
  if (host && !bsd) yield* out(proc, `${wanted} (${host.value.addr}) -- no entry\n`);
  else if (dev !== undefined) yield* out(proc, `arp: in ${entries.length} entries no match found.\n`);
  return 0;
}

function linuxLine(ns: Netns, neigh: Neigh, name: string | undefined): string {
  const who = (name ?? neigh.ip).slice(0, 23).padEnd(25);
  const dev = ns.devs.get(neigh.dev)?.name ?? '';
  if (!isValid(neigh.state)) return `${who}${' '.repeat(8)}${'(incomplete)'.padEnd(42)}${dev}\n`;
  const flags = neigh.state === 'PERMANENT' ? 'CM' : 'C';
  return `${who}${'ether'.padEnd(8)}${(neigh.mac ?? '').padEnd(20)}${flags.padEnd(22)}${dev}\n`;
}

function bsdLine(ns: Netns, neigh: Neigh, name: string | undefined): string {
  const isKnown = isValid(neigh.state);
  const mac = isKnown ? `${neigh.mac} [ether]${neigh.state === 'PERMANENT' ? ' PERM' : ''}` : '<incomplete>';
  return `${name ?? '?'} (${neigh.ip}) at ${mac} on ${ns.devs.get(neigh.dev)?.name ?? ''}\n`;
}

/** Each line is what -s takes; # begins a comment. */
function* setFromFile(proc: Proc, given: ParsedArgs): Co<number> {
  const path = given.operands[0] ?? '/etc/ethers';
  const text = proc.files.read(path);
  if (!text.ok) return yield* fail(proc, `arp: cannot open etherfile ${path} !`);
  let status = 0;
  for (const line of text.value.split('\n')) {
    const words = line
      .replace(/#.*/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length > 0 && (yield* set(proc, given, words)) !== 0) status = FAILED;
  }
  return status;
}

function* set(proc: Proc, given: ParsedArgs, operands = given.operands): Co<number> {
  const [host, hardware, ...flags] = operands;
  if (host === undefined) return yield* fail(proc, 'arp: need host name');
  const found = resolveName(proc, host);
  if (!found.ok) return yield* fail(proc, `${host}: Host name lookup failure`);
  if (hardware === undefined) return yield* fail(proc, 'arp: need hardware address');
  const mac = parseMac(hardware.toLowerCase());
  if (!mac.ok) return yield* fail(proc, 'arp: invalid hardware address');
  if (flags.includes('pub')) return yield* fail(proc, 'SIOCSARP: No such device');
  const dev = deviceFor(proc, found.value.addr, given.value('i'));
  if (!dev.ok) return yield* fail(proc, `SIOCSARP: ${strerror(dev.error)}`);
  const state = flags.includes('temp') ? ({ state: 'STALE' } as const) : {};
  const done = applyOp(proc.world, {
    op: 'neigh.replace',
    netns: proc.netns,
    dev: dev.value,
    ip: found.value.addr,
    mac: mac.value,
    ...state,
  });
  return done.ok ? 0 : yield* fail(proc, `SIOCSARP: ${strerror(done.error.errno)}`);
}

function* del(proc: Proc, given: ParsedArgs): Co<number> {
  const [host] = given.operands;
  if (host === undefined) return yield* fail(proc, 'arp: need host name');
  const found = resolveName(proc, host);
  if (!found.ok) return yield* fail(proc, `${host}: Host name lookup failure`);
  const ip = found.value.addr;
  const dev = deviceFor(proc, ip, given.value('i'));
  if (!dev.ok) return yield* fail(proc, `SIOCDARP(dontpub): ${strerror(dev.error)}`);
  const done = applyOp(proc.world, { op: 'neigh.del', netns: proc.netns, dev: dev.value, ip });
  if (done.ok) return 0;
  if (done.error.errno !== 'ENOENT')
    return yield* fail(proc, `SIOCDARP(dontpub): ${strerror(done.error.errno)}`);
  yield* out(proc, `No ARP entry for ${host}\n`);
  return FAILED;
}

/** arp_req_set: without a device it is the one that the routing table says. */
function deviceFor(proc: Proc, addr: Ipv4Addr, given: string | undefined): Result<string, Errno> {
  if (given !== undefined) return nsOf(proc).ifindexes.has(given) ? ok(given) : no('ENODEV');
  const { world } = proc;
  world.beginTurn(undefined);
  const route = routeOutput({ world, ns: nsOf(proc) }, { dst: addr, tos: 0, purpose: 'output' });
  if (route.kind === 'error') return no(route.errno);
  // It looks for a route of scope link: what is behind a gateway isn't a neighbour.
  if (route.nextHop !== addr) return no('ENETUNREACH');
  return route.oif.kind === 'loopback' ? no('EINVAL') : ok(route.oif.name);
}
