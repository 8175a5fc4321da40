// The labs of the recordings, drawn: the same names, addresses and MAC addresses.

import { topology } from '../../support/topology.ts';
import type { Lab } from '../../support/lab.ts';

/** switching: three hosts on a switch. */
export function switched(): Lab {
  const host = (n: number) => (pen: Parameters<Parameters<ReturnType<typeof topology>['host']>[1] & {}>[0]) =>
    pen.eth(`10.0.0.${n}/24`, { mac: `02:00:00:00:00:0${n}` });
  return topology()
    .host('pc1', host(1))
    .host('pc2', host(2))
    .host('pc3', host(3))
    .switch('switch')
    .cable('pc1', 'switch')
    .cable('pc2', 'switch')
    .cable('pc3', 'switch')
    .build();
}

/** routing: pc1 - r1 - r2 - pc2, with all routes; icmp_ratelimit is 0 everywhere. */
export function routed(): Lab {
  const unlimited = ['net.ipv4.icmp_ratelimit', 0] as const;
  return topology()
    .host('pc1', (e) =>
      e
        .eth('10.0.1.2/24')
        .route('default', '10.0.1.1')
        .sysctl(...unlimited),
    )
    .router('r1', (e) =>
      e
        .eth('10.0.1.1/24')
        .eth('10.0.12.1/24')
        .route('10.0.2.0/24', '10.0.12.2')
        .sysctl(...unlimited),
    )
    .router('r2', (e) =>
      e
        .eth('10.0.12.2/24')
        .eth('10.0.2.1/24')
        .route('10.0.1.0/24', '10.0.12.1')
        .sysctl(...unlimited),
    )
    .host('pc2', (e) =>
      e
        .eth('10.0.2.2/24')
        .route('default', '10.0.2.1')
        .sysctl(...unlimited),
    )
    .cable('pc1', 'r1:eth0')
    .cable('r1:eth1', 'r2:eth0')
    .cable('r2:eth1', 'pc2')
    .build();
}
