import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, type Rect } from '../../../src/ui/canvas/model/rect.ts';
import { readTopology } from '../../../src/ui/canvas/model/topology.ts';
import { documentAfter, type DrawnInside, drawnInside } from '../../support/drawn-inside.ts';

/** Namespaces on a bridge of the host, each with an address. */
function star(...names: string[]): string {
  const branches = names.map((name, i) =>
    [
      `ip netns add ${name}`,
      `ip link add v-${name} type veth peer name eth0 netns ${name}`,
      `ip link set v-${name} master br0 up`,
      `ip -n ${name} addr add 192.0.2.${i + 1}/24 dev eth0`,
      `ip -n ${name} link set eth0 up`,
    ].join('\n'),
  );
  return `ip link add br0 type bridge\nip link set br0 up\n${branches.join('\n')}`;
}

/** `veth red:eth0 – blue:eth0 up` */
function wires({ view }: DrawnInside): string[] {
  return view.wires.map(({ kind, ends, state }) => {
    const [a, b] = ends.map(({ box, dev }) => `${box?.split('/').at(-1) ?? 'root'}:${dev}`);
    return `${kind} ${a} – ${b} ${state}`;
  });
}

function overlapping(rects: readonly Rect[]): [Rect, Rect][] {
  return rects.flatMap((a, i) =>
    rects.slice(i + 1).flatMap((b): [Rect, Rect][] => (overlaps(a, b) ? [[a, b]] : [])),
  );
}

describe('what is inside of a machine', () => {
  test('a blank machine has nothing inside', () => {
    expect(readTopology(documentAfter('ip link set lo up')).machine('host')?.inside).toBeUndefined();
  });

  test('a namespace is a box, a veth pair a cable between its ends, wherever they are', () => {
    const drawn = drawnInside(
      'ip netns add red; ip netns add blue; ip link add r0 netns red type veth peer name b0 netns blue; ip link add v0 type veth peer name v1 netns red',
    );
    expect(wires(drawn)).toEqual(['veth root:v0 – red:v1 down', 'veth blue:b0 – red:r0 down']);
  });

  test('a veth end in a bridge is plugged in there', () => {
    expect(wires(drawnInside(star('red')))).toEqual(['veth br0:v-red – red:eth0 up']);
  });

  test('a pair of which one end is up has no carrier', () => {
    const drawn = drawnInside('ip netns add red; ip link add v0 up type veth peer name v1 netns red');
    expect(wires(drawn)).toEqual(['veth root:v0 – red:v1 no-carrier']);
    expect(drawn.view.boxes[0]?.devs[0]?.state).toBe('down');
  });

  test('a macvlan in a namespace is joined to the device that it sits on', () => {
    const drawn = drawnInside(
      'ip netns add red; ip netns add blue; ip link add v0 type veth peer name v1 netns blue; ip link set v0 up; ip link add m0 link v0 type macvlan; ip link set m0 netns red; ip -n red link set m0 up',
    );
    expect(wires(drawn)).toContain('upper root:v0 – red:m0 up');
  });

  test('deleting a namespace takes its cables with it', () => {
    expect(wires(drawnInside(`${star('red', 'blue')}\nip netns del red`))).toEqual([
      'veth br0:v-blue – blue:eth0 up',
    ]);
  });
});

describe('the figure inside of a card', () => {
  test('a few namespaces hang in a row under their bridge, in the order in which they were plugged in', () => {
    const drawn = drawnInside(star('red', 'blue', 'green'));
    const row = ['red', 'blue', 'green'].map(drawn.box);
    const bridge = drawn.box('br0');
    expect(new Set(row.map(({ y, width, height }) => `${y} ${width} ${height}`)).size).toBe(1);
    expect(row.map(({ x }) => x)).toEqual(row.map(({ x }) => x).sort((a, b) => a - b));
    expect(bridge.y + bridge.height).toBeLessThan(row[0]?.y ?? 0);
    expect([bridge.x, bridge.x + bridge.width]).toEqual([row[0]?.x, (row[2]?.x ?? 0) + (row[2]?.width ?? 0)]);
  });

  test('each of its cables is a straight line', () => {
    const { layout } = drawnInside(star('red', 'blue', 'green', 'orange'));
    for (const { curve } of layout.wires.values()) expect(curve.from.x).toBeCloseTo(curve.to.x);
  });

  test('four on a bridge are two above and two below it: the card is hardly wider than it was', () => {
    const drawn = drawnInside(star('red', 'blue', 'green', 'orange'));
    const names = ['red', 'blue', 'green', 'orange'];
    expect(names.map((name) => drawn.box(name).y < drawn.box('br0').y)).toEqual([true, true, false, false]);
    expect(drawn.layout.width).toBeLessThan(360);
  });

  test('a name and an address that are too long for a row are in two', () => {
    const narrow = (dev: string, addr: string) =>
      drawnInside(
        `ip netns add n; ip link add v0 type veth peer name ${dev} netns n; ip -n n addr add ${addr} dev ${dev}`,
      ).box('n');
    const [long, short] = [narrow('veth-orange', '192.168.15.1/24'), narrow('eth0', '10.0.0.1/24')];
    expect(long.width).toBeLessThanOrEqual(short.width);
    expect(long.height).toBeGreaterThan(short.height);
  });

  test('the name of a port stays in the card', () => {
    const { layout } = drawnInside(star('a', 'b', 'c', 'dddddddddddd'));
    for (const { labels } of layout.wires.values()) {
      for (const { x, text } of labels) expect(x + text.length * 6).toBeLessThan(layout.width);
    }
  });

  test('every cable of a crowd runs straight, behind nobody', () => {
    const names = Array.from({ length: 12 }, (_, i) => `n${i + 1}`);
    const { layout } = drawnInside(star(...names));
    for (const { curve } of layout.wires.values()) {
      expect(curve.from.x).toBeCloseTo(curve.to.x);
      const line = { ...curve.from, width: 0, height: curve.to.y - curve.from.y };
      const covered = [...layout.boxes.values()].filter(
        (rect) =>
          rect.x < line.x &&
          line.x < rect.x + rect.width &&
          Math.max(rect.y, Math.min(curve.from.y, curve.to.y)) + 1 <
            Math.min(rect.y + rect.height, Math.max(curve.from.y, curve.to.y)),
      );
      expect(covered).toEqual([]);
    }
  });

  test('twelve namespaces are on both sides of their bridge', () => {
    const names = Array.from({ length: 12 }, (_, i) => `n${i + 1}`);
    const drawn = drawnInside(star(...names));
    const above = names.filter((name) => drawn.box(name).y < drawn.box('br0').y);
    expect(above).toHaveLength(6);
    expect(drawn.layout.width).toBeLessThan(720);
    expect(overlapping([...drawn.layout.boxes.values()])).toEqual([]);
  });

  const chain = (...names: string[]): DrawnInside => {
    const pairs = names
      .slice(1)
      .map((b, i) => [names[i], b])
      .map(([a, b]) => `ip link add ${a}${b} netns ${a} type veth peer name ${b}${a} netns ${b}`);
    return drawnInside(`for n in ${names.join(' ')}; do ip netns add $n; done; ${pairs.join('; ')}`);
  };

  test('routers are in a row from one end to the other', () => {
    const drawn = chain('n1', 'r1', 'n2');
    const boxes = ['n1', 'r1', 'n2'].map(drawn.box);
    expect(boxes.map(({ x }) => x)).toEqual(boxes.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(new Set(boxes.map(({ y, height }) => y + height / 2)).size).toBe(1);
  });

  test('a long row of routers turns, and goes back below', () => {
    const drawn = chain('n1', 'r1', 'r2', 'n2');
    const [n1, r1, r2, n2] = [drawn.box('n1'), drawn.box('r1'), drawn.box('r2'), drawn.box('n2')];
    expect([n1.x < r1.x, r1.y < r2.y, n2.x < r2.x]).toEqual([true, true, true]);
  });

  test('a network that stays inside has its region there, with its prefix', () => {
    const { layout } = drawnInside(star('red', 'blue'));
    expect(layout.regions.map(({ prefix }) => prefix)).toEqual(['192.0.2.0/24']);
  });

  test('whatever is plugged into whatever: no box covers another, and all of them are in the card', () => {
    const labs = fc.record({
      count: fc.integer({ min: 1, max: 16 }),
      bridges: fc.integer({ min: 0, max: 3 }),
      pairs: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 24 }),
    });
    fc.assert(
      fc.property(labs, ({ count, bridges, pairs }) => {
        const { layout } = drawnInside(randomLab(count, bridges, pairs));
        const rects = [...layout.boxes.values()];
        expect(rects).toHaveLength(count + bridges);
        expect(overlapping(rects)).toEqual([]);
        for (const { x, y, width, height } of rects) {
          expect(Math.min(x, y, layout.width - x - width, layout.height - y - height)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

/** Places 0 … count-1 are namespaces, then come the bridges, and the root namespace last. */
function randomLab(count: number, bridges: number, pairs: readonly (readonly [number, number])[]): string {
  const places = count + bridges + 1;
  const plug = (dev: string, place: number): string => {
    if (place < count) return `ip link set ${dev} netns ns${place}`;
    return place < count + bridges ? `ip link set ${dev} master br${place - count}` : '';
  };
  return [
    ...Array.from({ length: count }, (_, i) => `ip netns add ns${i}`),
    ...Array.from({ length: bridges }, (_, i) => `ip link add br${i} type bridge`),
    ...pairs.flatMap(([a, b], i) => [
      `ip link add a${i} type veth peer name b${i}`,
      plug(`a${i}`, a % places),
      plug(`b${i}`, b % places),
    ]),
  ].join('\n');
}
