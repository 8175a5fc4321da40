import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import type { LabDocument } from '../../src/document/schema.ts';
import { compile } from '../../src/lab/compile.ts';
import { snapshot } from '../../src/lab/snapshot.ts';
import { arbitraryDocument } from '../support/arbitrary-document.ts';

const roundTrip = (document: LabDocument): LabDocument => snapshot(unwrap(compile(document)));

/** The kernel keeps routes in an order of its own. */
function sortedRoutes(document: LabDocument): LabDocument {
  const byJson = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  const machines = document.machines.map((machine) => ({
    ...machine,
    netns: machine.netns.map((netns) => ({ ...netns, routes: [...netns.routes].sort(byJson) })),
  }));
  return { ...document, machines };
}

describe('a document and its lab', () => {
  test('a snapshot says what was compiled', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        expect(sortedRoutes(roundTrip(document))).toEqual(sortedRoutes(document));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('compiling a snapshot gives the same snapshot, to the octet', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const first = roundTrip(document);
        expect(JSON.stringify(roundTrip(first))).toBe(JSON.stringify(first));
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test.each(EXAMPLES.map((example) => [example.id, example] as const))(
    'the example %s is in canonical form',
    (_id, example) => {
      expect(roundTrip(example.document)).toEqual(example.document);
    },
  );
});
