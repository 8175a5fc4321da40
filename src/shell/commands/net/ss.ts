// ss(8) of iproute2 6.1.0. Simplified: programs have no sockets that it would list yet, so that its tables are empty.

import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { OptionTable } from '../../options.ts';
import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { SS_USAGE } from './ss-usage.ts';

/** The lines `   -h, --help          text` of the usage text are the table. */
function optionsIn(usage: string): OptionTable['options'] {
  return usage.split('\n').flatMap((line) => {
    const match = /^ {3}(?:-(\w), | {4})--([\w-]+)(?:=(\w+))?(?:, --\S+)? +(\S.*)$/.exec(line);
    if (!match) return [];
    const [, short, long = '', argument, about = ''] = match;
    return [{ long, about, ...(short && { short }), ...(argument && { argument }) }];
  });
}

const OPTIONS: OptionTable = {
  about: 'ss - another utility to investigate sockets',
  options: [
    ...optionsIn(SS_USAGE),
    { short: 'A', long: 'query', argument: 'QUERY', about: 'list of socket tables' },
  ],
  operands: '[ FILTER ]',
  usage: SS_USAGE,
};

const SUMMARY = `Total: 0
TCP:   0 (estab 0, closed 0, orphaned 0, timewait 0)

Transport Total     IP        IPv6
RAW\t  0         0         0        
UDP\t  0         0         0        
TCP\t  0         0         0        
INET\t  0         0         0        
FRAG\t  0         0         0        

`;

const STATES = new Set([
  ...[
    'all',
    'connected',
    'synchronized',
    'bucket',
    'big',
    'established',
    'syn-sent',
    'syn-recv',
    'fin-wait-1',
  ],
  ...['fin-wait-2', 'time-wait', 'closed', 'close-wait', 'last-ack', 'listening', 'closing', 'unconnected'],
]);
const TABLES = new Set([
  ...['all', 'inet', 'tcp', 'mptcp', 'udp', 'raw', 'unix', 'unix_dgram', 'unix_stream', 'unix_seqpacket'],
  ...['packet', 'packet_raw', 'packet_dgram', 'netlink', 'dccp', 'sctp', 'vsock_stream', 'vsock_dgram'],
  ...['tipc', 'xdp'],
]);

function refusal(given: ParsedArgs): { readonly text: string; readonly status: number } | undefined {
  if (given.has('Z') || given.has('z')) return { text: 'ss: SELinux is not enabled.\n', status: 1 };
  const [filter, state = ''] = given.operands;
  if (filter === 'state' && !STATES.has(state))
    return { text: `ss: wrong state name: ${state}\n`, status: 255 };
  const tables = given.value('A')?.split(',') ?? [];
  const unknown = tables.find((name) => !TABLES.has(name));
  if (unknown === undefined) return undefined;
  return { text: `ss: "${unknown}" is illegal socket table id\n${SS_USAGE}`, status: 255 };
}

export const ss: Program = {
  name: 'ss',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('ss', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + SS_USAGE);
      return 255;
    }
    const given = parsed.value;
    if (given.has('h') || given.has('V')) {
      yield* out(proc, given.has('h') ? SS_USAGE : 'ss utility, iproute2-6.1.0\n');
      return 0;
    }
    const refused = refusal(given);
    if (refused) {
      yield* err(proc, refused.text);
      return refused.status;
    }
    if (given.has('s')) {
      yield* out(proc, SUMMARY);
      return 0;
    }
    if (!given.has('H')) yield* out(proc, headings(given));
    return 0;
  },
};

/** Netid is there when several kinds of socket are asked for, State when they may be in several. */
function headings(given: ParsedArgs): string {
  const asked = (given.value('A') ?? '').split(',').map((name) => name[0]);
  const kinds = ['t', 'u', 'w', 'x', '0', 'd', 'S', 'M'].filter(
    (kind) => given.has(kind) || asked.includes(kind),
  );
  const [only] = kinds;
  const netid = kinds.length !== 1 || only === 'x' || only === '0' ? 'Netid ' : '';
  const alone = kinds.length === 1 && (only === 'u' || only === 'w' || only === '0');
  const oneState = given.operands[0] === 'state' || (alone && !given.has('a') && !given.has('l'));
  return `${netid}${oneState ? '' : 'State '}Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n`;
}
