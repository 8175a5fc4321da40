// What random labs are known to differ in, and why. A line that none of these covers is a divergence.

interface Deviation {
  readonly why: string;
  readonly covers: RegExp;
}

const DEVIATIONS: readonly Deviation[] = [
  {
    why:
      'a packet waits for ARP while its route is deleted: the kernel moves the dead route to the blackhole device of the ' +
      'first namespace, and the error about the failed neighbour is lost there (dst_dev_put); the engine still reports it',
    covers: /^frames \S+ lo #\d+: kernel "nothing", engine "out .* ICMP destination-unreachable code 1 about/,
  },
];

export function isDeviation(line: string): boolean {
  return DEVIATIONS.some(({ covers }) => covers.test(line));
}
