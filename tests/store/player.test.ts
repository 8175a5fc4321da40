import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../src/document/examples.ts';
import { Timetable } from '../../src/store/playback.ts';
import { FakeBrowser, User } from '../support/store.ts';

function playing(example = EXAMPLES[0]): { browser: FakeBrowser; user: User } {
  const browser = new FakeBrowser();
  const user = new User(browser.deps());
  user.do.openDocument(example.document);
  user.do.runStimulus();
  return { browser, user };
}

const exampleNamed = (id: string) => EXAMPLES.find((example) => example.id === id) ?? EXAMPLES[0];

describe('the player', () => {
  test('plays to the end, and stops there', () => {
    const { browser, user } = playing();
    user.do.play();
    expect(user.state.playing).toBe(true);
    browser.pass(5_000);
    const halfway = user.state.cursor;
    expect(halfway).toBeGreaterThan(5);
    expect(halfway).toBeLessThan(user.state.length - 1);
    browser.pass(300_000);
    expect(user.state).toMatchObject({ playing: false, cursor: user.state.length - 1 });
  });

  test('pauses where it is', () => {
    const { browser, user } = playing();
    user.do.play();
    browser.pass(3_000);
    user.do.pause();
    const { cursor } = user.state;
    browser.pass(10_000);
    expect(user.state).toMatchObject({ playing: false, cursor });
  });

  test('plays twice as far at twice the speed', () => {
    const at = [1, 2].map((speed) => {
      const { browser, user } = playing();
      user.do.setSpeed(speed);
      user.do.play();
      browser.pass(4_000);
      return user.state.playback.now();
    });
    expect(at[1]).toBeCloseTo((at[0] ?? 0) * 2, -2);
  });

  test.each([
    [0.01, 0.25],
    [100, 8],
  ])('takes a speed of %f as %f', (asked, speed) => {
    const user = new User();
    user.do.setSpeed(asked);
    expect(user.state.speed).toBe(speed);
  });

  test('does not make up for the time in which the tab was hidden', () => {
    const { browser, user } = playing();
    user.do.play();
    browser.pass(1_000);
    const before = user.state.playback.now();
    browser.time += 60_000;
    browser.pass(20);
    expect(user.state.playback.now() - before).toBeLessThan(200);
  });

  test('steps only over what the filter shows', () => {
    const { user } = playing();
    user.do.setFilter(['route']);
    user.do.seekStart();
    const kinds: string[] = [];
    for (let i = 0; i < 4; i++) {
      user.do.step();
      kinds.push(user.event?.kind ?? '');
    }
    expect(kinds.every((kind) => kind.startsWith('fib.'))).toBe(true);
    user.do.stepBack();
    expect(user.event?.kind).toMatch(/^fib\./);
  });

  test('goes exactly where it is told, and never outside', () => {
    const { user } = playing();
    const { length } = user.state;
    for (const [wanted, cursor] of [
      [-5, -1],
      [0, 0],
      [17.6, 17],
      [length, length - 1],
      [1e9, length - 1],
    ] as const) {
      user.do.seek(wanted);
      expect(user.state.cursor).toBe(cursor);
    }
    user.do.seekStart();
    expect(user.state.cursor).toBe(-1);
    user.do.stepBack();
    expect(user.state.cursor).toBe(-1);
  });

  test('shows the world as it was', () => {
    const { user } = playing();
    const neighbours = () => user.state.lab.world.netns.get(user.netns('A'))?.neigh.size;
    user.do.seekEnd();
    expect(neighbours()).toBe(1);
    user.do.seekStart();
    expect(neighbours()).toBe(0);
    user.do.seekEnd();
    expect(neighbours()).toBe(1);
  });

  test('tells each change of the world by a new revision', () => {
    const { user } = playing();
    const seen = new Set([user.state.revision]);
    for (const act of ['step', 'stepBack', 'seekEnd', 'resetRun'] as const) {
      user.do[act]();
      seen.add(user.state.revision);
    }
    expect(seen.size).toBe(5);
  });
});

describe('a run', () => {
  test('that ends in a storm says so, and the page stays alive', () => {
    const { user } = playing(exampleNamed('storm'));
    expect(user.state.outcome).toBe('storm');
    expect(user.state.length).toBeLessThan(200_000);
    user.do.applyOps({ key: 'cable' }, [{ op: 'cable.set', id: 'c2' as never, plugged: false }]);
    user.do.seekEnd();
    user.do.wait(60);
    user.do.seekEnd();
    user.do.runStimulus();
    expect(user.answers).toBe(1);
    expect(user.state.outcome).toBe('idle');
  });

  test('begins at the playhead, and what was recorded after it is gone', () => {
    const { user } = playing();
    user.do.seek(30);
    user.do.runStimulus();
    const starts = user.state.lab.world.events.filter((event) => event.kind === 'ping.start');
    expect(starts).toHaveLength(2);
    expect(user.event).toBe(starts[1]);
  });

  test('after another has what that one learned', () => {
    const { user } = playing();
    const { length } = user.state;
    user.do.seekEnd();
    user.do.runStimulus();
    expect(user.state.length - length).toBeLessThan(length);
  });

  test('of time alone lets timers run', () => {
    const { user } = playing();
    user.do.seekEnd();
    const { length } = user.state;
    user.do.wait(60);
    const later = user.state.lab.world.events.slice(length).map((event) => event.kind);
    expect(later).toContain('neigh.state');
    expect(user.state.cursor).toBe(length);
  });

  test('of a lab without a stimulus is not begun', () => {
    const user = new User();
    user.do.newLab();
    user.do.runStimulus();
    expect(user.state).toMatchObject({ length: 0, notice: { key: 'no-stimulus' } });
  });

  test('is the same twice', () => {
    const [a, b] = [playing(), playing()].map(({ user }) => JSON.stringify(user.state.lab.world.events));
    expect(a).toBe(b);
  });

  test('is forgotten by a reset, with all that was learned', () => {
    const { user } = playing();
    user.do.resetRun();
    expect(user.state).toMatchObject({ length: 0, cursor: -1, outcome: 'none' });
    expect(user.state.lab.world.netns.get(user.netns('A'))?.neigh.size).toBe(0);
  });
});

describe('the presentation', () => {
  test('never runs backwards, and finds each event at its time', () => {
    const { user } = playing();
    const { playback, length } = user.state;
    for (let seq = 1; seq < length; seq++) {
      expect(playback.timeOf(seq)).toBeGreaterThanOrEqual(playback.timeOf(seq - 1));
      const found = playback.eventAt(playback.timeOf(seq));
      expect(playback.timeOf(found)).toBe(playback.timeOf(seq));
    }
    expect(playback.eventAt(-1)).toBe(-1);
  });

  test('of three seconds of waiting takes about two', () => {
    const { user } = playing(exampleNamed('nobody-there'));
    const { playback, lab, length } = user.state;
    const silence = lab.world.events.findIndex((event, seq) => {
      const next = lab.world.events[seq + 1];
      return seq < length - 1 && next !== undefined && next.at - event.at > 5e8;
    });
    const dwell = playback.timeOf(silence + 1) - playback.timeOf(silence);
    expect(dwell).toBeGreaterThan(300);
    expect(dwell).toBeLessThan(1_500);
  });

  test('shows each frame on its way from its xmit to its rcv', () => {
    const { browser, user } = playing();
    user.do.step();
    const xmit = user.stepTo((event) => event.kind === 'dev.xmit');
    user.do.seek(xmit.seq);
    expect(user.state.playback.flying()).toMatchObject([{ xmit: xmit.seq, progress: 0, cable: 'c1' }]);
    user.do.step();
    expect(user.event?.kind).toBe('dev.rcv');
    browser.time += 210;
    const [frame] = user.state.playback.flying();
    expect(frame?.progress).toBeGreaterThan(0.3);
    expect(frame?.progress).toBeLessThan(0.7);
    browser.time += 500;
    expect(user.state.playback.flying()).toEqual([]);
    expect(user.state.playback.isMoving()).toBe(false);
  });

  test('jumps instead of gliding for those who asked for less motion', () => {
    const browser = new FakeBrowser();
    const user = new User({ ...browser.deps(), reducedMotion: () => true });
    user.do.runStimulus();
    user.do.step();
    expect(user.state.playback.isMoving()).toBe(false);
  });

  test('forgets what was dropped', () => {
    const { user } = playing();
    const { playback } = user.state;
    playback.timeOf(user.state.length - 1);
    user.do.seek(20);
    user.sysctl('B', 'net.ipv4.ip_forward', '0');
    const { events } = user.state.lab.world;
    const fresh = new Timetable(events);
    expect(events.map(({ seq }) => playback.timeOf(seq))).toEqual(events.map(({ seq }) => fresh.timeOf(seq)));
    expect(playback.timeOf(user.state.cursor)).toBe(playback.now());
  });
});
