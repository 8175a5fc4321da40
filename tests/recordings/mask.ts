// What is random by nature or the clock's, and so the same in no two runs. Each mask says what it hides.

type Mask = readonly [pattern: RegExp, put: string, why: string];

const MASKS: readonly Mask[] = [
  [/\btime=[\d.]+ ms/g, 'time=T ms', 'a round trip takes what the machine takes'],
  [/\btime \d+ms/g, 'time Tms', 'how long ping ran'],
  [/(rtt min\/avg\/max\/mdev = )[\d./]+ ms/g, '$1T ms', 'round trips'],
  [/, ipg\/ewma [\d./]+ ms/g, '', 'ping -f and -A'],
  [/(?<=\s)\d+\.\d+ ms\b/g, 'T ms', "traceroute's round trips"],
  [/\b\d+\.\d+ms\b/g, 'Tms', "arping's and tracepath's round trips"],
  [/^\d\d:\d\d:\d\d\.\d{6}/gm, 'HH:MM:SS', "tcpdump's time of day"],
  [/\[\d{4}-\d\d-\d\dT[\d:.]+\]/g, '[DATE]', 'ip -ts'],
  [/^Timestamp: .*$/gm, 'Timestamp: DATE', 'ip -t, bridge -t'],
  [/\bid \d+, seq/g, 'id ID, seq', "an echo request's identifier is drawn at random"],
  [/\b\w{3} +\d+ \d\d:\d\d(?= \S+$)/gm, 'DATE', "ls -l's time of change"],
  [
    /\b(?!02:00:00:)(?:[0-9a-f][26ae])(?::[0-9a-f]{2}){5}\b/g,
    'MAC',
    'the kernel draws a MAC address for a new device',
  ],
  [/\b02:00:00:01(?::[0-9a-f]{2}){2}\b/g, 'MAC', 'the engine derives one'],
  [/(_timer) +\d+\.\d\d/g, '$1 N', 'what a bridge timer has left'],
  [/\bnet:\[\d+\]/g, 'net:[INODE]', "a namespace's inode"],
  [/\bfe80::[0-9a-f:]+(?=\/64| dev| scope|$)/gm, 'LINKLOCAL', 'it follows from the MAC address'],
];

/** `cmd`: what printed it. */
export function masked(text: string, cmd = ''): string {
  const left = MASKS.reduce((shown, [pattern, put]) => shown.replace(pattern, put), text);
  const anyPid = /netns (pids|identify)/.test(cmd) ? left.replace(/^\d+$/gm, 'PID') : left;
  // The neighbour table is a hash with a random seed: its rows come in any order.
  return /\b(neigh|arp)\b/.test(cmd) && !cmd.includes('monitor')
    ? anyPid.split('\n').sort().join('\n')
    : anyPid;
}
