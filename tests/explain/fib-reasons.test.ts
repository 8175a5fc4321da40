import { describe, expect, test } from 'vitest';
import type { Route } from '../../src/engine/fib/route.ts';
import type { IfIndex } from '../../src/engine/ids.ts';
import { consulted } from '../../src/explain/consulted.ts';
import { explain } from '../../src/explain/explain.ts';
import { present } from '../../src/base/assert.ts';
import { judge } from '../../src/explain/fib-reasons.ts';
import { plain } from '../../src/explain/say.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import { answerOf, names, route, SAMPLES } from './samples.ts';

const C = '192.168.2.5' as Ipv4Addr;
const via = '192.168.1.1' as Ipv4Addr;
const eth0 = 2 as IfIndex;
const connected = route('192.168.2.0/24');

function reasonOf(loser: Route, won: Route | undefined, flow = {}): string | undefined {
  const answer = answerOf(won ? [won, loser] : [loser], won);
  const asked = { ...answer, flow: { ...answer.flow, ...flow } };
  return judge(asked, present(asked.consulted[0], 'table')).find((judged) => judged.route === loser)?.reason;
}

describe('a route that lost', () => {
  test.each<[string, string, Route, Route | undefined, object?]>([
    ['no-match', 'another prefix', route('10.0.0.0/8'), connected],
    ['shorter', 'the default route beside a connected one', route('0.0.0.0/0', { via }), connected],
    ['metric', 'the same prefix with a higher metric', route('192.168.2.0/24', { metric: 100 }), connected],
    ['later', 'an equal route', route('192.168.2.0/24', { dev: eth0 }), connected],
    ['tos', 'a route for another TOS', route('192.168.2.5', { tos: 16 }), connected],
    ['other-dev', 'a route of another device', route('192.168.2.5', { dev: eth0 }), connected, { oif: 3 }],
    [
      'scope',
      'a route that needs a gateway',
      route('192.168.2.5', { scope: 'global' }),
      connected,
      { scope: 'link' },
    ],
    ['linkdown', 'a longer prefix without carrier', route('192.168.2.5', { linkdown: true }), connected],
    ['linkdown', 'the only match, without carrier', route('192.168.2.0/24', { linkdown: true }), undefined],
    ['throw', 'a throw route', route('192.168.2.5', { type: 'throw' }), undefined],
  ])('%s: %s', (reason, _what, loser, won, flow) => {
    const answer = answerOf([loser], loser.type === 'throw' ? loser : undefined);
    const got =
      loser.type === 'throw'
        ? judge(answer, present(answer.consulted[0], 'table'))[0]?.reason
        : reasonOf(loser, won, flow);
    expect(got).toBe(reason);
  });
});

const lookup = (answer: ReturnType<typeof answerOf>) => ({
  ...present(SAMPLES['fib.lookup'][0], 'sample'),
  purpose: 'output' as const,
  answer,
});

describe('the sentence of a look-up', () => {
  const defaultRoute = route('0.0.0.0/0', { via, dev: eth0 });

  test('says that the longest prefix won, and against what', () => {
    const { body } = explain(lookup(answerOf([connected, defaultRoute], connected)), names, 'en');
    expect(plain(body)).toMatchInlineSnapshot(
      `"B looks for a route to 192.168.2.5. 192.168.2.0/24 dev eth1 wins by its longer prefix; 192.168.2.5 is on the link of eth1, no gateway is needed. Also matching, but not chosen: default via 192.168.1.1 dev eth0 (a longer prefix matches too)."`,
    );
  });

  test('says that the metric decided', () => {
    const slow = route('192.168.2.0/24', { metric: 100, dev: eth0 });
    const { body } = explain(lookup(answerOf([connected, slow], connected)), names, 'ko');
    expect(plain(body)).toMatchInlineSnapshot(
      `"B가 192.168.2.5로 가는 경로를 라우팅 테이블에서 찾습니다. metric이 가장 작은 192.168.2.0/24 dev eth1이 선택됩니다. 192.168.2.5는 eth1에 바로 연결된 네트워크에 있으므로 게이트웨이가 필요 없습니다. 일치하지만 선택되지 않은 경로: 192.168.2.0/24 dev eth0 metric 100(metric이 더 큼)."`,
    );
  });

  test('says what was looked through in vain', () => {
    const { body } = explain(lookup(answerOf([route('10.0.0.0/8')], undefined)), names, 'en');
    expect(plain(body)).toMatchInlineSnapshot(
      `"B looks for a route to 192.168.2.5. Its only route doesn't contain 192.168.2.5, and there is no default route."`,
    );
  });
});

test('a consulted table has every route, lit or greyed with its reason', () => {
  const answer = answerOf(
    [connected, route('10.0.0.0/8'), route('0.0.0.0/0', { via, dev: eth0 })],
    connected,
    C,
  );
  const [table] = consulted(lookup(answer), names);
  const rows = table?.rows.map(({ cells, verdict, why }) => [...cells, verdict, why?.en].join(' | '));
  expect([table?.title.en, table?.columns.join(' | '), ...(rows ?? [])]).toMatchInlineSnapshot(`
    [
      "Table main (rule 32766: from all lookup main)",
      "dst | via | dev",
      "192.168.2.0/24 |  | eth1 | won | it wins",
      "10.0.0.0/8 |  | eth1 | lost | its prefix doesn't contain the destination",
      "default | 192.168.1.1 | eth0 | lost | a longer prefix matches too",
    ]
  `);
});
