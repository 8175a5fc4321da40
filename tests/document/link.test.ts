import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { toBase64url } from '../../src/document/base64url.ts';
import { deflate } from '../../src/document/deflate.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { decodeLink, encodeLink, MAX_LINK_LENGTH, MAX_UNPACKED } from '../../src/document/link.ts';
import type { LabDocument } from '../../src/document/schema.ts';
import { arbitraryDocument } from '../support/arbitrary-document.ts';
import { bigDocument } from '../support/big-document.ts';

const example = EXAMPLES[0].document;
const octets = (text: string) => new TextEncoder().encode(text);

async function errorOf(link: string): Promise<string> {
  const decoded = await decodeLink(link);
  return decoded.ok ? 'ok' : decoded.error.what.key;
}

/** A link whose check is right, around anything. */
async function linkAround(content: string): Promise<string> {
  const packed = await deflate(octets(content));
  return `1.${toBase64url(Uint8Array.of(...checkOf(packed), ...packed))}`;
}

function checkOf(packed: Uint8Array): number[] {
  let hash = 0x811c9dc5;
  for (const octet of packed) hash = Math.imul(hash ^ octet, 0x01000193);
  const folded = (hash ^ (hash >>> 24)) >>> 0;
  return [folded & 255, (folded >>> 8) & 255, (folded >>> 16) & 255];
}

describe('a share link', () => {
  test('gives back the very lab that it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        expect(unwrap(await decodeLink(await encodeLink(document)))).toEqual(document);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test.each(EXAMPLES.map((e) => [e.id, e.document] as const))(
    'holds the example %s',
    async (_id, document) => {
      expect(unwrap(await decodeLink(await encodeLink(document)))).toEqual(document);
    },
  );

  test.each([
    [10, 620],
    [100, 2_500],
    [1_000, 25_000],
  ])('of a network of %i machines has at most %i characters', async (machines, most) => {
    const link = await encodeLink(bigDocument(machines));
    expect(link.length).toBeLessThanOrEqual(most);
    expect(unwrap(await decodeLink(link)).machines).toHaveLength(machines);
  });

  test('uses only characters that a fragment holds as they are', async () => {
    expect(await encodeLink(example)).toMatch(/^1\.[A-Za-z0-9_-]+$/);
  });
});

describe('a link that is not right', () => {
  test('is refused wherever it is cut', async () => {
    const link = await encodeLink(example);
    for (let length = 2; length < link.length; length++) {
      expect(await errorOf(link.slice(0, length)), `cut at ${length}`).toBe('link-cut');
    }
  });

  test('is refused whichever character is another one', async () => {
    const link = await encodeLink(example);
    for (let at = 2; at < link.length; at += 3) {
      const other = link[at] === 'A' ? 'B' : 'A';
      expect(await errorOf(link.slice(0, at) + other + link.slice(at + 1)), `changed at ${at}`).toBe(
        'link-cut',
      );
    }
  });

  test.each([
    ['', 'link-empty'],
    ['   ', 'link-empty'],
    ['hello', 'link-prefix'],
    ['0.AAAA', 'link-prefix'],
    ['2.AAAAAAAA', 'link-newer'],
    ['1.', 'link-cut'],
    ['1.AAAA', 'link-cut'],
    ['1.AAAA+AAA', 'link-alphabet'],
    ['1.AA AA', 'link-alphabet'],
  ])('%j is refused: %s', async (link, key) => {
    expect(await errorOf(link)).toBe(key);
  });

  test('is refused unread when it is longer than browsers take', async () => {
    expect(await errorOf(`1.${'A'.repeat(MAX_LINK_LENGTH)}`)).toBe('too-long-text');
  });

  test('says which character is foreign, and where', async () => {
    const decoded = await decodeLink('1.abc%def');
    expect(decoded.ok ? '' : decoded.error.what.params).toEqual({ character: '%', place: 6 });
  });

  test('that unpacks to gigabytes is stopped at the bound', async () => {
    const bomb = await linkAround(' '.repeat(MAX_UNPACKED + 1));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await errorOf(bomb)).toBe('link-too-big');
  });

  test.each([
    ['not JSON', 'link-shape'],
    ['[]', 'link-shape'],
    ['null', 'link-shape'],
    ['{"m":"x"}', 'link-shape'],
    ['{"machines":[1e9]}', 'link-shape'],
    ['{"machines":[2000],"ns":[1e6]}', 'link-shape'],
    ['{"machines":[-1]}', 'link-shape'],
    ['{"surprise":[1]}', 'link-shape'],
    ['{"name":["x"],"machines":[1],"mn":[7]}', 'wrong-type'],
    ['{"name":["x"],"stimuli":[[]]}', 'link-shape'],
    ['{"name":["x"],"__proto__":[1]}', 'link-shape'],
    ['{"name":["x"],"stimuli":[0],"machines":[1],"mn":["a"],"d":[1],"r":[0],"m":["../x"]}', 'bad-id'],
    ['{"name":["x"],"stimuli":[0],"machines":[1],"mn":["a"],"d":[1],"r":[0],"dn":["eth0"]}', 'no-loopback'],
  ])('around %s is refused: %s', async (content, key) => {
    expect(await errorOf(await linkAround(content))).toBe(key);
  });

  test('never throws, whatever its text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.json(), async (text, json) => {
        expect((await decodeLink(text)).ok).toBe(false);
        expect((await decodeLink(await linkAround(json))).ok).toBe(false);
      }),
      { numRuns: 200, seed: 6 },
    );
  });
});

test('a lab of another seed, name and order of machines is another link', async () => {
  const variants: LabDocument[] = [example, { ...example, seed: 2 }, { ...example, name: 'other' }];
  const links = await Promise.all(variants.map(encodeLink));
  expect(new Set(links).size).toBe(3);
});
