// `npm run recordings [-- TOPIC…] [--list]`: replays the recordings and prints what differs, then the share that matches.
// --list prints the keys alone, for deviations.ts.

import { deviationOf } from './deviations.ts';
import { masked } from './mask.ts';
import { type Topic, TOPICS } from './recording.ts';
import { replay, type Replayed } from './replay.ts';

const words = process.argv.slice(2);
const onlyKeys = words.includes('--list');
const topics = TOPICS.filter(
  (topic) => words.every((word) => word.startsWith('--')) || words.includes(topic),
);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tell({ key, cmd, recorded, said }: Replayed): void {
  const reason = deviationOf(key);
  if (onlyKeys)
    return say(`${key}\t${reason ?? 'unlisted'}\t${cmd}\t${masked(said.stderr).split('\n')[0] ?? ''}`);
  say(`\n## ${key}${reason === undefined ? ' (unlisted)' : ` (${reason})`}\n${cmd}`);
  for (const part of ['stdout', 'stderr'] as const) {
    const [linux, ours] = [masked(recorded[part], cmd), masked(said[part], cmd)];
    if (linux !== ours) say(`--- ${part} of Linux\n${linux}--- ours\n${ours}`);
  }
  if (recorded.status !== said.status) say(`status: Linux ${recorded.status}, ours ${said.status}`);
}

const shares = topics.map((topic: Topic) => {
  const told = replay(topic);
  for (const one of told.filter(({ matches }) => !matches)) tell(one);
  return `${topic}: ${told.filter(({ matches }) => matches).length} of ${told.length} match`;
});
say(`\n${shares.join('\n')}`);
