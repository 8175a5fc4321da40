import { expect, test } from 'vitest';
import { topology } from '../../support/topology.ts';

const star = () =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .host('h3', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1')
    .cable('h2', 's1')
    .cable('h3', 's1')
    .build();

test('a broadcast goes to every other port, the most recently added one first, then up the bridge', () => {
  const lab = star();
  lab.send('h1:eth0', 'ff:ff:ff:ff:ff:ff');
  lab.run();
  expect(lab.text().split('\n')).toEqual([
    'h1:eth0 xmit',
    's1:swp1 rcv broadcast > learn h1:eth0 > br0 flood swp3,swp2 > s1:swp3 xmit > s1:swp2 xmit > ' +
      's1:swp1 br0 local > s1:br0 rcv broadcast > drop UNHANDLED_PROTO',
    'h3:eth0 rcv broadcast > drop UNHANDLED_PROTO',
    'h2:eth0 rcv broadcast > drop UNHANDLED_PROTO',
  ]);
});
