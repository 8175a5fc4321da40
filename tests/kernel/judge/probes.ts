// What people ask a network: does it answer, which way, and what do the tables say.

import type { Draft, Seat } from './draft.ts';

type Probe = (draft: Draft) => void;

/** ping is asked most. */
export const PROBES: readonly Probe[] = [
  ...Array.from({ length: 7 }, () => ping),
  pingItself,
  pingBroadcast,
  arping,
  routeGet,
  routeGet,
  traceroute,
  listing,
];

function target(draft: Draft): string {
  const seat = draft.seats.length > 0 ? draft.of(draft.seats) : undefined;
  if (seat && draft.chance(0.8)) return seat.addr;
  const segment = draft.below(draft.segments);
  const odd = [draft.addr(segment, 99), draft.addr(segment, 200), draft.addr(segment, 51), draft.addr(7, 7)];
  return draft.of([...odd, draft.addr(9, 1), '8.8.8.8', '127.0.0.1', '10.42.0.2', '0.0.0.0']);
}

function ping(draft: Draft): void {
  const from = draft.of(draft.hosts);
  const options = [
    // Not three with -W 1: to an absent host the kernel's third second and ping's own are over at once.
    draft.of(['-c 1', '-c 1 -W 1', '-c 1 -W 1', '-c 1 -W 1', '-c 2 -W 1', '-c 3 -W 2']),
    draft.chance(0.2) ? `-t ${1 + draft.below(4)}` : '',
    draft.chance(0.25) ? `-s ${draft.of([0, 8, 15, 16, 1372, 1472, 1473, 2000, 4000])}` : '',
    draft.chance(0.12) ? `-M ${draft.of(['do', 'want', 'dont'])}` : '',
    draft.chance(0.12) ? `-I ${sourceOf(draft, from)}` : '',
    draft.chance(0.05) ? '-q' : '',
    draft.chance(0.05) ? `-Q ${draft.of([16, 46, 184])}` : '',
    draft.chance(0.05) ? '-i 0.3' : '',
    draft.chance(0.05) ? '-b' : '',
    draft.chance(0.05) ? '-R' : '',
  ];
  draft.exec(from, ['ping -n', ...options.filter(Boolean), target(draft)].join(' '));
}

function sourceOf(draft: Draft, host: string): string {
  const seats = draft.seatsOf(host);
  const own: Seat | undefined = seats.length > 0 ? draft.of(seats) : undefined;
  return draft.of([own?.dev ?? 'eth0', own?.addr ?? 'eth0', '10.0.0.1', 'eth9', 'lo']);
}

function pingItself(draft: Draft): void {
  const from = draft.of(draft.hosts);
  const seats = draft.seatsOf(from);
  draft.exec(from, `ping -n -c 1 -W 1 ${seats.length > 0 ? draft.of(seats).addr : '127.0.0.1'}`);
}

function pingBroadcast(draft: Draft): void {
  const from = draft.of(draft.hosts);
  const to = draft.of([
    draft.addr(draft.below(draft.segments), 255),
    draft.addr(0, 0),
    '255.255.255.255',
    '10.255.255.255',
  ]);
  draft.exec(from, `ping -n -c 1 -W 1 ${draft.chance(0.7) ? '-b ' : ''}${to}`);
}

function arping(draft: Draft): void {
  const from = draft.of(draft.hosts);
  const seats = draft.seatsOf(from);
  const dev = seats.length > 0 ? draft.of(seats).dev : 'eth0';
  const how = draft.of(['', '', '-D ', '-U ', '-A ', '-f ', '-b ']);
  draft.exec(from, `arping -c ${draft.of([1, 2])} -w 2 ${how}-I ${dev} ${target(draft)}`);
}

function routeGet(draft: Draft): void {
  const from = draft.of(draft.hosts);
  const seats = draft.seatsOf(from);
  const dev = seats.length > 0 ? draft.of(seats).dev : 'eth0';
  const how = draft.of([
    '',
    '',
    ` oif ${dev}`,
    ` from ${target(draft)}`,
    ` from ${target(draft)} iif ${dev}`,
    ' tos 0x10',
  ]);
  draft.ip(from, `route get ${draft.chance(0.1) ? 'fibmatch ' : ''}${target(draft)}${how}`);
}

function traceroute(draft: Draft): void {
  draft.exec(
    draft.of(draft.hosts),
    `traceroute -n -N 1 -q 1 -w 1.3 -m 3 ${draft.of(['', '', '-I '])}${target(draft)}`,
  );
}

function listing(draft: Draft): void {
  const commands = [
    'ip -br addr',
    'ip -br link',
    'ip route',
    'route -n',
    'ip -s link',
    'ip route show cache',
    'ip -o -4 addr',
  ];
  draft.exec(
    draft.of(draft.netns),
    draft.of([
      ...commands,
      'ip rule',
      'bridge link',
      'ip -4 -j route',
      'ip -d -4 addr show up',
      'ip netns list-id',
      'cat /proc/net/dev | cut -d: -f1',
    ]),
  );
}
