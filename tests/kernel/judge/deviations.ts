// What random labs are known to differ in, and why. A line that none of these covers is a divergence.

interface Deviation {
  readonly why: string;
  readonly covers: RegExp;
  /** A lab that shows it; the test that it still does is judge.test.ts. */
  readonly shown: readonly string[];
}

const NO_IPV6 = 'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1';

const HOST = [
  'ip netns add a',
  `ip netns exec a ${NO_IPV6}`,
  'ip -n a link set lo up',
  'ip -n a link add eth0 index 11 address 02:00:00:00:00:0b type veth peer name p0 index 12 address 02:00:00:00:00:0c',
  'ip -n a link set p0 up',
  'ip -n a link set eth0 up',
  'ip -n a addr add 10.0.0.1/24 dev eth0',
];

/** Namespaces 10.0.0.1, .2 … on one bridge of the root namespace. */
function lan(names: readonly string[]): string[] {
  const bridge = [NO_IPV6, 'ip link add br0 type bridge mcast_snooping 0', 'ip link set br0 up'];
  return [...bridge, ...names.flatMap((name, i) => onBridge(name, i + 1))];
}

function onBridge(name: string, number: number): string[] {
  const [index, mac] = [10 + 2 * number, `02:00:00:00:00:0${number}`];
  return [
    `ip netns add ${name}`,
    `ip netns exec ${name} ${NO_IPV6}`,
    `ip link add p${number} index ${index} address 02:00:00:00:01:0${number} type veth peer name eth0 index ${index + 1} netns ${name} address ${mac}`,
    `ip link set p${number} master br0 up`,
    `ip -n ${name} link set eth0 up`,
    `ip -n ${name} addr add 10.0.0.${number}/24 dev eth0`,
  ];
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    why:
      'a packet waits for ARP while its route is deleted: the kernel moves the dead route to the blackhole device of the ' +
      'first namespace, and the error about the failed neighbour is lost there (dst_dev_put); the engine still reports it',
    covers: /^frames \S+ lo #\d+: kernel "nothing", engine "out .* ICMP destination-unreachable code 1 about/,
    shown: [
      ...HOST,
      'ip netns exec a ping -n -c 1 -W 1 10.0.0.9',
      'ip -n a route del 10.0.0.0/24',
      ': later',
    ],
  },
  {
    why:
      'a redirect and then an error arrive before ping reads: an error wakes it first (sk_err), and if it was the last that ' +
      "ping waited for, ping ends without the redirect; the engine's ping reads each as it comes",
    covers:
      /^\$ .*\bping .* #\d+: kernel "From \S+ icmp_seq=\d+ [TD].*", engine "From \S+: icmp_seq=\d+ Redirect Host/,
    shown: [
      ...lan(['a', 'b', 'c']),
      ...['b', 'c'].map((name) => `ip netns exec ${name} sysctl -qw net.ipv4.ip_forward=1`),
      'ip -n a route add default via 10.0.0.2',
      'ip -n b route add default via 10.0.0.3',
      'ip netns exec a ping -n -c 1 -W 1 -t 2 10.7.0.1',
    ],
  },
  {
    why:
      "an error about the host's own ARP comes in on lo: a ping that is bound to a device isn't told of it, but reads the ICMP " +
      'message itself, and counts what was under way (`pipe N`); the engine tells it nothing',
    covers: /^\$ .*\bping .*-I .* #\d+: kernel "pipe \d+", engine ""$/,
    shown: [...HOST, 'ip netns exec a ping -n -c 3 -W 2 -I eth0 10.0.0.9'],
  },
];

export function isDeviation(line: string): boolean {
  return DEVIATIONS.some(({ covers }) => covers.test(line));
}
