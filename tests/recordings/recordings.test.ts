// The recordings of the real tools, replayed: the same text, octet for octet, and the same status, but for what is listed
// in deviations.ts with its reason.

import { describe, expect, test } from 'vitest';
import { DEVIATIONS } from './deviations.ts';
import { TOPICS } from './recording.ts';
import { replay } from './replay.ts';

const listed = Object.values(DEVIATIONS).flat();

describe.for(TOPICS)('%s', (topic) => {
  const told = replay(topic);
  const differing = told.filter(({ matches }) => !matches).map(({ key }) => key);

  test('does what Linux did, but for the listed deviations', () => {
    expect(told.length).toBeGreaterThan(190);
    expect(differing.filter((key) => !listed.includes(key))).toEqual([]);
  });

  test('still differs where it is listed to', () => {
    const ofTopic = listed.filter((key) => key.startsWith(`${topic}/`));
    expect(ofTopic.filter((key) => !differing.includes(key))).toEqual([]);
  });
});

test('no deviation is listed twice', () => {
  expect(new Set(listed).size).toBe(listed.length);
});
