// The NUD machine as a transition table (RFC 4861 §7.3.2 drew it; net/core/neighbour.c is what Linux does). Times and
// frames were measured on Linux 6.18 with veth pairs and tcpdump: Linux's timers are up to a few hundredths late.

import { describe, expect, it } from 'vitest';
import type { MAC1 } from './lone-host.ts';
import { H2, loneHost, type LoneHost, MAC2, MAC3 } from './lone-host.ts';

/** Brings a host to where its entry for H2 is in the state of that name. */
const BEGIN: Record<string, (host: LoneHost) => void> = {
  NONE: () => {},
  INCOMPLETE: (host) => host.send(),
  REACHABLE: (host) => {
    host.send();
    host.hear({ op: 'reply' });
  },
  STALE: (host) => host.hear({ op: 'request' }),
  DELAY: (host) => {
    host.hear({ op: 'request' });
    host.send();
  },
  PROBE: (host) => {
    host.hear({ op: 'request' });
    host.send();
    host.until(5);
  },
  FAILED: (host) => {
    host.send();
    host.until(3);
  },
  PERMANENT: (host) => void host.neighOp({ op: 'neigh.add', ip: H2, mac: MAC2 }),
};

type Row = [
  from: keyof typeof BEGIN,
  event: string,
  act: (host: LoneHost) => void,
  to: string,
  log: readonly string[],
];

const rows: Row[] = [
  // a packet wants to go
  [
    'NONE',
    'a packet',
    send,
    'INCOMPLETE',
    ['0s NONE > INCOMPLETE (first-use)', '0s who-has 192.0.2.2 tell 192.0.2.1 > all'],
  ],
  ['INCOMPLETE', 'a packet', send, 'INCOMPLETE', []],
  ['REACHABLE', 'a packet', send, 'REACHABLE :02', ['0s #2 > :02']],
  ['STALE', 'a packet', send, 'DELAY :02', ['0s STALE > DELAY :02 (used-stale)', '0s #1 > :02']],
  ['DELAY', 'a packet', send, 'DELAY :02', ['0s #2 > :02']],
  ['PROBE', 'a packet', send, 'PROBE :02', ['5s #2 > :02']],
  [
    'FAILED',
    'a packet',
    send,
    'INCOMPLETE',
    ['3s FAILED > INCOMPLETE (first-use)', '3s who-has 192.0.2.2 tell 192.0.2.1 > all'],
  ],
  ['PERMANENT', 'a packet', send, 'PERMANENT :02', ['0s #1 > :02']],
  // an answer to us alone
  [
    'NONE',
    'an answer',
    answer,
    '-',
    ['0s arp ignore not-asked', '0s drop 192.0.2.2 is-at :02 > :01 arp-ignored'],
  ],
  [
    'INCOMPLETE',
    'an answer',
    answer,
    'REACHABLE :02',
    ['0s arp learn', '0s INCOMPLETE > REACHABLE :02 (reply-seen)', '0s #1 > :02'],
  ],
  ['REACHABLE', 'an answer', answer, 'REACHABLE :02', ['0s arp learn']],
  ['STALE', 'an answer', answer, 'REACHABLE :02', ['0s arp learn', '0s STALE > REACHABLE :02 (unsolicited)']],
  ['DELAY', 'an answer', answer, 'REACHABLE :02', ['0s arp learn', '0s DELAY > REACHABLE :02 (unsolicited)']],
  ['PROBE', 'an answer', answer, 'REACHABLE :02', ['5s arp learn', '5s PROBE > REACHABLE :02 (reply-seen)']],
  [
    'FAILED',
    'an answer',
    answer,
    'REACHABLE :02',
    ['3s arp learn', '3s FAILED > REACHABLE :02 (unsolicited)'],
  ],
  [
    'PERMANENT',
    'an answer',
    answer,
    'PERMANENT :02',
    ['0s arp ignore static-entry', '0s drop 192.0.2.2 is-at :02 > :01 arp-ignored'],
  ],
  // a question for us
  ['NONE', 'a question', ask, 'STALE :02', ['0s arp answer', '0s NONE > STALE :02 (request-seen)', REPLY(0)]],
  [
    'INCOMPLETE',
    'a question',
    ask,
    'DELAY :02',
    [
      '0s arp answer',
      '0s INCOMPLETE > STALE :02 (request-seen)',
      '0s STALE > DELAY :02 (used-stale)',
      '0s #1 > :02',
      REPLY(0),
    ],
  ],
  ['REACHABLE', 'a question', ask, 'REACHABLE :02', ['0s arp answer', REPLY(0)]],
  ['STALE', 'a question', ask, 'STALE :02', ['0s arp answer', REPLY(0)]],
  ['DELAY', 'a question', ask, 'DELAY :02', ['0s arp answer', REPLY(0)]],
  ['PROBE', 'a question', ask, 'PROBE :02', ['5s arp answer', REPLY(5)]],
  [
    'FAILED',
    'a question',
    ask,
    'STALE :02',
    ['3s arp answer', '3s FAILED > STALE :02 (request-seen)', REPLY(3)],
  ],
  ['PERMANENT', 'a question', ask, 'PERMANENT :02', ['0s arp answer', REPLY(0)]],
  // a question for us by another MAC address
  [
    'REACHABLE',
    'a question by another MAC',
    askOther,
    'STALE :03',
    ['0s arp answer', '0s REACHABLE > STALE :03 (request-seen)', '0s 192.0.2.1 is-at :01 > :03'],
  ],
  [
    'STALE',
    'a question by another MAC',
    askOther,
    'STALE :03',
    ['0s arp answer', '0s STALE > STALE :03 (request-seen)', '0s 192.0.2.1 is-at :01 > :03'],
  ],
  [
    'PROBE',
    'a question by another MAC',
    askOther,
    'STALE :03',
    ['5s arp answer', '5s PROBE > STALE :03 (request-seen)', '5s 192.0.2.1 is-at :01 > :03'],
  ],
  [
    'PERMANENT',
    'a question by another MAC',
    askOther,
    'PERMANENT :02',
    ['0s arp answer', '0s 192.0.2.1 is-at :01 > :03'],
  ],
  // an answer to everybody
  [
    'INCOMPLETE',
    'a broadcast answer',
    answerAll,
    'DELAY :02',
    [
      '0s arp learn',
      '0s INCOMPLETE > STALE :02 (reply-seen)',
      '0s STALE > DELAY :02 (used-stale)',
      '0s #1 > :02',
    ],
  ],
  [
    'STALE',
    'a broadcast answer',
    answerAll,
    'STALE :02',
    ['0s arp ignore nothing-new', '0s drop 192.0.2.2 is-at :02 > all arp-ignored'],
  ],
  // time
  ['INCOMPLETE', '1 s', after(1), 'INCOMPLETE', ['1s who-has 192.0.2.2 tell 192.0.2.1 > all']],
  ['REACHABLE', '29.9 s', after(29.9), 'REACHABLE :02', []],
  ['REACHABLE', '30 s', after(30), 'STALE :02', ['30s REACHABLE > STALE :02 (reachable-over)']],
  ['STALE', 'an hour', after(3600), 'STALE :02', []],
  ['DELAY', '4.9 s', after(4.9), 'DELAY :02', []],
  [
    'DELAY',
    '5 s',
    after(5),
    'PROBE :02',
    ['5s DELAY > PROBE :02 (delay-over)', '5s who-has 192.0.2.2 tell 192.0.2.1 > :02'],
  ],
  ['PERMANENT', 'an hour', after(3600), 'PERMANENT :02', []],
];

describe('an entry', () => {
  it.each(rows)('%s after %s', (from, _event, act, to, log) => {
    const host = loneHost();
    (BEGIN[from] as (host: LoneHost) => void)(host);
    host.log();
    act(host);
    expect([host.state(), ...host.log()]).toEqual([to, ...log]);
  });
});

function send(host: LoneHost): void {
  host.send();
}
function answer(host: LoneHost): void {
  host.hear({ op: 'reply' });
}
function answerAll(host: LoneHost): void {
  host.hear({ op: 'reply' }, 'ff:ff:ff:ff:ff:ff' as typeof MAC1);
}
function ask(host: LoneHost): void {
  host.hear({ op: 'request' });
}
function askOther(host: LoneHost): void {
  host.hear({ op: 'request', sha: MAC3 });
}
function after(seconds: number): (host: LoneHost) => void {
  return (host) => host.until(seconds);
}
function REPLY(at: number): string {
  return `${at}s 192.0.2.1 is-at :01 > :02`;
}
