// tracepath(8) of iputils 20221126: the path, and the MTU along it. One UDP probe at a time, as large as is known to fit.

import { err as no, ok, type Result } from '../../../base/result.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { parseNumber } from './iputils-number.ts';
import { EAI_ADDRFAMILY, hostSources, inetAton, nameOfAddr, resolveName } from './names.ts';
import { LONGEST, Path, type PathPlan } from './tracepath-hops.ts';

const USAGE = `
Usage
  tracepath [options] <destination>

Options:
  -4             use IPv4
  -6             use IPv6
  -b             print both name and ip
  -l <length>    use packet <length>
  -m <hops>      use maximum <hops>
  -n             no dns name resolution
  -p <port>      use destination <port>
  -V             print version and exit
  <destination>  dns name or ip address

For more details see tracepath(8).
`;

const OPTIONS: OptionTable = {
  about: 'tracepath - trace path to a network host discovering MTU along this path',
  options: [
    { short: '4', about: 'use IPv4' },
    { short: '6', about: 'use IPv6' },
    { short: 'b', about: 'print both name and IP' },
    { short: 'l', argument: 'length', about: 'use packet <length>' },
    { short: 'm', argument: 'hops', about: 'use maximum <hops>' },
    { short: 'n', about: 'no reverse DNS name resolution' },
    { short: 'p', argument: 'port', about: 'use destination <port>' },
    { short: 'V', about: 'print version and exit' },
    { short: 'h', about: 'print the usage and exit' },
  ],
  operands: '<destination>',
  usage: USAGE,
};

const VERSION = `tracepath from iputils 20221126
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;
const BASE_PORT = 44_444;
const OVERHEAD = 28;
const INT_MAX = 2_147_483_647;

export const tracepath: Program = {
  name: 'tracepath',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('tracepath', OPTIONS, args, { noHint: true });
    if (parsed.ok && parsed.value.has('V')) {
      yield* out(proc, VERSION);
      return 0;
    }
    if (!parsed.ok || parsed.value.has('h') || parsed.value.operands.length !== 1) {
      yield* err(proc, (parsed.ok ? '' : parsed.error) + USAGE);
      return 255;
    }
    const plan = planOf(proc, parsed.value);
    if (plan.ok) return yield* new Path(proc, plan.value).run();
    yield* err(proc, `tracepath: ${plan.error}\n`);
    return 1;
  },
};

function planOf(proc: Proc, given: ParsedArgs): Result<PathPlan> {
  const [word = ''] = given.operands;
  const [host = '', ownPort] = word.split('/');
  const hops = number(given, 'm', 30, 255);
  if (!hops.ok) return hops;
  const port = number(given, 'p', Number.parseInt(ownPort ?? '', 10) || BASE_PORT, LONGEST);
  if (!port.ok) return port;
  const length = number(given, 'l', LONGEST, INT_MAX);
  if (!length.ok) return length;
  const found = given.has('6') && inetAton(host) ? no(EAI_ADDRFAMILY) : resolveName(proc, host);
  if (!found.ok) return no(`${host}: ${found.error}`);
  if (length.value <= OVERHEAD) return no(`pktlen must be within: ${OVERHEAD} < value <= ${INT_MAX}`);
  // A DNS server would have to be asked, and there is none: getnameinfo() fails.
  const nameless = (addr: Ipv4Addr) => (hostSources(proc).includes('dns') ? '???' : addr);
  const shown = (addr: Ipv4Addr) => {
    const name = given.has('n') ? addr : (nameOfAddr(proc, addr) ?? nameless(addr));
    return given.has('b') ? `${name} (${addr})` : name;
  };
  return ok({
    to: found.value.addr,
    shown,
    port: port.value || BASE_PORT,
    hops: hops.value,
    length: length.value,
  });
}

function number(given: ParsedArgs, option: string, absent: number, max: number): Result<number> {
  const text = given.value(option);
  return text === undefined ? ok(absent) : parseNumber(text, { min: 0, max });
}
