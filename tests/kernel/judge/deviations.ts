// What random labs are known to differ in, and why. A line that none of these covers is a divergence.

interface Deviation {
  readonly why: string;
  readonly covers: RegExp;
  /** A lab that shows it; the test that it still does is judge.test.ts. */
  readonly shown: readonly string[];
}

const HOST = [
  'ip netns add a',
  'ip netns exec a sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1',
  'ip -n a link set lo up',
  'ip -n a link add eth0 index 11 address 02:00:00:00:00:0b type veth peer name p0 index 12 address 02:00:00:00:00:0c',
  'ip -n a link set p0 up',
  'ip -n a link set eth0 up',
  'ip -n a addr add 10.0.0.1/24 dev eth0',
];

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
];

export function isDeviation(line: string): boolean {
  return DEVIATIONS.some(({ covers }) => covers.test(line));
}
