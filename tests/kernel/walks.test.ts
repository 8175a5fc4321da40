// The live judge, first form: the same lab and the same pings under the real kernel and in the engine. What every device
// saw and what every table holds has to be the same.

import { describe, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import type { LabDocument } from '../../src/document/schema.ts';
import { netnsScript } from '../../src/formats/netns-script.ts';
import { snapshot } from '../../src/lab/snapshot.ts';
import { loudSkip } from '../support/loud-skip.ts';
import { type NetnsPen, type Topology, topology } from '../support/topology.ts';
import { engineRun } from './engine-run.ts';
import { kernelMissing, kernelRun } from './kernel-run.ts';
import type { LabRun, Probe } from './run.ts';

const missing = kernelMissing();
if (missing) loudSkip(`the walks under the real kernel: ${missing}`);

function documentOf(drawn: Topology): LabDocument {
  return snapshot({ world: drawn.build().world, name: 'drawn', seed: 1, positions: new Map(), stimuli: [] });
}

interface Abc {
  readonly a?: (pen: NetnsPen) => NetnsPen;
  readonly b?: (pen: NetnsPen) => NetnsPen;
  readonly c?: (pen: NetnsPen) => NetnsPen;
}

const same = (pen: NetnsPen): NetnsPen => pen;

/** A 192.168.1.5 — sw1 — 192.168.1.6 B 192.168.2.6 — sw2 — C 192.168.2.5; each piece may be drawn otherwise. */
function abc({ a = viaB, b = forwarding, c = backViaB }: Abc = {}): LabDocument {
  return documentOf(
    topology()
      .host('A', (pen) => a(pen.eth('192.168.1.5/24')))
      .host('B', (pen) => b(pen.eth('192.168.1.6/24').eth('192.168.2.6/24')))
      .host('C', (pen) => c(pen.eth('192.168.2.5/24')))
      .switch('sw1')
      .switch('sw2')
      .cable('A', 'sw1')
      .cable('B:eth0', 'sw1')
      .cable('B:eth1', 'sw2')
      .cable('C', 'sw2'),
  );
}

const viaB = (pen: NetnsPen): NetnsPen => pen.route('default', '192.168.1.6');
const backViaB = (pen: NetnsPen): NetnsPen => pen.route('default', '192.168.2.6');
const forwarding = (pen: NetnsPen): NetnsPen => pen.sysctl('net.ipv4.ip_forward', 1);

/** Lines that a failure shows: each table and each device's frames under its name. */
function told(run: LabRun): Record<string, readonly string[]> {
  const lines: Record<string, readonly string[]> = {};
  for (const [where, frames] of [...run.frames].sort(([a], [b]) => (a < b ? -1 : 1)))
    lines[`frames ${where}`] = frames;
  for (const [netns, tables] of run.tables) {
    for (const [what, rows] of Object.entries(tables)) lines[`${what} ${netns}`] = rows;
  }
  return lines;
}

/** The link between B and C takes 1400 octets. */
const narrow = abc({
  b: (pen) => forwarding(pen).set('eth1', { mtu: 1400 }),
  c: (pen) => backViaB(pen).set('eth0', { mtu: 1400 }),
});

const refusing = abc({
  b: (pen) =>
    forwarding(pen)
      .refuse('unreachable', '10.0.1.0/24')
      .refuse('prohibit', '10.0.2.0/24')
      .refuse('throw', '10.0.4.0/24'),
});

const answering = (pen: NetnsPen): NetnsPen => pen.sysctl('net.ipv4.icmp_echo_ignore_broadcasts', 0);

/** A's default route is R, but B, on the same link, is on the way to C. */
function detour(): LabDocument {
  return documentOf(
    topology()
      .host('A', (pen) => pen.eth('192.168.1.5/24').route('default', '192.168.1.7'))
      .router('R', (pen) => pen.eth('192.168.1.7/24').route('default', '192.168.1.6'))
      .router('B', (pen) => pen.eth('192.168.1.6/24').eth('192.168.2.6/24'))
      .host('C', (pen) => pen.eth('192.168.2.5/24').route('default', '192.168.2.6'))
      .switch('sw1')
      .cable('A', 'sw1')
      .cable('R', 'sw1')
      .cable('B:eth0', 'sw1')
      .cable('B:eth1', 'C'),
  );
}

const CASES: readonly (readonly [string, LabDocument, readonly Probe[]])[] = [
  ['A reaches C across B', abc(), [{ from: 'A', to: '192.168.2.5' }]],
  ['three pings ask ARP once', abc(), [{ from: 'A', to: '192.168.2.5', count: 3 }]],
  ['without ip_forward everything beyond B is silence', abc({ b: same }), [{ from: 'A', to: '192.168.2.5' }]],
  ['without ip_forward B answers for its far address', abc({ b: same }), [{ from: 'A', to: '192.168.2.6' }]],
  ['without a return route C says nothing', abc({ c: same }), [{ from: 'A', to: '192.168.2.5' }]],
  ['an absent host on the far side makes B complain', abc(), [{ from: 'A', to: '192.168.2.77' }]],
  ['an absent host on the near side fails at A itself', abc(), [{ from: 'A', to: '192.168.1.77' }]],
  ['a TTL of 1 ends in B', abc(), [{ from: 'A', to: '192.168.2.5', ttl: 1 }]],
  ['a TTL of 2 reaches C', abc(), [{ from: 'A', to: '192.168.2.5', ttl: 2 }]],
  ['no route at A sends nothing', abc({ a: same }), [{ from: 'A', to: '192.168.2.5' }]],
  ['a large ping is cut in fragments', abc(), [{ from: 'A', to: '192.168.2.5', size: 4000 }]],
  ['A pings itself over lo', abc(), [{ from: 'A', to: '192.168.1.5' }]],
  [
    'B refuses in each way that a route can',
    refusing,
    [
      { from: 'A', to: '10.0.1.1' },
      { from: 'A', to: '10.0.2.1' },
      // By then the limit on errors allows another one.
      { from: 'A', to: '10.0.4.1', wait: 2.5 },
    ],
  ],
  [
    'a fragment that is too large for the next link is cut again',
    narrow,
    [{ from: 'A', to: '192.168.2.5', size: 4000 }],
  ],
  [
    'what may not be cut makes B name the MTU, and A cuts from then on',
    narrow,
    [
      { from: 'A', to: '192.168.2.5', size: 1472, count: 2, pmtudisc: 'do' },
      { from: 'A', to: '192.168.2.5', size: 1472 },
    ],
  ],
  ['nobody answers a broadcast', abc(), [{ from: 'A', to: '192.168.1.255', broadcast: true }]],
  [
    'told to, B answers a broadcast',
    abc({ b: (pen) => answering(forwarding(pen)) }),
    [{ from: 'A', to: '192.168.1.255', broadcast: true }],
  ],
  [
    'a redirect is believed the second time',
    detour(),
    [
      { from: 'R', to: '192.168.2.5' },
      { from: 'A', to: '192.168.2.5', count: 3 },
    ],
  ],
  [
    'five seconds after a ping both sides prove each other by unicast ARP',
    abc(),
    [
      { from: 'A', to: '192.168.1.6' },
      { from: 'A', to: '192.168.1.6', wait: 6.5 },
    ],
  ],
];

describe.skipIf(missing)('the engine walks as the kernel does', () => {
  test.concurrent.for(CASES)('%s', async ([, document, probes], { expect }) => {
    const script = unwrap(netnsScript(document));
    const kernel = told(await kernelRun(script, probes));
    const engine = told(engineRun(document, probes));
    for (const key of Object.keys(kernel)) if (key.endsWith(' host')) delete kernel[key];
    expect(engine).toEqual(kernel);
  });
});
