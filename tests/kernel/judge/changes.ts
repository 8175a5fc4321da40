// What people change in a network that runs: breaks, repairs, and looks for where the fault may be.

import type { Draft, Seat } from './draft.ts';
import { EXTRAS, kernelSwitch } from './extras.ts';

type Change = (draft: Draft) => void;

export const CHANGES: readonly Change[] = [
  onSeat((draft, { host, dev }) => draft.ip(host, `link set ${dev} ${upOrDown(draft)}`)),
  onSeat((draft, { far }) => draft.ip(far.netns, `link set ${far.name} ${upOrDown(draft)}`)),
  onSeat((draft, { far }) => draft.ip(far.netns, `link set ${far.name} nomaster`)),
  onSeat((draft, { host, dev }) => {
    draft.ip(host, `link set ${dev} down`);
    draft.ip(host, `link set ${dev} up`);
  }),
  onSeat((draft, { host, dev, addr }) =>
    draft.ip(host, `addr ${draft.of(['add', 'del'])} ${addr}/24 dev ${dev}`),
  ),
  onSeat((draft, { host, dev, addr }) => {
    draft.ip(host, `addr del ${addr}/24 dev ${dev}`);
    draft.ip(host, `addr add ${draft.of([addr, `${addr.slice(0, -1)}9`])}/24 dev ${dev}`);
  }),
  onSeat((draft, { host, dev }) => draft.ip(host, `addr flush dev ${dev}`)),
  onSeat((draft, { host }) => draft.ip(host, 'route del default')),
  onSeat((draft, { host, segment }) => draft.ip(host, `route del ${draft.addr(segment, 0)}/24`)),
  onSeat((draft, { host, dev }) => draft.ip(host, `route flush dev ${dev}`)),
  onSeat((draft, seat) => {
    const gateway = draft.gatewayOf(seat) ?? draft.addr(seat.segment, 1);
    draft.ip(seat.host, `route ${draft.of(['add', 'replace', 'change', 'append'])} default via ${gateway}`);
  }),
  onSeat((draft, { host, dev }) =>
    draft.ip(host, `neigh flush ${draft.of(['all', `dev ${dev}`, `dev ${dev} nud stale`])}`),
  ),
  onSeat((draft, { host, dev, segment }) =>
    draft.ip(host, `neigh del ${draft.addr(segment, 1 + draft.below(4))} dev ${dev}`),
  ),
  onSeat((draft, { host, dev }) =>
    draft.ip(host, `link set ${dev} mtu ${draft.of([68, 400, 600, 1280, 1400, 1500, 9000])}`),
  ),
  onSeat((draft, { host, dev }) =>
    draft.ip(host, `link set ${dev} address 02:00:00:00:0a:0${draft.below(10)}`),
  ),
  onSeat((draft, { host, dev }) => draft.ip(host, `link del ${dev}`)),
  onSeat(renames),
  onSeat(moves),
  onSeat((draft, { host }) => draft.sysctl(host, 'ip_forward', draft.of([0, 1]))),
  onSeat((draft, { host, addr }) =>
    draft.ip(host, `rule ${draft.of(['add', 'del'])} from ${addr} lookup 100`),
  ),
  onSeat((draft, { host, dev }) => draft.ip(host, `link set ${dev} promisc on`)),
  bridgeChange,
  kernelSwitch,
  (draft) => draft.of(EXTRAS)(draft),
];

function onSeat(change: (draft: Draft, seat: Seat) => void): Change {
  return (draft) => {
    if (draft.seats.length > 0) change(draft, draft.of(draft.seats));
  };
}

function upOrDown(draft: Draft): string {
  return draft.of(['up', 'down', 'down']);
}

function renames(draft: Draft, { host, dev }: Seat): void {
  if (draft.chance(0.5)) draft.ip(host, `link set ${dev} down`);
  draft.ip(host, `link set ${dev} name lan0`);
  if (draft.chance(0.5)) draft.ip(host, 'link set lan0 up');
}

/** To another namespace, without its addresses and routes; sometimes they are set up again there. */
function moves(draft: Draft, { host, dev, addr }: Seat): void {
  const to = draft.of(draft.hosts);
  draft.ip(host, `link set ${dev} netns ${to}`);
  if (draft.chance(0.3)) return;
  draft.ip(to, `addr add ${addr}/24 dev ${dev}`);
  draft.ip(to, `link set ${dev} up`);
}

function bridgeChange(draft: Draft): void {
  if (draft.bridges.length === 0) return;
  const { netns, name, segment } = draft.of(draft.bridges);
  const acts = [
    `link set ${name} ${upOrDown(draft)}`,
    `addr ${draft.of(['add', 'del'])} ${draft.addr(segment, 200)}/24 dev ${name}`,
    `link set ${name} address 02:00:00:00:0b:0${draft.below(10)}`,
    `link set ${name} mtu ${draft.of([600, 1400, 9000])}`,
    `link del ${name}`,
    `link set ${name}p1 master ${name}`,
  ];
  draft.ip(netns, draft.of(acts));
}
