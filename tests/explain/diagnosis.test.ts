import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/explain/diagnosis.ts';
import type { PingOptions } from '../../src/engine/process/process.ts';
import { startPing } from '../../src/engine/process/ping.ts';
import { startUdpProbe } from '../../src/engine/process/udp-probe.ts';
import type { Names } from '../../src/explain/explanation.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import type { Lab } from '../support/lab.ts';
import { type NetnsPen, topology } from '../support/topology.ts';

type Draw = (pen: NetnsPen) => unknown;

interface Drawn {
  readonly A?: Draw;
  readonly B?: Draw;
  readonly C?: Draw;
  readonly a?: string;
}

/** A 192.168.1.5 — s1 — B — s2 — 192.168.2.5 C; what is drawn for a machine replaces its routes and settings. */
function lab({ A, B, C, a = '192.168.1.5/24' }: Drawn = {}): Lab {
  return topology()
    .host('A', (pen) => {
      pen.eth(a);
      if (A) A(pen);
      else pen.route('default', '192.168.1.6');
    })
    .router('B', (pen) => {
      pen.eth('192.168.1.6/24').eth('192.168.2.6/24', { name: 'eth1' });
      B?.(pen);
    })
    .host('C', (pen) => {
      pen.eth('192.168.2.5/24');
      if (C) C(pen);
      else pen.route('default', '192.168.2.6');
    })
    .switch('s1')
    .switch('s2')
    .cable('A', 's1')
    .cable('B:eth0', 's1')
    .cable('B:eth1', 's2')
    .cable('C', 's2')
    .build()
    .seal();
}

function namesOf(drawn: Lab): Names {
  return {
    netns: (id) => id,
    dev: (netns, ifindex) => drawn.world.netns.get(netns)?.devs.get(ifindex)?.name ?? '?',
  };
}

/** The diagnosis of a ping from A, as text. */
function told(drawn: Lab, to = '192.168.2.5', options: Partial<PingOptions> = {}): string[] | undefined {
  startPing(drawn.world, drawn.ns('A').id, to as Ipv4Addr, options);
  drawn.run();
  return textOf(drawn);
}

function textOf(drawn: Lab): string[] | undefined {
  const { world } = drawn;
  const found = diagnose(world.events, namesOf(drawn), world);
  if (!found) return undefined;
  const at = world.events[found.event];
  return [
    `${at?.netns} ${at?.kind}`,
    found.title.en,
    found.title.ko,
    found.sentence.en,
    found.sentence.ko,
    ...found.fix.map(({ machine, command }) => `${machine}# ${command}`),
  ];
}

const nothing: Draw = () => undefined;

describe('a ping that', () => {
  test('is answered needs no diagnosis', () => expect(told(lab())).toBeUndefined());

  test('meets a machine that does not forward', () => {
    expect(told(lab({ B: (pen) => pen.sysctl('net.ipv4.ip_forward', 0) }))).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "192.168.2.5 isn't an address of B, and B is no router: net.ipv4.ip_forward is 0. So the packet ends here, and nobody is told. (Linux counts it as IpInAddrErrors.)",
        "192.168.2.5는 B의 주소가 아니고, B는 라우터가 아닙니다. net.ipv4.ip_forward가 0이기 때문입니다. 그래서 패킷은 여기서 끝나고, 아무에게도 알리지 않습니다. (Linux는 IpInAddrErrors로 셉니다.)",
        "B# sysctl -w net.ipv4.ip_forward=1",
      ]
    `);
  });

  test('has no route at the sender', () => {
    expect(told(lab({ A: nothing }))).toMatchInlineSnapshot(`
      [
        "A fib.lookup",
        "A can't send the probe",
        "A가 패킷을 보내지 못합니다",
        "A looks for a route to 192.168.2.5. Its only route doesn't contain 192.168.2.5, and there is no default route.",
        "A가 192.168.2.5로 가는 경로를 라우팅 테이블에서 찾습니다. 경로 1개 가운데 192.168.2.5가 속하는 것이 없고, 기본 경로(default)도 없습니다.",
        "A# ip route add default via 192.168.1.6",
      ]
    `);
  });

  test('has no route back at the destination', () => {
    expect(told(lab({ C: nothing }))).toMatchInlineSnapshot(`
      [
        "C icmp.suppressed",
        "The request arrives, but the answer ends at C",
        "요청은 도착하지만 응답이 C에서 끝납니다",
        "C has no route back to 192.168.1.5. A ping needs both ways: the way there and the way back.",
        "C에 192.168.1.5로 돌아가는 경로가 없습니다. ping이 성공하려면 가는 길과 오는 길이 모두 있어야 합니다.",
        "C# ip route add default via 192.168.2.6",
      ]
    `);
  });

  test('has no route at the router', () => {
    expect(told(lab(), '203.0.113.9')).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "B has no route to 203.0.113.9, and no default route. The sender is told "destination net unreachable".",
        "B에 203.0.113.9로 가는 경로도, 기본 경로도 없습니다. 보낸 쪽에 "목적지 네트워크 도달 불가"를 알립니다.",
        "B# ip route add 203.0.113.9 via GATEWAY",
      ]
    `);
  });

  test('goes to an address that nobody has', () => {
    expect(told(lab(), '192.168.2.9')).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "B asked by ARP on eth1 for 192.168.2.9, and nobody answered. No machine has this address: it is mistyped, or the machine isn't there.",
        "B가 eth1에서 192.168.2.9를 ARP로 찾았지만 아무도 대답하지 않았습니다. 이 주소를 가진 장비가 없습니다. 주소를 잘못 적었거나 장비가 없는 것입니다.",
      ]
    `);
  });

  test('goes to a gateway that nobody is', () => {
    expect(told(lab({ A: (pen) => pen.route('default', '192.168.1.99') }))).toMatchInlineSnapshot(`
      [
        "A packet.drop",
        "The request ends at A",
        "요청이 A에서 끝납니다",
        "A asked by ARP on eth0 for the gateway 192.168.1.99, and nobody answered. No machine has this address: it is mistyped, or the machine isn't there.",
        "A가 eth0에서 게이트웨이 192.168.1.99를 ARP로 찾았지만 아무도 대답하지 않았습니다. 이 주소를 가진 장비가 없습니다. 주소를 잘못 적었거나 장비가 없는 것입니다.",
      ]
    `);
  });

  test('takes the destination for a neighbour because of a wrong prefix', () => {
    expect(told(lab({ a: '192.168.1.5/16', A: nothing }))).toMatchInlineSnapshot(`
      [
        "A packet.drop",
        "The request ends at A",
        "요청이 A에서 끝납니다",
        "A asked by ARP on eth0 for 192.168.2.5, and nobody answered. C has this address, but in another network: A's prefix is too short, so that it looks for C on its own link instead of sending to a gateway.",
        "A가 eth0에서 192.168.2.5를 ARP로 찾았지만 아무도 대답하지 않았습니다. 이 주소는 C의 것이지만 다른 네트워크에 있습니다. A의 프리픽스가 너무 짧아서, 게이트웨이로 보내지 않고 자기 링크에서 C를 찾고 있습니다.",
        "A# ip addr del 192.168.1.5/16 dev eth0",
        "A# ip addr add 192.168.1.5/24 dev eth0",
        "A# ip route add default via 192.168.1.6",
      ]
    `);
  });

  test('meets a link that is down', () => {
    const drawn = lab();
    drawn.set('C:eth0', { up: false });
    expect(told(drawn)).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "B asked by ARP on eth1 for 192.168.2.5, and nobody answered. C has this address, but its eth0 is down.",
        "B가 eth1에서 192.168.2.5를 ARP로 찾았지만 아무도 대답하지 않았습니다. 이 주소는 C의 것인데 C의 eth0이 꺼져 있습니다.",
        "C# ip link set eth0 up",
      ]
    `);
  });

  test('starts with a TTL of 1', () => {
    expect(told(lab(), '192.168.2.5', { ttl: 1 })).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "The packet started with too small a TTL: it runs out at B, before 192.168.2.5. Linux starts with 64 unless told otherwise (ping -t).",
        "패킷의 TTL이 처음부터 너무 작아서 192.168.2.5에 닿기 전에 B에서 다합니다. 따로 정하지 않으면 Linux는 64로 시작합니다(ping -t).",
      ]
    `);
  });

  test('is too long for the way and may not be fragmented', () => {
    const drawn = lab();
    drawn.set('B:eth1', { mtu: 1000 });
    expect(told(drawn, '192.168.2.5', { size: 1200, pmtudisc: 'do' })).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "The packet is 1228 octets long, and B can only pass 1000 on. Send less (ping -s), allow fragments (ping -M dont), or raise the MTU of the link.",
        "패킷은 1228옥텟인데 B는 1000옥텟까지만 보낼 수 있습니다. 더 작게 보내거나(ping -s), 단편화를 허용하거나(ping -M dont), 링크의 MTU를 키워야 합니다.",
      ]
    `);
  });

  test('is stopped by the reverse path filter', () => {
    const B: Draw = (pen) =>
      pen.sysctl('net.ipv4.conf.all.rp_filter', 1).route('192.168.1.5/32', '192.168.2.5');
    expect(told(lab({ B }))).toMatchInlineSnapshot(`
      [
        "B fib.rp-filter",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "rp_filter is 1 (strict): a packet may only come in by the device through which its source is reached. But the way back is 192.168.1.5 via 192.168.2.5 dev eth1, not through eth0.",
        "rp_filter가 1(엄격)입니다. 패킷은 그 출발지로 돌아갈 때 쓰는 장치로만 들어올 수 있습니다. 그런데 돌아가는 경로는 eth0이 아니라 192.168.1.5 via 192.168.2.5 dev eth1입니다.",
        "B# sysctl -w net.ipv4.conf.all.rp_filter=2",
      ]
    `);
  });

  test('asks a machine that answers no ping', () => {
    const B: Draw = (pen) => pen.sysctl('net.ipv4.icmp_echo_ignore_all', 1);
    expect(told(lab({ B }), '192.168.1.6')).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "net.ipv4.icmp_echo_ignore_all is 1 on B: it answers no ping.",
        "B의 net.ipv4.icmp_echo_ignore_all이 1입니다. 어떤 ping에도 대답하지 않습니다.",
        "B# sysctl -w net.ipv4.icmp_echo_ignore_all=0",
      ]
    `);
  });

  test('is swallowed by a blackhole', () => {
    const drawn = lab();
    const dst = { addr: '192.168.2.5' as Ipv4Addr, prefixLen: 32 };
    drawn.apply({ op: 'route.add', netns: drawn.ns('B').id, route: { dst, type: 'blackhole' } });
    expect(told(drawn)).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "A blackhole route swallows whatever goes to 192.168.2.5.",
        "blackhole 경로가 192.168.2.5로 가는 패킷을 모두 삼킵니다.",
        "B# ip route del blackhole 192.168.2.5/32",
      ]
    `);
  });

  test('is refused by a route of its own machine', () => {
    const drawn = lab();
    const dst = { addr: '192.168.2.5' as Ipv4Addr, prefixLen: 32 };
    drawn.apply({ op: 'route.add', netns: drawn.ns('A').id, route: { dst, type: 'unreachable' } });
    expect(told(drawn)).toMatchInlineSnapshot(`
      [
        "A fib.lookup",
        "A can't send the probe",
        "A가 패킷을 보내지 못합니다",
        "A looks for a route to 192.168.2.5. unreachable 192.168.2.5 wins, and it refuses: the sender is told "host unreachable". Also matching, but not chosen: default via 192.168.1.6 dev eth0 (a longer prefix matches too).",
        "A가 192.168.2.5로 가는 경로를 라우팅 테이블에서 찾습니다. unreachable 192.168.2.5가 선택되는데, 이 경로는 거절을 뜻합니다. 보낸 쪽에는 "호스트 도달 불가"를 알립니다. 일치하지만 선택되지 않은 경로: default via 192.168.1.6 dev eth0(프리픽스가 더 긴 경로가 있음).",
        "A# ip route del unreachable 192.168.2.5/32",
      ]
    `);
  });

  test('meets an unplugged cable', () => {
    const drawn = lab();
    const cable = drawn.dev('C:eth0').cable;
    if (cable) drawn.apply({ op: 'cable.set', id: cable, plugged: false });
    expect(told(drawn)).toMatchInlineSnapshot(`
      [
        "B packet.drop",
        "The request ends at B",
        "요청이 B에서 끝납니다",
        "B asked by ARP on eth1 for 192.168.2.5, and nobody answered. C has this address, but its eth0 has no carrier: the cable is out, or nothing is at the other end.",
        "B가 eth1에서 192.168.2.5를 ARP로 찾았지만 아무도 대답하지 않았습니다. 이 주소는 C의 것인데 C의 eth0에 캐리어가 없습니다. 케이블이 빠졌거나 반대쪽에 아무것도 없습니다.",
      ]
    `);
  });

  test('loses the answer at a router without a route back', () => {
    const drawn = topology()
      .host('h1', (pen) => pen.eth('192.0.2.1/24').route('default', '192.0.2.254'))
      .router('r1', (pen) =>
        pen
          .eth('192.0.2.254/24')
          .eth('203.0.113.1/24', { name: 'eth1' })
          .route('198.51.100.0/24', '203.0.113.2'),
      )
      .router('r2', (pen) => pen.eth('203.0.113.2/24').eth('198.51.100.254/24', { name: 'eth1' }))
      .host('h2', (pen) => pen.eth('198.51.100.1/24').route('default', '198.51.100.254'))
      .cable('h1', 'r1:eth0')
      .cable('r1:eth1', 'r2:eth0')
      .cable('r2:eth1', 'h2')
      .build();
    startPing(drawn.world, drawn.ns('h1').id, '198.51.100.1' as Ipv4Addr, {});
    drawn.run();
    expect(textOf(drawn)).toMatchInlineSnapshot(`
      [
        "r2 packet.drop",
        "The request arrives, but the answer ends at r2",
        "요청은 도착하지만 응답이 r2에서 끝납니다",
        "r2 has no route back to 192.0.2.1. A ping needs both ways: the way there and the way back.",
        "r2에 192.0.2.1로 돌아가는 경로가 없습니다. ping이 성공하려면 가는 길과 오는 길이 모두 있어야 합니다.",
        "r2# ip route add 192.0.2.0/24 via 203.0.113.1",
      ]
    `);
  });

  test('goes round between two routers', () => {
    const drawn = topology()
      .host('h1', (pen) => pen.eth('192.0.2.1/24').route('default', '192.0.2.254'))
      .router('r1', (pen) =>
        pen.eth('192.0.2.254/24').eth('203.0.113.1/24', { name: 'eth1' }).route('default', '203.0.113.2'),
      )
      .router('r2', (pen) => pen.eth('203.0.113.2/24').route('default', '203.0.113.1'))
      .cable('h1', 'r1:eth0')
      .cable('r1:eth1', 'r2:eth0')
      .build();
    startPing(drawn.world, drawn.ns('h1').id, '198.51.100.1' as Ipv4Addr, {});
    drawn.run();
    expect(textOf(drawn)).toMatchInlineSnapshot(`
      [
        "r2 packet.drop",
        "The request ends at r2",
        "요청이 r2에서 끝납니다",
        "A routing loop: the packet to 198.51.100.1 goes round between the same routers until its TTL runs out, at last at r2. One of their routes points the wrong way.",
        "라우팅 루프입니다. 198.51.100.1로 가는 패킷이 같은 라우터 사이를 돌다가 마침내 r2에서 TTL이 다합니다. 어느 라우터의 경로가 잘못된 쪽을 가리키고 있습니다.",
      ]
    `);
  });
});

test('a broadcast in a loop of switches', () => {
  const drawn = topology()
    .host('h1', (pen) => pen.eth('192.0.2.1/24'))
    .switch('s1')
    .switch('s2')
    .cable('h1', 's1')
    .cable('s1', 's2', { delay: 10 })
    .cable('s1', 's2', { delay: 10 })
    .build();
  startPing(drawn.world, drawn.ns('h1').id, '192.0.2.9' as Ipv4Addr, {});
  drawn.run();
  expect(textOf(drawn)).toMatchInlineSnapshot(`
    [
      "s2 br.storm",
      "A loop in the cabling",
      "케이블이 고리를 이루고 있습니다",
      "The same frame is back after passing 2 bridge ports: the cables form a loop, and a bridge without spanning tree keeps flooding what comes round. Take one of the 2 cables out of the loop.",
      "같은 프레임이 브리지 포트 2개를 지나 다시 돌아왔습니다. 케이블이 고리를 이루고 있어서, 스패닝 트리가 없는 브리지는 돌아온 프레임을 끝없이 다시 플러딩합니다. 고리를 이루는 케이블 2개 가운데 하나를 빼야 합니다.",
    ]
  `);
});

test('a UDP datagram to a closed port', () => {
  const drawn = lab();
  startUdpProbe(drawn.world, drawn.ns('A').id, '192.168.2.5' as Ipv4Addr, 53);
  drawn.run();
  expect(textOf(drawn)).toMatchInlineSnapshot(`
    [
      "C packet.drop",
      "The request ends at C",
      "요청이 C에서 끝납니다",
      "Nothing listens on UDP port 53 of C. The sender is told "port unreachable".",
      "C의 UDP 53번 포트에서 받는 프로그램이 없습니다. 보낸 쪽에 "포트 도달 불가"를 알립니다.",
    ]
  `);
});
