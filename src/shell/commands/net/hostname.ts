// hostname(1) of Debian's hostname 3.23: shows and sets the machine's name, and what the resolver makes of it.

import { devsInOrder } from '../../../engine/device/table.ts';
import { addrsOf } from '../../../engine/fib/addr-table.ts';
import type { Netns } from '../../../engine/netns.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { hostsNamed, nameOfAddr, resolveName } from './names.ts';

const HOSTNAME = '/proc/sys/kernel/hostname';
const USAGE = `Usage: hostname [-b] {hostname|-F file}         set host name (from file)
       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name
       hostname                                 display host name

       {yp,nis,}domainname {nisdomain|-F file}  set NIS domain name (from file)
       {yp,nis,}domainname                      display NIS domain name

       dnsdomainname                            display dns domain name

       hostname -V|--version|-h|--help          print info and exit

Program name:
       {yp,nis,}domainname=hostname -y
       dnsdomainname=hostname -d

Program options:
    -a, --alias            alias names
    -A, --all-fqdns        all long host names (FQDNs)
    -b, --boot             set default hostname if none available
    -d, --domain           DNS domain name
    -f, --fqdn, --long     long host name (FQDN)
    -F, --file             read host name or NIS domain name from given file
    -i, --ip-address       addresses for the host name
    -I, --all-ip-addresses all addresses for the host
    -s, --short            short host name
    -y, --yp, --nis        NIS/YP domain name

Description:
   This command can get or set the host name or the NIS domain name. You can
   also get the DNS domain or the FQDN (fully qualified domain name).
   Unless you are using bind or NIS for host lookups you can change the
   FQDN (Fully Qualified Domain Name) and the DNS domain name (which is
   part of the FQDN) in the /etc/hosts file.
`;

const OPTIONS: OptionTable = {
  about: "hostname - show or set the system's host name",
  options: [
    { short: 'a', long: 'alias', about: 'alias names' },
    { short: 'A', long: 'all-fqdns', about: 'all long host names (FQDNs)' },
    { short: 'b', long: 'boot', about: 'set default hostname if none available' },
    { short: 'd', long: 'domain', about: 'DNS domain name' },
    { short: 'f', long: 'fqdn', about: 'long host name (FQDN)' },
    { short: 'F', long: 'file', argument: 'file', about: 'read host name from given file' },
    { short: 'i', long: 'ip-address', about: 'addresses for the host name' },
    { short: 'I', long: 'all-ip-addresses', about: 'all addresses for the host' },
    { short: 's', long: 'short', about: 'short host name' },
    { short: 'y', long: 'yp', about: 'NIS/YP domain name' },
    { short: 'V', long: 'version', about: 'print version and exit' },
    { short: 'h', long: 'help', about: 'print the usage and exit' },
    { long: 'long', about: 'long host name (FQDN)' },
    { long: 'nis', about: 'NIS/YP domain name' },
  ],
  operands: '[hostname]',
  usage: USAGE,
};

export const hostname: Program = {
  name: 'hostname',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('hostname', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      yield* out(proc, USAGE);
      return 255;
    }
    const given = parsed.value;
    const [name] = given.operands;
    if (given.has('h')) {
      yield* out(proc, USAGE);
      return 0;
    }
    if (given.has('V')) {
      yield* out(proc, 'hostname 3.23\n');
      return 0;
    }
    const file = given.value('F');
    if (file !== undefined) return yield* setFrom(proc, file);
    return name === undefined ? yield* show(proc, given) : yield* set(proc, name);
  },
};

export function hostName(proc: Proc): string {
  const text = proc.files.read(HOSTNAME);
  return text.ok ? text.value.replace(/\n$/, '') : '';
}

function* show(proc: Proc, given: ParsedArgs): Co<number> {
  const name = hostName(proc);
  if (given.has('I')) {
    yield* out(
      proc,
      `${allAddresses(proc)
        .map((addr) => `${addr} `)
        .join('')}\n`,
    );
    return 0;
  }
  if (given.has('A')) {
    yield* out(
      proc,
      `${allNames(proc)
        .map((one) => `${one} `)
        .join('')}\n`,
    );
    return 0;
  }
  if (given.has('s')) return yield* line(proc, name.split('.')[0] ?? '');
  if (given.has('y') || given.has('nis')) {
    yield* err(proc, 'hostname: Local domain name not set\n');
    return 1;
  }
  const asks = ['i', 'f', 'd', 'a', 'long'].find((option) => given.has(option));
  if (asks === undefined) return yield* line(proc, name);
  const found = resolveName(proc, name);
  if (!found.ok) {
    yield* err(proc, `hostname: ${found.error}\n`);
    return 1;
  }
  const [host] = hostsNamed(proc, name);
  const fqdn = found.value.canonical;
  if (asks === 'i')
    return yield* line(
      proc,
      hostsNamed(proc, name)
        .map(({ addr }) => addr)
        .join(' '),
    );
  if (asks === 'a') return yield* line(proc, (host?.names.slice(1) ?? []).join(' '));
  const dot = fqdn.indexOf('.');
  if (asks === 'd') return dot < 0 ? 0 : yield* line(proc, fqdn.slice(dot + 1));
  return yield* line(proc, fqdn);
}

function* line(proc: Proc, text: string): Co<number> {
  yield* out(proc, `${text}\n`);
  return 0;
}

/** Of devices that are up, loopback and link-local left out. */
function allAddresses(proc: Proc): string[] {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  return devsInOrder(ns)
    .filter((dev) => dev.up && dev.kind !== 'loopback')
    .flatMap((dev) => addrsOf(ns, dev.ifindex).map((ifa) => ifa.cidr.addr));
}

function allNames(proc: Proc): string[] {
  const names = allAddresses(proc).map((addr) => nameOfAddr(proc, addr as never));
  return names.filter((name) => name !== undefined);
}

function* setFrom(proc: Proc, path: string): Co<number> {
  const opened = proc.open(path, 'read');
  if (!opened.ok) {
    yield* err(proc, 'hostname: No such file or directory\n');
    return 1;
  }
  let text = '';
  for (let part = yield* opened.value.read(); part !== ''; part = yield* opened.value.read()) text += part;
  const name = text.split('\n').find((row) => row !== '' && !row.startsWith('#')) ?? '';
  return yield* set(proc, name.trim());
}

function* set(proc: Proc, name: string): Co<number> {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name)) {
    yield* err(proc, 'hostname: the specified hostname is invalid\n');
    return 1;
  }
  proc.files.write(HOSTNAME, name);
  return 0;
}
