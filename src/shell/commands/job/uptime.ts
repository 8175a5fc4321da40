// uptime(1), of procps: since when the machine is up. Every machine starts with the world, and nobody is logged in.

import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { Program } from '../../program.ts';
import { WORLD_EPOCH } from '../../wall-clock.ts';
import { formatDate } from '../text/date-format.ts';
import { opt, say, tool } from '../text/tool.ts';

export const uptime: Program = tool({
  name: 'uptime',
  about: 'tell how long the system has been running',
  operands: '',
  options: [opt('p', 'pretty', 'show uptime in pretty format'), opt('s', 'since', 'system up since')],
  *run(call) {
    const { args, proc } = call;
    const seconds = Math.floor((proc.world.now as Nanos) / SECOND);
    const at = (format: string, unix: number): string =>
      formatDate(format, { seconds: unix, nanoseconds: 0 });
    if (args.has('s')) yield* say(call, `${at('%Y-%m-%d %H:%M:%S', WORLD_EPOCH)}\n`);
    else if (args.has('p')) yield* say(call, `up ${pretty(seconds)}\n`);
    else {
      const now = at('%H:%M:%S', WORLD_EPOCH + seconds);
      yield* say(call, ` ${now} up ${short(seconds)},  0 user,  load average: 0.00, 0.00, 0.00\n`);
    }
    return 0;
  },
});

function parts(seconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(seconds / 60);
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** `2 days,  3:04`, or `5 min` within the first hour. */
function short(seconds: number): string {
  const { days, hours, minutes } = parts(seconds);
  const since = days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}, `;
  if (hours === 0) return `${since}${minutes} min`;
  return `${since}${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}`;
}

function pretty(seconds: number): string {
  const { days, hours, minutes } = parts(seconds);
  const amounts: readonly (readonly [number, string])[] = [
    [Math.floor(days / 7), 'week'],
    [days % 7, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
  ];
  const shown = amounts.filter(([amount]) => amount > 0);
  if (shown.length === 0) return '0 minutes';
  return shown.map(([amount, unit]) => `${amount} ${unit}${amount === 1 ? '' : 's'}`).join(', ');
}
