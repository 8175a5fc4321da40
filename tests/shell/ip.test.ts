// `ip` and `bridge` against what iproute2 6.1.0 printed on Linux 6.18: every command, every octet, every status.

import { expect, test } from 'vitest';
import { IP_DEVIATIONS } from '../recordings/ip-deviations.ts';
import { play, transcript } from '../recordings/ip-transcript.ts';

const LISTS = [
  'listing',
  'links',
  'objects',
  'routes',
  'route-get',
  'rules',
  'addresses',
  'neighbours',
  'namespaces',
  'link-settings',
  'bridge-ports',
  'bridge-vlans',
  'tunnels',
  'macvlans',
];

test.each(LISTS)('prints what iproute2 prints: %s', (name) => {
  const played = play(transcript(name));
  expect(played.length).toBeGreaterThan(30);
  const differing = played.filter(({ matched }) => !matched);
  expect(differing.map(({ cmd, ours }) => `${cmd}\n${ours}`).join('')).toBe(
    differing.map(({ cmd, text }) => `${cmd}\n${text}`).join(''),
  );
});

test('differs from iproute2 where the deviations say so, and only there', () => {
  const differing = play(transcript('missing')).filter(({ matched }) => !matched);
  expect(differing.map(({ cmd }) => cmd)).toEqual(Object.keys(IP_DEVIATIONS));
});
