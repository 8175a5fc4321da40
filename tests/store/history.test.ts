import { describe, expect, test } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { compile } from '../../src/lab/compile.ts';
import { snapshot } from '../../src/lab/snapshot.ts';
import { cidrOf } from '../../src/lab/texts.ts';
import { User } from '../support/store.ts';

/** The document that the world really has. */
function worldSays(user: User): unknown {
  const { lab } = user.state;
  return snapshot(lab);
}

type Gesture = readonly [name: string, act: (user: User) => void];

const otherExample = present(EXAMPLES[1], 'second example').document;

const GESTURES: readonly Gesture[] = [
  ['add a host', (user) => void user.do.addMachine('host', { x: 1, y: 2 })],
  ['add a switch', (user) => void user.do.addMachine('switch', { x: 1, y: 2 })],
  ['connect two machines', (user) => void user.do.connect({ machine: 'm1' }, { machine: 'm5' })],
  ['move a machine', (user) => user.do.moveMachines({ m1: { x: -5, y: 7.5 } })],
  ['rename the lab', (user) => user.do.renameLab('My lab')],
  ['write a sysctl', (user) => user.sysctl('B', 'net.ipv4.ip_forward', '0')],
  ['add an address', (user) => user.addAddress('B', 'eth0', '192.168.1.60/24')],
  [
    'take a device down',
    (user) =>
      void user.do.applyOps({ key: 'edit' }, [
        { op: 'link.set', netns: user.netns('A'), name: 'eth0', up: false },
      ]),
  ],
  [
    'delete a route',
    (user) =>
      void user.do.applyOps({ key: 'edit' }, [
        { op: 'route.del', netns: user.netns('A'), route: { dst: cidrOf('0.0.0.0/0') } },
      ]),
  ],
  [
    'pull a cable',
    (user) =>
      void user.do.applyOps({ key: 'cable' }, [{ op: 'cable.set', id: 'c1' as never, plugged: false }]),
  ],
  [
    'delete a machine with its cables',
    (user) => {
      user.do.select({ machines: ['m3'], cables: [] });
      user.do.removeSelection();
    },
  ],
  [
    'duplicate half of the lab',
    (user) => {
      user.do.select({ machines: ['m1', 'm2', 'm3'], cables: [] });
      user.do.duplicateSelection();
    },
  ],
  ['rename a machine', (user) => unwrap(user.do.renameMachine('m5', 'gamma'))],
  ['remove a stimulus', (user) => user.do.removeStimulus('t1')],
  ['open another example', (user) => void user.do.openDocument(otherExample)],
];

describe('undo', () => {
  test.each(GESTURES)('of "%s" is one step, and exact', (_name, act) => {
    const user = new User();
    const before = user.state.document;
    act(user);
    const after = user.state.document;
    expect(after).not.toEqual(before);
    expect(user.state.past).toHaveLength(1);
    expect(worldSays(user)).toEqual(after);

    user.do.undo();
    expect(user.state.document).toEqual(before);
    expect(worldSays(user)).toEqual(before);
    expect(user.state.past).toHaveLength(0);

    user.do.redo();
    expect(user.state.document).toEqual(after);
    expect(worldSays(user)).toEqual(after);
  });

  test.each(GESTURES)('works the same for "%s" in the middle of a run', (_name, act) => {
    const user = new User();
    const before = user.state.document;
    user.do.runStimulus();
    user.do.seek(40);
    act(user);
    user.do.undo();
    expect(user.state.document).toEqual(before);
    user.do.seekEnd();
    expect(worldSays(user)).toEqual(before);
  });

  test('of all gestures, one after the other, ends where it began', () => {
    const user = new User();
    const before = user.state.document;
    for (const [, act] of GESTURES) {
      act(user);
      user.do.runStimulus();
      user.do.seek(user.state.length >> 1);
    }
    while (user.state.past.length > 0) user.do.undo();
    expect(user.state.document).toEqual(before);
    user.do.seekEnd();
    expect(worldSays(user)).toEqual(before);
  });

  test('keeps what a machine learned that it does not concern', () => {
    const user = new User();
    user.do.runStimulus();
    user.do.seekEnd();
    const neighbours = () => user.state.lab.world.netns.get(user.netns('A'))?.neigh.size;
    user.addAddress('C', 'eth0', '192.168.2.50/24');
    user.do.undo();
    expect(neighbours()).toBe(1);
  });

  test('of a move on the canvas keeps the recorded run', () => {
    const user = new User();
    user.do.runStimulus();
    user.do.seek(30);
    const { length } = user.state;
    user.do.moveMachines({ m1: { x: 9, y: 9 } });
    user.do.undo();
    user.do.redo();
    expect(user.state).toMatchObject({ length, cursor: 30 });
    expect(user.state.document.machines[0]?.position).toEqual({ x: 9, y: 9 });
  });

  test('forgets what was undone when something else is done', () => {
    const user = new User();
    user.do.renameLab('one');
    user.do.undo();
    user.do.renameLab('two');
    expect(user.state.future).toEqual([]);
    user.do.redo();
    expect(user.state.document.name).toBe('two');
  });

  test('has nothing to do in a fresh lab', () => {
    const user = new User();
    user.do.undo();
    user.do.redo();
    expect(user.state.document).toEqual(EXAMPLES[0].document);
  });
});

describe('an edit', () => {
  test("that the kernel refuses changes nothing, and says the kernel's words", () => {
    const user = new User();
    user.do.runStimulus();
    user.do.seek(30);
    const { document, length, cursor } = user.state;
    const netns = user.netns('A');
    const refused = user.do.applyOps({ key: 'edit' }, [
      { op: 'addr.add', netns, dev: 'eth0', cidr: cidrOf('198.51.100.1/24') },
      { op: 'addr.add', netns, dev: 'eth0', cidr: cidrOf('192.168.1.5/24') },
    ]);
    expect(refused).toEqual({ ok: false, error: 'Error: ipv4: Address already assigned.' });
    expect(user.state).toMatchObject({ document, length, cursor, past: [] });
    expect(user.state.lab.world.events).toHaveLength(length);
    user.do.seekEnd();
    expect(worldSays(user)).toEqual(document);
  });

  test('leaves the parts of the document that it does not touch as they are', () => {
    const user = new User();
    const before = user.state.document;
    user.addAddress('B', 'eth0', '192.168.1.60/24');
    const after = user.state.document;
    expect(after.machines.map((machine, i) => machine === before.machines[i])).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(after.cables).toBe(before.cables);
  });

  test('in the past keeps later edits of the configuration', () => {
    const user = new User();
    user.do.runStimulus();
    user.do.seekEnd();
    user.addAddress('C', 'eth0', '192.168.2.50/24');
    user.do.seek(10);
    user.sysctl('B', 'net.ipv4.ip_forward', '0');
    const addresses = user.state.document.machines[4]?.netns[0]?.devs[1]?.addrs;
    expect(addresses).toHaveLength(2);
    user.do.seekEnd();
    expect(worldSays(user)).toEqual(user.state.document);
  });

  test('that changes nothing is no step of undo', () => {
    const user = new User();
    user.sysctl('B', 'net.ipv4.ip_forward', '1');
    user.do.moveMachines({ m1: { x: 0, y: 40 } });
    user.do.renameLab(user.state.document.name);
    expect(user.state.past).toEqual([]);
  });

  test('of a machine that is selected, inspected and pinged from takes all that along when it goes', () => {
    const user = new User();
    user.do.select({ machines: ['m1'], cables: ['c1'] });
    expect(user.state.inspected).toBe('m1');
    user.do.removeSelection();
    expect(user.state).toMatchObject({ selection: { machines: [], cables: [] }, stimulus: 't2' });
    expect(user.state.inspected).toBeUndefined();
    expect(user.state.document.stimuli.map(({ id }) => id)).toEqual(['t2']);
    expect(compile(user.state.document).ok).toBe(true);
  });
});
