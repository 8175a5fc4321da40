// Where the engine's output isn't the recorded one, and why. A test holds this list to the truth: what is listed differs,
// and nothing else does. `npm run recordings -- --list` prints what differs now.

export const DEVIATIONS: Readonly<Record<string, readonly string[]>> = {
  "the hundredth of a second of an ageing timer is the clock's": ['switching/ping-same-subnet#32'],
  'how long a neighbour stays REACHABLE is drawn at random (15 to 45 s)': [
    'switching/peer-down#8',
    'switching/peer-down#10',
    'routing/host-unreachable#1',
  ],
  'IPv6 is not modelled yet: link-local addresses are shown, nothing is sent': [
    'switching/ipv6-on#24',
    'switching/ipv6-on#25',
    'switching/ipv6-on#27',
    // Its settings under net.ipv6 are not there.
    'routing/sysctl#3',
    // Duplicate address detection and multicast reports made a port known that no other packet came in by.
    'namespaces/bridge#46',
  ],
  'the first answer was late because linkwatch was: the carrier comes at once in the engine': [
    'switching/direct#14',
  ],
  'TCP is not there yet: traceroute -T': ['routing/ttl#7'],
  'netfilter is not there yet': [
    'routing/host-unreachable#13',
    'routing/host-unreachable#15',
    'routing/host-unreachable#16',
    'routing/host-unreachable#18',
    'routing/host-unreachable#19',
    'routing/host-unreachable#21',
    'namespaces/outside#21',
    'namespaces/outside#22',
    'namespaces/outside#24',
    'namespaces/outside#25',
    'namespaces/outside#31',
    'namespaces/dnat#8',
    'namespaces/dnat#9',
    'namespaces/dnat#12',
    'namespaces/dnat#15',
    'namespaces/dnat#20',
  ],
  'follows from netfilter: no rule drops or rejects it': [
    'routing/host-unreachable#14',
    'routing/host-unreachable#17',
    'routing/host-unreachable#20',
  ],
  'the recorder had mounted a tmpfs on /run/netns, and its /run had more folders': ['namespaces/netns#8'],
  "the recorder's machine had a file of its own in /": ['namespaces/netns#39'],
  'linkwatch: state LOWERLAYERDOWN is shown while the peer is down': ['namespaces/veth#26'],
  'follows from netfilter: without MASQUERADE the answer does not come back': [
    'namespaces/outside#23',
    'namespaces/outside#28',
    'namespaces/outside#32',
    'namespaces/outside#20',
  ],
  'TCP is not there yet: curl, nc and a web server': [
    'namespaces/dnat#2',
    'namespaces/dnat#3',
    'namespaces/dnat#4',
    'namespaces/dnat#6',
    'namespaces/dnat#10',
    'namespaces/dnat#11',
    'namespaces/dnat#13',
    'namespaces/dnat#14',
    'namespaces/dnat#16',
    'namespaces/dnat#17',
    'namespaces/dnat#19',
    'namespaces/dnat#0',
  ],
  'mtr was not installed where the recording was made': ['routing/ttl#15'],
  'MAC addresses are drawn at random, and the bridge takes the lowest of its ports': [
    'namespaces/bridge#33',
    'namespaces/bridge#48',
  ],
  "the recorder's own processes kept namespaces alive": ['namespaces/cleanup#13'],
};

const BY_KEY = new Map(Object.entries(DEVIATIONS).flatMap(([why, keys]) => keys.map((key) => [key, why])));

export function deviationOf(key: string): string | undefined {
  return BY_KEY.get(key);
}
