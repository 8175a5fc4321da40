import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { formatDocument, parseDocumentText } from '../../src/document/json.ts';
import { phraseDocumentError } from '../../src/document/messages.ts';
import { parseDocument } from '../../src/document/validate.ts';
import { BOUNDS } from '../../src/document/values.ts';
import { arbitraryDocument } from '../support/arbitrary-document.ts';

type Json = Record<string, unknown>;

/** The first example, with the value at `path` replaced (or, if it is undefined, left out). */
function withValue(path: string, value: unknown): unknown {
  const copy = structuredClone(EXAMPLES[0].document) as unknown as Json;
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = copy;
  for (const key of keys) at = at[key] as Json;
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function errorOf(json: unknown): string {
  const parsed = parseDocument(json);
  return parsed.ok ? 'ok' : `${parsed.error.where} ${parsed.error.what.key}`.trim();
}

const eth0 = 'machines.0.netns.0.devs.1';

describe('a document', () => {
  test('that is valid is read as it is', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = JSON.stringify(document);
        expect(unwrap(parseDocument(JSON.parse(text)))).toEqual(document);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('is the same after it was written as text and read', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = formatDocument(document);
        expect(unwrap(parseDocumentText(text))).toEqual(document);
        expect(formatDocument(unwrap(parseDocumentText(text)))).toBe(text);
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  test('is brought into canonical order', () => {
    const shuffled = { ...EXAMPLES[0].document, machines: [...EXAMPLES[0].document.machines].reverse() };
    expect(unwrap(parseDocument(shuffled))).toEqual(EXAMPLES[0].document);
  });

  test.each<readonly [string, unknown, string]>([
    ['format', 'netmaker', 'not-packetwalk'],
    ['version', 2, 'version newer-version'],
    ['version', 0, 'version unknown-version'],
    ['version', '1', 'version unknown-version'],
    ['name', undefined, 'name missing'],
    ['name', '', 'name empty'],
    ['name', 'x'.repeat(BOUNDS.nameLength + 1), 'name too-long'],
    ['name', 'a\u0007b', 'name control-character'],
    ['seed', -1, 'seed out-of-range'],
    ['seed', 1.5, 'seed out-of-range'],
    ['extra', 1, 'extra unknown-key'],
    ['machines', {}, 'machines wrong-type'],
    ['machines.0.id', 'a/b', 'machines.0.id bad-id'],
    ['machines.1.id', 'm1', 'machines.1.id duplicate'],
    ['machines.0.kind', 'hub', 'machines.0.kind not-one-of'],
    ['machines.0.position.x', 1e9, 'machines.0.position.x out-of-range'],
    ['machines.0.position.x', Number.NaN, 'machines.0.position.x wrong-type'],
    ['machines.0.netns', [], 'machines.0.netns no-root-netns'],
    ['machines.0.netns.0.name', 'blue', 'machines.0.netns no-root-netns'],
    ['machines.0.netns.0.devs', [], 'machines.0.netns.0.devs no-loopback'],
    [`${eth0}.name`, 'a name', `${eth0}.name bad-ifname`],
    [`${eth0}.name`, 'sixteen-letters-', `${eth0}.name bad-ifname`],
    [`${eth0}.name`, 'lo', `${eth0}.name duplicate`],
    [`${eth0}.mac`, undefined, `${eth0}.mac missing`],
    [`${eth0}.mac`, '00:11:22', `${eth0}.mac bad-mac`],
    [`${eth0}.mtu`, -1, `${eth0}.mtu out-of-range`],
    [`${eth0}.ifindex`, 1, `${eth0}.ifindex dev-order`],
    [`${eth0}.kind`, 'tun', `${eth0}.kind not-one-of`],
    [`${eth0}.master`, 'br0', `${eth0}.master no-such-dev`],
    ['machines.1.netns.0.devs.2.master', 'swp2', 'machines.1.netns.0.devs.2.master not-a-bridge'],
    [`${eth0}.brport`, {}, `${eth0}.brport not-for-kind`],
    [`${eth0}.peer`, { netns: '', name: 'x' }, `${eth0}.peer not-for-kind`],
    [`${eth0}.addrs.0.cidr`, '192.168.1.300/24', `${eth0}.addrs.0.cidr bad-cidr`],
    [`${eth0}.addrs.0.cidr`, '192.168.1.5/33', `${eth0}.addrs.0.cidr bad-cidr`],
    ['machines.0.netns.0.routes.0.via', '192.168.1', 'machines.0.netns.0.routes.0.via bad-address'],
    ['machines.0.netns.0.routes.0.dev', 'eth7', 'machines.0.netns.0.routes.0.dev no-such-dev'],
    ['machines.0.netns.0.sysctl', { 'rm -rf': '1' }, 'machines.0.netns.0.sysctl.rm -rf bad-sysctl'],
    ['cables.0.ends.0.machine', 'm9', 'cables.0.ends.0.machine no-such-machine'],
    ['cables.0.ends.0.port', 'eth9', 'cables.0.ends.0.port no-such-dev'],
    ['cables.0.ends.0.port', 'lo', 'cables.0.ends.0.port not-a-port'],
    ['cables.1.ends.1.port', 'swp1', 'cables.1.ends.1 port-taken'],
    ['cables.0.ends.1', { machine: 'm1', port: 'eth0' }, 'cables.0.ends.1 cable-to-itself'],
    ['cables.0.ends', [], 'cables.0.ends.0 missing'],
    ['cables.0.loss', 2, 'cables.0.loss out-of-range'],
    ['stimuli.0.machine', 'm9', 'stimuli.0.machine no-such-machine'],
    ['stimuli.0.netns', 'blue', 'stimuli.0.netns no-such-netns'],
    ['stimuli.0.kind', 'dns', 'stimuli.0.kind not-one-of'],
    ['stimuli.0.count', 0, 'stimuli.0.count out-of-range'],
  ])('with %s = %j is refused: %s', (path, value, error) => {
    expect(errorOf(withValue(path, value))).toBe(error);
  });

  test('with more machines than the bound is refused', () => {
    const machines = Array.from({ length: BOUNDS.machines + 1 }, () => EXAMPLES[0].document.machines[0]);
    expect(errorOf(withValue('machines', machines))).toBe('machines too-many');
  });

  test("can't reach a prototype by its keys", () => {
    const text = JSON.stringify(EXAMPLES[0].document);
    expect(errorOf(JSON.parse(text.replace('{', '{"__proto__":{"polluted":1},')))).toBe(
      '__proto__ unknown-key',
    );
    const sysctl: unknown = JSON.parse('{"__proto__":"1","constructor":"1"}');
    const parsed = unwrap(parseDocument(withValue('machines.0.netns.0.sysctl', sysctl)));
    expect(Object.entries(parsed.machines[0]?.netns[0]?.sysctl ?? {})).toEqual([]);
    expect(({} as Json)['polluted']).toBeUndefined();
  });

  test('of any other JSON is refused and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('machines', 'cables', 'stimuli', 'name'), (value, key) => {
        expect(parseDocument(value).ok).toBe(false);
        const parsed = parseDocument(withValue(key, value));
        if (!parsed.ok) expect(phraseDocumentError('en', parsed.error)).not.toMatch(/[{}?]\w+[}]|undefined/);
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  test.each([
    ['', 'not-json'],
    ['{"format":', 'not-json'],
    ['[1,2]', 'not-packetwalk'],
    ['"text"', 'not-packetwalk'],
    ['null', 'not-packetwalk'],
  ])('of the text %j is refused: %s', (text, key) => {
    const parsed = parseDocumentText(text);
    expect(parsed.ok ? 'ok' : parsed.error.what.key).toBe(key);
  });
});

describe('the phrase of an error', () => {
  test('says what and where, in both languages', () => {
    const parsed = parseDocument(withValue(`${eth0}.addrs.0.cidr`, '192.168.1.300/24'));
    const phrases = parsed.ok ? [] : (['en', 'ko'] as const).map((l) => phraseDocumentError(l, parsed.error));
    expect(phrases).toEqual([
      '"192.168.1.300/24" is not an IPv4 address with a prefix length, as in 192.0.2.1/24. (machines.0.netns.0.devs.1.addrs.0.cidr)',
      '"192.168.1.300/24"은(는) 192.0.2.1/24 같은 IPv4 주소와 프리픽스 길이가 아닙니다. (machines.0.netns.0.devs.1.addrs.0.cidr)',
    ]);
  });
});
