// What share of the labs has what: a judge is worth as much as what it looks at.

import type { RandomLab } from './lab.ts';

const FEATURES: readonly (readonly [name: string, in_: RegExp])[] = [
  ['bridge', /type bridge/],
  ['bridge with an address', /addr add \S+ dev br\d/],
  ['router', /-n r1 |exec r1 /],
  ['policy rules', /rule add/],
  ['extra tables', /route add .* table /],
  ['blackhole, unreachable, prohibit, throw', /(blackhole|unreachable|prohibit|throw)/],
  ['metric, src, scope, onlink', /route .*(metric|src|scope|onlink)/],
  ['sysctl', /sysctl -qw net\.ipv4\.(?!neigh)/],
  ['static neighbour', /neigh (add|replace)/],
  ['mtu', / mtu \d/],
  ['vxlan', /type vxlan/],
  ['FDB entry by hand', /bridge fdb/],
  ['link down', /link set \S+ down/],
  ['delete', /\b(del|flush)\b/],
  ['rename or move', /link set \S+ (name|netns)/],
  ['traceroute', /traceroute/],
  ['arping', /arping/],
  ['ip route get', /route get/],
  ['ping to a broadcast address', /ping .*(\.255|\.0)$/m],
  ['legacy tools', /\b(brctl|ifconfig|route add default gw)\b/],
];

export class FeatureShares {
  readonly #counts = new Map<string, number>();
  #labs = 0;

  add({ steps }: RandomLab): void {
    this.#labs++;
    const text = steps.map((step) => step.text).join('\n');
    for (const [name, pattern] of FEATURES)
      if (pattern.test(text)) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** `bridge 80 %, router 31 %, …` */
  toString(): string {
    return FEATURES.map(([name]) => {
      const share = (this.#counts.get(name) ?? 0) / Math.max(1, this.#labs);
      return `${name} ${Math.round(100 * share)} %`;
    }).join(', ');
  }
}
