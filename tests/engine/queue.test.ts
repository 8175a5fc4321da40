import { expect, test } from 'vitest';
import { Journal } from '../../src/base/journal.ts';
import { Rng } from '../../src/base/rng.ts';
import type { Nanos } from '../../src/engine/ids.ts';
import { Queue, type Scheduled } from '../../src/engine/queue.ts';

const at = (time: number, task: string, background = false) => ({
  at: time as Nanos,
  task,
  background,
  cause: undefined,
});

function drain(queue: Queue<string>): string {
  let text = '';
  for (let next = queue.pop(); next; next = queue.pop()) text += next.task;
  return text;
}

test('tasks come in the order of their times', () => {
  const queue = new Queue<string>(new Journal());
  for (const [time, task] of [
    [5, 'e'],
    [1, 'a'],
    [4, 'd'],
    [2, 'b'],
    [3, 'c'],
  ] as const)
    queue.push(at(time, task));
  expect(drain(queue)).toBe('abcde');
});

test('tasks of the same time come in the order of scheduling', () => {
  const queue = new Queue<string>(new Journal());
  for (const task of 'abcdef') queue.push(at(7, task));
  expect(drain(queue)).toBe('abcdef');
});

test('a cancelled task does not come', () => {
  const queue = new Queue<string>(new Journal());
  const [, b] = ['a', 'b', 'c'].map((task) => queue.push(at(7, task)));
  queue.cancel(b as Scheduled<string>);
  expect([queue.size, drain(queue)]).toEqual([2, 'ac']);
});

test('cancelling a task that came or was cancelled changes nothing', () => {
  const journal = new Journal();
  const queue = new Queue<string>(journal);
  const [a, b] = ['a', 'b'].map((task) => queue.push(at(7, task))) as [Scheduled<string>, Scheduled<string>];
  queue.pop();
  queue.cancel(b);
  const { length } = journal;
  queue.cancel(a);
  queue.cancel(b);
  expect([queue.size, journal.length]).toEqual([0, length]);
});

test('housekeeping alone is not worth going on', () => {
  const queue = new Queue<string>(new Journal());
  queue.push(at(1, 'a', true));
  expect(queue.hasForeground).toBe(false);
  const b = queue.push(at(2, 'b'));
  expect(queue.hasForeground).toBe(true);
  queue.cancel(b);
  expect(queue.hasForeground).toBe(false);
});

/** A queue that was pushed to, popped and cancelled at random, and what it held after each step. */
function randomRun(seed: number): { queue: Queue<string>; journal: Journal; marks: [number, string][] } {
  const dice = new Rng(new Journal(), seed);
  const journal = new Journal();
  const queue = new Queue<string>(journal);
  const marks: [number, string][] = [[0, '[]']];
  const pushed: Scheduled<string>[] = [];
  for (let i = 0, now = 0; i < 400; i++) {
    const act = dice.below(10);
    const delay = [0, 10, 100, dice.below(1000)][dice.below(4)] as number;
    if (act < 5) pushed.push(queue.push(at(now + delay, `t${i}`, act === 0)));
    else if (act < 9) now = queue.pop()?.at ?? now;
    else if (pushed.length > 0) queue.cancel(pushed[dice.below(pushed.length)] as Scheduled<string>);
    marks.push([journal.position, contents(queue)]);
  }
  return { queue, journal, marks };
}

function contents(queue: Queue<string>): string {
  return JSON.stringify(queue.pending().map((entry) => [entry.at, entry.seq, entry.task]));
}

test.for([1, 2, 3, 4, 5])(
  'undoing and redoing leaves what was there, and comes in order (seed %d)',
  (seed) => {
    const { queue, journal, marks } = randomRun(seed);
    const dice = new Rng(new Journal(), seed);
    for (let i = 0; i < 100; i++) {
      const [mark, held] = marks[dice.below(marks.length)] as [number, string];
      journal.seek(mark);
      expect(contents(queue)).toBe(held);
      expect(queue.size).toBe(queue.pending().length);
      expect(queue.peek()).toBe(queue.pending()[0]);
      expect(queue.hasForeground).toBe(queue.pending().some((entry) => !entry.background));
    }
    const rest = queue
      .pending()
      .map((entry) => entry.task)
      .join('');
    expect(drain(queue)).toBe(rest);
  },
);

test('what is scheduled after going back is numbered as if the dropped future had never been', () => {
  const { queue, journal, marks } = randomRun(9);
  const [mark] = marks[200] as [number, string];
  journal.seek(mark);
  const first = queue.push(at(5000, 'x')).seq;
  journal.seek(mark);
  expect(queue.push(at(5000, 'y')).seq).toBe(first);
});
