import { expect, test } from 'vitest';
import { type Nanos, SECOND } from '../../src/engine/ids.ts';
import { BLANK, blankWorld, runScript, type ScriptEnd, shellsOf } from '../../src/lab/shell-session.ts';

function ending(text: string): ScriptEnd {
  const limits = { time: (3600 * SECOND) as Nanos, steps: 3000, events: 10_000 };
  const nowhere = { out: () => undefined, err: () => undefined };
  return runScript(shellsOf(blankWorld()), { text, machine: BLANK }, nowhere, limits);
}

test.for([
  ['exit 3', { status: 3 }],
  ['kill -9 $$', { status: 137 }],
  ['sleep 3599', { status: 0 }],
  ['while :; do :; done', { endless: 'steps' }],
  ['while sleep 60; do :; done', { endless: 'time' }],
  ['ip link set lo up; ping -f 127.0.0.1', { endless: 'events' }],
  ['kill -STOP $$', { endless: 'waits' }],
] as const)('%s ends so: %j', ([text, end]) => {
  expect(ending(text)).toEqual(end);
});
