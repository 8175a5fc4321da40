// A device's frames under the kernel and in the engine: the same ones, in the same order. The one freedom: what a
// neighbour's timer sends (a repeated request, a unicast probe) and what that causes may come up to SLACK away from where
// the engine has it. The kernel's timer wheel rounds up to its level's granularity, 32 ms for a second and 256 ms for five
// (kernel/time/timer.c, HZ=250), from whatever jiffy it was when the timer was set.
//
// And a deviation: under the kernel a fragment that a process sends arrives, with all that it causes, before the next one is
// sent (local_bh_enable runs the softirq); the engine sends them all at once.

export interface SeenFrame {
  /** Seconds since the start. */
  readonly at: number;
  /** `out` or `in`, and the canonical frame. */
  readonly line: string;
  /** Did a neighbour's timer send it? Known of the engine's only. */
  readonly ofTimer?: boolean;
}

export const SLACK = 0.35;
const BRIEF = 0.02;

/** What differs, as one line; undefined if nothing does. */
export function orderDiffers(kernel: readonly SeenFrame[], engine: readonly SeenFrame[]): string | undefined {
  const places = new Map<string, number[]>();
  for (const [i, { line }] of engine.entries()) places.set(line, [...(places.get(line) ?? []), i]);
  const matched: number[] = [];
  for (const [i, frame] of kernel.entries()) {
    const place = places.get(frame.line)?.shift();
    if (place === undefined) return told(i, frame, engine[i]);
    const overtaken = matched.find((other) => other > place && !mayPass(engine, other, place));
    if (overtaken !== undefined) return told(i, frame, engine[i]);
    matched.push(place);
  }
  const left = [...places.values()].flat().sort((a, b) => a - b)[0];
  return left === undefined ? undefined : told(left, undefined, engine[left]);
}

function mayPass(frames: readonly SeenFrame[], i: number, j: number): boolean {
  const [a, b] = [frames[i], frames[j]];
  if (a === undefined || b === undefined) return false;
  const apart = Math.abs(a.at - b.at);
  return (apart < SLACK && Boolean(a.ofTimer || b.ofTimer)) || (apart < BRIEF && (isCut(a) || isCut(b)));
}

/** Of one of several fragments, or an error about one. */
function isCut({ line }: SeenFrame): boolean {
  return / fragment of | MF /.test(line);
}

function told(i: number, kernel: SeenFrame | undefined, engine: SeenFrame | undefined): string {
  const shown = (frame?: SeenFrame): string =>
    frame ? `${frame.line}" at ${frame.at.toFixed(3)}` : 'nothing"';
  return `#${i + 1}: kernel "${shown(kernel)}, engine "${shown(engine)}`;
}
