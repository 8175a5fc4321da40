// `ip neigh`, and what happens to neighbours when their device changes. As Linux 6.18 and iproute2 6.1 do it.

import { describe, expect, it } from 'vitest';
import { applyOp } from '../../../src/engine/apply.ts';
import { neighConfirm } from '../../../src/engine/neigh/dev-events.ts';
import { neighList } from '../../../src/engine/neigh/table.ts';
import type { Op } from '../../../src/engine/netlink.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { frames, H2, H3, HOST as netns, loneHost, type LoneHost, MAC2, MAC3 } from './lone-host.ts';

const static2 = { op: 'neigh.add', ip: H2, mac: MAC2 } as const;
const SUBNET_BROADCAST = '192.0.2.255' as Ipv4Addr;

/** h2 REACHABLE, h3 PERMANENT, 192.0.2.9 waited for by packet 2. */
function mixed(): LoneHost {
  const host = loneHost();
  host.send();
  host.hear({ op: 'reply' });
  host.neighOp({ op: 'neigh.add', ip: H3, mac: MAC3 });
  host.send('192.0.2.9' as Ipv4Addr);
  host.log();
  return host;
}

function states(host: LoneHost): string[] {
  return neighList(host.ns).map(({ ip, state }) => `${ip} ${state}`);
}

describe('ip neigh', () => {
  it('adds a PERMANENT entry, whose packets leave unasked', () => {
    const host = loneHost();
    expect(host.neighOp(static2)).toBe('ok');
    host.send();
    expect(frames(host.log())).toEqual(['#1 > :02']);
    expect(host.state()).toBe('PERMANENT :02');
  });
  it('refuses to add what is there: File exists', () => {
    const host = loneHost();
    host.neighOp(static2);
    expect(host.neighOp({ ...static2, mac: MAC3 })).toBe('EEXIST');
    expect(host.state()).toBe('PERMANENT :02');
  });
  it('refuses to add even over a FAILED entry', () => {
    const host = loneHost();
    host.send();
    host.until(3);
    expect(host.neighOp(static2)).toBe('EEXIST');
  });
  it('with nud none keeps no address: the first packet asks', () => {
    const host = loneHost();
    host.neighOp({ ...static2, state: 'NONE' });
    expect(host.state()).toBe('NONE');
    host.send();
    expect(frames(host.log())).toEqual(['who-has 192.0.2.2 tell 192.0.2.1 > all']);
  });
  it.each(['DELAY', 'PROBE'] as const)(
    'with nud %s asks the neighbour whether it is there at once',
    (state) => {
      const host = loneHost();
      host.neighOp({ ...static2, state });
      host.until(0.1);
      expect(frames(host.log())).toEqual(['who-has 192.0.2.2 tell 192.0.2.1 > :02']);
      expect(host.state()).toBe('PROBE :02');
    },
  );
  it('replaces what is there', () => {
    const host = loneHost();
    host.neighOp(static2);
    expect(host.neighOp({ op: 'neigh.replace', ip: H2, mac: MAC3 })).toBe('ok');
    expect(host.state()).toBe('PERMANENT :03');
  });
  it('sends what waited when it sets the MAC address by hand', () => {
    const host = loneHost();
    host.send();
    host.neighOp({ op: 'neigh.replace', ip: H2, mac: MAC2 });
    host.until(60);
    expect(frames(host.log())).toEqual(['who-has 192.0.2.2 tell 192.0.2.1 > all', '#1 > :02']);
  });
  it('makes an entry REACHABLE by hand for the reachable time', () => {
    const host = loneHost();
    host.neighOp({ ...static2, state: 'REACHABLE' });
    host.until(30);
    expect(host.state()).toBe('STALE :02');
  });
  it('deletes nothing that is not there: No such file or directory', () => {
    expect(loneHost().neighOp({ op: 'neigh.del', ip: H2 })).toBe('ENOENT');
  });
  it('tells who waited when it deletes an INCOMPLETE entry', () => {
    const host = loneHost();
    host.send();
    host.neighOp({ op: 'neigh.del', ip: H2 });
    expect(host.log().slice(2)).toEqual([
      '0s INCOMPLETE > FAILED (admin)',
      '0s icmp destination-unreachable about #1',
      '0s drop #1 NEIGH_FAILED',
      '0s FAILED > NONE (admin)',
    ]);
    expect(host.timers('foreground')).toBe(0);
  });
  it('finds no device of that name: No such device', () => {
    const host = loneHost();
    const result = applyOp(host.world, { ...static2, netns, dev: 'eth9' });
    expect(result).toEqual({ ok: false, error: { errno: 'ENODEV' } });
  });
  it('flushes all but PERMANENT entries', () => {
    const host = mixed();
    host.neighOp({ op: 'neigh.flush' });
    expect(host.state()).toBe('-');
    expect(host.state(H3)).toBe('PERMANENT :03');
  });
  it('gives lo one entry for all addresses, and broadcast addresses a NOARP one', () => {
    const host = loneHost();
    host.send(SUBNET_BROADCAST);
    host.send('224.0.0.251' as Ipv4Addr);
    applyOp(host.world, { ...static2, netns, dev: 'lo' });
    expect(states(host)).toEqual(['0.0.0.0 PERMANENT', '192.0.2.255 NOARP', '224.0.0.251 NOARP']);
    expect(host.log().filter((l) => l.includes('#'))).toEqual(['0s #1 > all', '0s #2 > :fb']);
  });
});

describe('a device', () => {
  const link = (host: LoneHost, change: Partial<Extract<Op, { op: 'link.set' }>>) =>
    host.op({ op: 'link.set', netns, name: 'eth0', ...change });

  it('that goes down forgets all its neighbours, PERMANENT ones too, and who waited hears nothing', () => {
    const host = mixed();
    link(host, { up: false });
    expect(states(host)).toEqual([]);
    expect(host.log()).toEqual([
      '0s REACHABLE > NONE (dev-down)',
      '0s PERMANENT > NONE (dev-down)',
      '0s INCOMPLETE > NONE (dev-down)',
      '0s drop #2 QUEUE_PURGE',
    ]);
    expect(host.timers('all')).toBe(0);
  });
  it('that loses its carrier forgets all but PERMANENT neighbours', () => {
    const host = mixed();
    link(host, { name: 'eth0-wire', up: false });
    expect(states(host)).toEqual(['192.0.2.3 PERMANENT']);
  });
  it('that loses its carrier forgets nobody with arp_evict_nocarrier 0', () => {
    const host = mixed();
    host.op({ op: 'sysctl.write', netns, key: 'net.ipv4.conf.eth0.arp_evict_nocarrier', value: '0' });
    link(host, { name: 'eth0-wire', up: false });
    expect(states(host)).toEqual(['192.0.2.2 REACHABLE', '192.0.2.3 PERMANENT', '192.0.2.9 INCOMPLETE']);
  });
  it('that gets another MAC address forgets all its neighbours', () => {
    const host = mixed();
    link(host, { mac: MAC2 });
    expect(states(host)).toEqual([]);
  });
  it('that loses its last address forgets all its neighbours', () => {
    const host = mixed();
    host.op({ op: 'addr.del', netns, dev: 'eth0', cidr: { addr: '192.0.2.1' as Ipv4Addr, prefixLen: 24 } });
    expect(states(host)).toEqual([]);
  });
  it('keeps what is added while it is down', () => {
    const host = loneHost();
    link(host, { up: false });
    host.neighOp(static2);
    link(host, { up: true });
    expect(states(host)).toEqual(['192.0.2.2 PERMANENT']);
  });
  it('announces its addresses with arp_notify, when it comes up and when its MAC changes', () => {
    const host = loneHost({ addrs: ['192.0.2.1/24', '192.0.2.11/24'], sysctl: { arp_notify: 1 } });
    const own = ['who-has 192.0.2.1 tell 192.0.2.1 > all', 'who-has 192.0.2.11 tell 192.0.2.11 > all'];
    link(host, { mac: MAC3 });
    expect(frames(host.log())).toEqual(own);
    link(host, { up: false });
    link(host, { up: true });
    expect(frames(host.log())).toEqual(own);
  });
});

describe('a proof by an upper layer', () => {
  it('makes DELAY end in REACHABLE, without a probe', () => {
    const host = loneHost();
    host.hear({ op: 'request' });
    host.send();
    host.until(3);
    host.log();
    neighConfirm(host.world, host.ns, { dev: host.eth0, ip: H2 });
    host.until(40);
    expect(host.log()).toEqual([
      '5s DELAY > REACHABLE :02 (confirmed)',
      '33s REACHABLE > STALE :02 (reachable-over)',
    ]);
  });
});
