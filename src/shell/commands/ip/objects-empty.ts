// ip's objects of which there never is one here, such as tunnels, nexthops and IPsec states: their listings are those of a
// kernel where none was made (ip/iptunnel.c, ipnexthop.c, xfrm_state.c …), and making one is refused in our own words.

import { type Args, Exit, incomplete, unknownCommand } from './args.ts';
import type { Session } from './session.ts';
import { OTHER_USAGE } from './usage-others.ts';

type ObjectCommand = (s: Session, args: Args) => number;

/** What a list of nothing prints: with `-j` an empty array, for most. */
interface EmptyList {
  readonly text?: string;
  readonly hasJson?: boolean;
  /** Its one entry in JSON. */
  readonly entry?: readonly [key: string, value: string];
  /** `ip sr hmac show`: no command doesn't mean `show`. */
  readonly needsCommand?: boolean;
  /** What `flush` says about it; undefined if there is no such command. */
  readonly flush?: string;
  /** The commands that would change something. */
  readonly changes: readonly string[];
  readonly help: string;
}

const SHOW = ['show', 'list', 'lst'];

/** The commands that each of the objects has, for completion. */
export const EMPTY_OBJECT_COMMANDS: readonly string[] = ['show', 'list', 'help'];

function refuse(what: string): never {
  throw new Exit(1, `${what} is not modelled\n`);
}

function listOrRefuse(s: Session, args: Args, list: EmptyList): number {
  const { word } = args;
  if (!args.more || args.starts(...SHOW)) return showNothing(s, list);
  if (list.flush !== undefined && args.starts('flush')) {
    s.out(list.flush);
    return 0;
  }
  if (list.changes.some((change) => change.startsWith(word))) refuse(`${list.help} ${word}`);
  throw unknownCommand(word, list.help);
}

function showNothing(s: Session, { text = '', hasJson = true, entry }: EmptyList): number {
  if (!hasJson || !s.options.json) {
    s.out(text);
    return 0;
  }
  const print = s.printer();
  if (entry) {
    print.open();
    print.json(...entry);
    print.close();
  }
  s.out(print.finish());
  return 0;
}

/** An object with one list; its usage is what `help` prints. */
function lone(usage: string, list: EmptyList): ObjectCommand {
  return (s, args) => {
    if (args.more && args.starts('help')) throw new Exit(255, usage);
    return listOrRefuse(s, args, list);
  };
}

/** An object that is a set of others: `ip xfrm state`. Without a word, and after a wrong one, `unknown` has the say. */
function several(
  usage: string,
  lists: Readonly<Record<string, EmptyList>>,
  unknown: (word: string) => Exit,
): ObjectCommand {
  return (s, args) => {
    if (!args.more || args.starts('help')) throw new Exit(255, usage);
    const name = Object.keys(lists).find((known) => args.starts(known));
    if (name === undefined) throw unknown(args.word);
    args.skip();
    const list = lists[name] as EmptyList;
    if (!args.more && list.needsCommand) throw incomplete();
    return listOrRefuse(s, args, list);
  };
}

/** The kernel has a module for it that isn't there, so that netlink doesn't know the family (genl_init_handle). */
function withoutModule(usage: string): ObjectCommand {
  return (_, args) => {
    if (!args.more || args.starts('help')) throw new Exit(255, usage);
    throw new Exit(1, 'RTNETLINK answers: No such file or directory\nError talking to the kernel\n');
  };
}

const CHANGES = [
  'add',
  'change',
  'replace',
  'delete',
  'set',
  'update',
  'allocspi',
  'deleteall',
  'get',
  'bucket',
];

const nexthop: ObjectCommand = (s, args) => {
  const list: EmptyList = {
    changes: ['add', 'replace', 'bucket'],
    help: 'ip nexthop',
    flush: 'Nothing to flush\n',
  };
  const isOne = args.left.includes('id') && args.starts('show', 'list', 'get', 'delete');
  // nexthop_find_by_id: there is none of that number.
  if (args.more && isOne) throw new Exit(2, 'RTNETLINK answers: No such file or directory\n');
  return lone(OTHER_USAGE.nexthop, list)(s, args);
};

const NO_VRF = 'Name              Table\n-----------------------\nNo VRF has been configured\n';

const vrf: ObjectCommand = (s, args) => {
  const isNamed = args.left.length > 1;
  if (isNamed && args.starts('show', 'list')) throw new Exit(255, 'Invalid VRF\n');
  if (isNamed && args.is('exec')) throw new Exit(255, 'Invalid VRF name\n');
  if (isNamed && args.is('pids')) throw new Exit(1, 'Invalid VRF name\n');
  if (args.is('identify')) return 0;
  return lone(OTHER_USAGE.vrf, { text: NO_VRF, changes: [], help: 'ip vrf' })(s, args);
};

const tunnel: ObjectCommand = (s, args) => {
  const list: EmptyList = { changes: ['add', 'change', 'delete', 'prl', '6rd'], help: 'ip tunnel' };
  const isKnown = !args.more || args.starts(...SHOW, ...list.changes, 'help');
  // This one has no full stop.
  if (!isKnown) throw new Exit(255, `Command "${args.word}" is unknown, try "ip tunnel help"\n`);
  return lone(OTHER_USAGE.tunnel, list)(s, args);
};

const tuntap = lone(OTHER_USAGE.tuntap, { changes: ['add', 'delete'], help: 'ip tuntap' });

const tcpMetrics = lone(OTHER_USAGE.tcp_metrics, {
  changes: ['delete', 'get'],
  help: 'ip tcp_metrics',
  flush: '',
});

const xfrmList = (help: string, extra: Partial<EmptyList> = {}): EmptyList => ({
  hasJson: false,
  flush: '',
  changes: [...CHANGES, 'count', 'setdefault', 'getdefault'],
  help,
  ...extra,
});

const xfrm = several(
  OTHER_USAGE.xfrm,
  { state: xfrmList('ip xfrm state'), policy: xfrmList('ip xfrm policy') },
  () => new Exit(255, OTHER_USAGE.xfrm),
);

const mptcp = several(
  OTHER_USAGE.mptcp,
  {
    endpoint: { flush: '', changes: ['add', 'delete', 'change'], help: 'ip mptcp' },
    limits: {
      text: 'add_addr_accepted 0 subflows 2 \n',
      hasJson: false,
      changes: ['set'],
      help: 'ip mptcp',
    },
  },
  (word) => unknownCommand(word, 'ip mptcp'),
);

const sr = several(
  OTHER_USAGE.sr,
  {
    hmac: { needsCommand: true, changes: ['set'], help: 'ip sr' },
    tunsrc: {
      needsCommand: true,
      text: 'tunsrc addr ::\n',
      entry: ['tunsrc', '::'],
      changes: ['set'],
      help: 'ip sr',
    },
  },
  (word) => new Exit(255, `Error: argument "${word}" is wrong: unknown\n`),
);

const ioam = several(
  OTHER_USAGE.ioam,
  {
    namespace: { needsCommand: true, changes: ['add', 'delete', 'set'], help: 'ip ioam' },
    schema: { needsCommand: true, changes: ['add', 'delete'], help: 'ip ioam' },
  },
  (word) => new Exit(255, `Error: argument "${word}" is wrong: Unknown\n`),
);

/** In the order of cmds[] (ip/ip.c). */
export const EMPTY_OBJECTS: readonly (readonly [word: string, run: ObjectCommand])[] = [
  ['l2tp', withoutModule(OTHER_USAGE.l2tp)],
  ['fou', withoutModule(OTHER_USAGE.fou)],
  ['ila', withoutModule(OTHER_USAGE.ila)],
  ['macsec', withoutModule(OTHER_USAGE.macsec)],
  ['tunnel', tunnel],
  ['tunl', tunnel],
  ['tuntap', tuntap],
  ['tap', tuntap],
  ['token', lone(OTHER_USAGE.token, { changes: ['set', 'delete', 'get'], help: 'ip token' })],
  ['tcpmetrics', tcpMetrics],
  ['tcp_metrics', tcpMetrics],
  ['xfrm', xfrm],
  ['mroute', lone(OTHER_USAGE.mroute, { changes: [], help: 'ip mroute' })],
  ['vrf', vrf],
  ['sr', sr],
  ['nexthop', nexthop],
  ['mptcp', mptcp],
  ['ioam', ioam],
  ...['ntable', 'ntbl', 'mrule', 'stats'].map((word) => [word, () => refuse(`ip ${word}`)] as const),
];
