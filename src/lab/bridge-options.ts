// A bridge's part in the spanning tree, between a document (seconds) and what netlink says (hundredths of a second).

import type { DevDoc } from '../document/schema.ts';

type BridgeDoc = NonNullable<DevDoc['bridge']>;
type Options = Readonly<Record<string, number>>;

/** br_dev_setup: the name in a document, that of iproute2, what a new bridge has, and how many make one of the document's. */
const TREE = [
  ['forwardDelay', 'forward_delay', 1500, 100],
  ['helloTime', 'hello_time', 200, 100],
  ['maxAge', 'max_age', 2000, 100],
  ['priority', 'priority', 32_768, 1],
] as const;

/** What differs from a new bridge's. */
export function treeDoc(options: Options = {}): BridgeDoc {
  const numbers = TREE.filter(([, name, usual]) => (options[name] ?? usual) !== usual).map(
    ([key, name, , unit]) => [key, (options[name] ?? 0) / unit],
  );
  return { ...(options['stp_state'] && { stp: true as const }), ...Object.fromEntries(numbers) };
}

/** The options that turn `from` into `to`. The protocol is switched on last: with it, the times have limits. */
export function treeOptions(from: BridgeDoc = {}, to: BridgeDoc = {}): Options {
  const changed = TREE.filter(([key]) => from[key] !== to[key]).map(([key, name, usual, unit]) => {
    const value = to[key];
    return [name, value === undefined ? usual : Math.round(value * unit)];
  });
  const stp = (from.stp ?? false) === (to.stp ?? false) ? {} : { stp_state: to.stp ? 1 : 0 };
  return { ...Object.fromEntries(changed), ...stp };
}
