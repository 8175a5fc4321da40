import { expect, test } from 'vitest';
import { EXAMPLES } from '../../src/document/examples.ts';
import type { DevDoc, LabDocument } from '../../src/document/schema.ts';
import { checkLab } from '../../src/explain/lab-check.ts';

const LOOP = 'closes a loop of bridges';

function storm(): LabDocument {
  const example = EXAMPLES.find(({ id }) => id === 'storm');
  if (!example) throw new Error(`no such example; there are ${EXAMPLES.map(({ id }) => id).join(', ')}`);
  return example.document;
}

/** The lab with the spanning tree protocol on at the machine's bridge. */
function withTree(document: LabDocument, machine: string): LabDocument {
  const on = (dev: DevDoc): DevDoc => (dev.kind === 'bridge' ? { ...dev, bridge: { stp: true } } : dev);
  const machines = document.machines.map((other) =>
    other.name === machine
      ? { ...other, netns: other.netns.map((netns) => ({ ...netns, devs: netns.devs.map(on) })) }
      : other,
  );
  return { ...document, machines };
}

const findings = (document: LabDocument) => checkLab(document).filter(({ en }) => en.includes(LOOP));

test('cables between bridges that close a circle are found', () => {
  expect(findings(storm())).toHaveLength(1);
});

test('a bridge with a spanning tree blocks one of its ports: the circle is none', () => {
  const { machines } = storm();
  const bridge = machines.find(({ netns }) =>
    netns.some(({ devs }) => devs.some((d) => d.kind === 'bridge')),
  );
  expect(findings(withTree(storm(), bridge?.name ?? ''))).toEqual([]);
});
