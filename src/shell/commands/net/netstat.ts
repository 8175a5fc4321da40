// netstat(8) of net-tools 2.10: routes, devices, counters, and the sockets that there are.
// Simplified: programs have no sockets that it would list yet, so that its tables are empty.

import type { Netns } from '../../../engine/netns.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { groupsOf } from '../../../engine/vfs/proc-net-groups.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { NETSTAT_FAMILIES, NETSTAT_USAGE } from './netstat-usage.ts';
import { interfaces, longText, NETSTAT_HEAD, shortText } from './interface-rows.ts';
import { shownName } from './route.ts';
import { hasRouteFile, routeTable } from './route-rows.ts';
import { snmpText } from './snmp-text.ts';

const OPTIONS: OptionTable = {
  about: 'netstat - print network connections, routing tables, interface statistics',
  options: [
    { short: 'r', long: 'route', about: 'display routing table' },
    { short: 'i', long: 'interfaces', about: 'display interface table' },
    { short: 'g', long: 'groups', about: 'display multicast group memberships' },
    { short: 's', long: 'statistics', about: 'display networking statistics (like SNMP)' },
    { short: 'v', long: 'verbose', about: 'be verbose' },
    { short: 'W', long: 'wide', about: "don't truncate IP addresses" },
    { short: 'n', long: 'numeric', about: "don't resolve names" },
    { short: 'e', long: 'extend', about: 'display other/more information' },
    { short: 'p', long: 'programs', about: 'display PID/Program name for sockets' },
    { short: 'o', long: 'timers', about: 'display timers' },
    { short: 'l', long: 'listening', about: 'display listening server sockets' },
    { short: 'a', long: 'all', about: 'display all sockets (default: connected)' },
    { short: 't', long: 'tcp', about: 'TCP sockets' },
    { short: 'u', long: 'udp', about: 'UDP sockets' },
    { short: 'w', long: 'raw', about: 'raw sockets' },
    { short: 'x', long: 'unix', about: 'Unix domain sockets' },
    { short: 'A', argument: 'family', about: 'use that address family' },
    { short: '4', long: 'inet', about: 'IPv4' },
    { short: '6', long: 'inet6', about: 'IPv6' },
    { short: 'M', long: 'masquerade', about: 'display masqueraded connections' },
    { short: 'c', long: 'continuous', about: 'continuous listing' },
    { short: 'C', long: 'cache', about: 'display routing cache instead of FIB' },
    { short: 'F', long: 'fib', about: 'display Forwarding Information Base (default)' },
    { short: 'N', long: 'symbolic', about: 'resolve hardware names' },
    { short: 'Z', long: 'context', about: 'display SELinux security context for sockets' },
    { long: 'numeric-hosts', about: "don't resolve host names" },
    { long: 'numeric-ports', about: "don't resolve port names" },
    { long: 'numeric-users', about: "don't resolve user names" },
    { short: 'h', long: 'help', about: 'display the usage' },
    { short: 'V', long: 'version', about: 'display version' },
  ],
};

const VERSION = `net-tools 2.10
Fred Baumgarten, Alan Cox, Bernd Eckenfels, Phil Blundell, Tuan Hoang, Brian Micek and others
+NEW_ADDRT +RTF_IRTT +RTF_REJECT +FW_MASQUERADE +I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW:  +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

export const netstat: Program = {
  name: 'netstat',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('netstat', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + NETSTAT_USAGE + NETSTAT_FAMILIES);
      return 3;
    }
    const given = parsed.value;
    if (given.has('V')) {
      yield* out(proc, VERSION);
      return 0;
    }
    if (given.has('h')) {
      yield* out(proc, NETSTAT_USAGE);
      yield* err(proc, NETSTAT_FAMILIES);
      return 0;
    }
    if (given.has('Z')) return yield* refuse(proc, 'SELinux is not enabled on this machine.');
    if (given.has('M')) return yield* refuse(proc, "netstat: no support for `ip_masquerade' on this system.");
    const ns = proc.world.netns.get(proc.netns) as Netns;
    if (given.has('g')) {
      yield* out(proc, groupsText(ns));
      return 0;
    }
    if (given.has('r')) return yield* routes(proc, ns, given);
    if (given.has('i')) return yield* devices(proc, ns, given.has('e'));
    yield* out(
      proc,
      given.has('s')
        ? snmpText(proc, { tcp: given.has('t'), udp: given.has('u'), raw: given.has('w') })
        : sockets(given),
    );
    return 0;
  },
};

function* refuse(proc: Proc, text: string): Co<number> {
  yield* err(proc, `${text}\n`);
  return 1;
}

/** -g: IPv4's groups device by device, then IPv6's. */
function groupsText(ns: Netns): string {
  const groups = devsInOrder(ns).map((dev) => ({ dev, ...groupsOf(ns, dev) }));
  const row = ({ name }: Dev, group: string) => `${name.padEnd(15)} ${'1'.padEnd(6)} ${group}\n`;
  const four = groups.flatMap(({ dev, inet }) => inet.map((group) => row(dev, group)));
  const six = groups.flatMap(({ dev, inet6 }) => inet6.map((group) => row(dev, group)));
  return `IPv6/IPv4 Group Memberships\nInterface       RefCnt Group\n--------------- ------ ---------------------\n${[...four, ...six].join('')}`;
}

function* routes(proc: Proc, ns: Netns, given: ParsedArgs): Co<number> {
  if (given.has('C')) {
    yield* out(
      proc,
      'Kernel IP routing cache\nSource          Destination     Gateway         Flags   MSS Window  irtt Iface\n',
    );
    return 0;
  }

  const columns = given.has('e') ? 'metric' : 'mss';
  yield* out(
    proc,
    routeTable(ns, columns, (addr) => shownName(proc, addr, given.has('n'))),
  );
  return hasRouteFile(ns) ? 0 : 1;
}

function* devices(proc: Proc, ns: Netns, long: boolean): Co<number> {
  const rows = interfaces(ns).filter(({ dev }) => dev.up);
  const text = rows.map((row) => (long ? longText({ world: proc.world, ns }, row) : shortText(ns, row)));
  yield* out(proc, `Kernel Interface table\n${long ? '' : NETSTAT_HEAD}${text.join('')}`);
  return 0;
}

function sockets(given: ParsedArgs): string {
  const which = given.has('a')
    ? '(servers and established)'
    : given.has('l')
      ? '(only servers)'
      : '(w/o servers)';
  const named = given.has('t') || given.has('u') || given.has('w') || given.has('4') || given.has('A');
  const owner = given.has('e') ? ' User       Inode     ' : '';
  const process = given.has('p') ? ' PID/Program name    ' : '';
  const inet = `Active Internet connections ${which}
Proto Recv-Q Send-Q Local Address           Foreign Address         State      ${owner}${process}
`;
  const unix = `Active UNIX domain sockets ${which}
Proto RefCnt Flags       Type       State         I-Node  ${given.has('p') ? ' PID/Program name    ' : ''} Path
`;
  if (given.has('x') && !named) return unix;
  return named && !given.has('x') ? inet : inet + unix;
}
