// The recordings of the real tools: what was typed, and what was printed (made on Debian 12, Linux 6.18; never edited).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RecordedStep {
  readonly kind: 'setup' | 'run' | 'bg' | 'file' | 'sleep';
  /** '' is the root namespace. */
  readonly ns: string;
  readonly cmd: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Below 0: the signal that ended it. */
  readonly rc: number;
  /** How long it took. */
  readonly ms?: number;
}

export interface RecordedCase {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly RecordedStep[];
}

export interface Recording {
  readonly topic: string;
  readonly cases: readonly RecordedCase[];
}

export const TOPICS = ['switching', 'routing', 'namespaces'] as const;
export type Topic = (typeof TOPICS)[number];

export function recording(topic: Topic): Recording {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'data', `${topic}.json`), 'utf8')) as Recording;
}

/** The cases before which the recorder deleted every namespace and device. */
export const RESETS: Readonly<Record<Topic, readonly string[]>> = {
  switching: ['ipv6-on', 'direct'],
  routing: ['redirect', 'rp-filter'],
  namespaces: [],
};

/** After which command of its case the recorder interrupted each background step, in the order of those steps. */
export const STOPS: Readonly<Record<string, readonly string[]>> = {
  'switching/ping-same-subnet': ['pc2$ ip neigh', 'pc2$ ip neigh'],
  'switching/ping-absent': ['pc1$ ping -c 1 -W 1 10.0.0.77', 'pc1$ ping -c 1 -W 1 10.0.0.77', '$ sleep 4'],
  'routing/forward-0': ['pc1$ ping -c 2 -W 1 10.0.12.2'],
  'routing/no-return': ['r2$ ip route'],
  'routing/redirect': ['pc1$ ping -c 4 10.0.2.2'],
  'routing/rp-filter': [
    'pc1$ ping -c 1 -W 1 -I 172.16.9.9 10.0.2.2',
    'pc1$ ping -c 1 -W 1 -I 172.16.9.9 10.0.2.2',
    'pc1$ ping -c 1 -W 1 -I 172.16.9.9 10.0.2.2',
    'pc1$ ping -c 1 -W 1 -I 172.16.9.9 10.0.2.2',
  ],
  'namespaces/outside': ['lan$ ip route', '$ ip netns exec blue traceroute -n -q 1 8.8.8.8'],
  'namespaces/dnat': ['$ iptables -t nat -L -n -v'],
};
