// The first walk of a new user (issue 2), without a page.

import { expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { User } from '../support/store.ts';

test('a new user pings over the router, breaks it, repairs it, adds a host, undoes it all and shares it', async () => {
  const user = new User();
  expect(user.state.document).toEqual(EXAMPLES[0].document);

  // Play, and step through every decision, forwards and backwards.
  user.do.runStimulus();
  expect(user.event?.kind).toBe('ping.start');
  expect(user.answers).toBe(1);
  const { length } = user.state;
  const seen: string[] = [];
  while (user.state.cursor < length - 1) {
    user.do.step();
    seen.push(user.event?.kind ?? '');
  }
  expect(seen.at(-1)).toBe('ping.end');
  while (user.state.cursor > -1) user.do.stepBack();
  expect(user.state.lab.world.netns.get(user.netns('A'))?.neigh.size).toBe(0);

  // The echo request is at B: switch ip_forward off there, and step on.
  const atB = (event: { kind: string; netns?: string; packet?: { net: { kind: string } } }) =>
    event.kind === 'dev.rcv' && event.netns === user.netns('B') && event.packet?.net.kind === 'ipv4';
  user.stepTo(atB);
  user.sysctl('B', 'net.ipv4.ip_forward', '0');
  expect(user.event?.kind).toBe('op');
  expect(user.state.lastCommand).toEqual({ machine: 'B', command: 'sysctl -w net.ipv4.ip_forward=0' });
  const drop = user.stepTo((event) => event.kind === 'packet.drop');
  expect(drop).toMatchObject({ reason: 'forwarding-disabled', netns: user.netns('B') });

  // Drag in a host, cable it to a switch, give it an address, ping it.
  const host = user.do.addMachine('host', { x: 0, y: 300 });
  expect(user.state.document.machines.at(-1)).toMatchObject({
    id: host,
    name: 'h1',
    position: { x: 0, y: 300 },
  });
  unwrap(user.do.connect({ machine: host }, { machine: 'm2' }));
  expect(user.state.document.cables.at(-1)?.ends).toEqual([
    { machine: host, port: 'eth0' },
    { machine: 'm2', port: 'swp3' },
  ]);
  user.addAddress('h1', 'eth0', '192.168.1.7/24');
  user.ping('A', '192.168.1.7');
  expect(user.answers).toBe(1);

  // The link holds all of it.
  const fragment = await user.do.shareFragment();
  const friend = new User();
  unwrap(await friend.do.openFragment(fragment));
  expect(friend.state.document).toEqual(user.state.document);
  friend.ping('A', '192.168.1.7');
  expect(friend.answers).toBe(1);

  // Undo everything: the example is back, and works.
  const steps = user.state.past.map((entry) => entry.label.key);
  expect(steps).toEqual(['edit', 'add', 'connect', 'edit', 'stimulus']);
  const finished = user.state.document;
  while (user.state.past.length > 0) user.do.undo();
  expect(user.state.document).toEqual(EXAMPLES[0].document);
  user.do.runStimulus();
  expect(user.answers).toBe(1);
  while (user.state.future.length > 0) user.do.redo();
  expect(user.state.document).toEqual(finished);
});
