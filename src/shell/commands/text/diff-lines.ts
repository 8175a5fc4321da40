// The shortest edit script of two lists of lines, as diff(1) chooses it.

export interface Change {
  /** Lines [from, to) of the old text became lines [newFrom, newTo) of the new one. */
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

export function changesBetween(before: readonly string[], after: readonly string[]): Change[] {
  const [removed, added] = marksBetweenEnds(before, after);
  shift(before, removed, added);
  shift(after, added, removed);
  const changes: Change[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    if (!removed[i] && !added[j]) {
      i++;
      j++;
      continue;
    }
    const [from, newFrom] = [i, j];
    while (removed[i]) i++;
    while (added[j]) j++;
    changes.push({ from, to: i, newFrom, newTo: j });
  }
  return changes;
}

/** What both begin and end with is left out first (compareseq in gnulib's diffseq.h). */
function marksBetweenEnds(before: readonly string[], after: readonly string[]): [boolean[], boolean[]] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const rest = Math.min(before.length, after.length) - head;
  while (tail < rest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const inner = marks(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const same = (length: number): boolean[] => Array.from({ length }, () => false);
  const [removed, added] = inner.map((list) => [...same(head), ...list, ...same(tail)]);
  return [removed ?? [], added ?? []];
}

/** Which lines of each are not part of the longest common subsequence (Myers' greedy algorithm, with its traces kept). */
function marks(before: readonly string[], after: readonly string[]): [boolean[], boolean[]] {
  const [n, m] = [before.length, after.length];
  const traces: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= n + m; d++) {
    traces.push(reach);
    const next = new Map(reach);
    let isDone = false;
    for (let k = -d; k <= d && !isDone; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      next.set(k, x);
      isDone = x >= n && x - k >= m;
    }
    if (isDone) break;
    reach = next;
  }
  const removed = Array.from({ length: n }, () => false);
  const added = Array.from({ length: m }, () => false);
  let x = n;
  let y = m;
  for (let d = traces.length - 1; d > 0; d--) {
    const trace = traces[d] as Map<number, number>;
    const k = x - y;
    const down = k === -d || (k !== d && (trace.get(k - 1) ?? -1) < (trace.get(k + 1) ?? -1));
    const previous = down ? k + 1 : k - 1;
    const startX = trace.get(previous) ?? 0;
    const startY = startX - previous;
    if (down) added[startY] = true;
    else removed[startX] = true;
    x = startX;
    y = startY;
  }
  return [removed, added];
}

/**
 * Slides runs of changes over equal lines: together with the run before where they meet, else as far down as they go, but
 * beside a run of the other text if there is one on the way (shift_boundaries in diffutils' analyze.c).
 */
function shift(lines: readonly string[], changed: boolean[], other: readonly boolean[]): void {
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < lines.length && !changed[i]) {
      while (other[j++]);
      i++;
    }
    if (i === lines.length) return;
    const run = { start: i, end: i + 1, other: j };
    while (changed[run.end]) run.end++;
    while (other[run.other]) run.other++;
    slide(lines, changed, other, run);
    i = run.end;
    j = run.other;
  }
}

interface Run {
  start: number;
  end: number;
  /** Where the end of the run is in the other text. */
  other: number;
}

function slide(lines: readonly string[], changed: boolean[], other: readonly boolean[], run: Run): void {
  let length: number;
  let beside: number;
  do {
    length = run.end - run.start;
    while (run.start > 0 && lines[run.start - 1] === lines[run.end - 1]) {
      up(changed, other, run);
      while (changed[run.start - 1]) run.start--;
    }
    beside = other[run.other - 1] ? run.end : lines.length;
    while (run.end < lines.length && lines[run.start] === lines[run.end]) {
      changed[run.start++] = false;
      changed[run.end++] = true;
      while (changed[run.end]) run.end++;
      while (other[++run.other]) beside = run.end;
    }
  } while (length !== run.end - run.start);
  while (beside < run.end) up(changed, other, run);
}

function up(changed: boolean[], other: readonly boolean[], run: Run): void {
  changed[--run.start] = true;
  changed[--run.end] = false;
  while (other[--run.other]);
}
