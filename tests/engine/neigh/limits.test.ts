// The table's settings, and how it forgets when it is large (net/core/neighbour.c).

import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/ids.ts';
import { reachableTime } from '../../../src/engine/neigh/reachable-time.ts';
import { neighList } from '../../../src/engine/neigh/table.ts';
import { sysctlText } from '../../../src/engine/sysctl.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { H3, HOST as netns, loneHost, type LoneHost, MAC2 } from './lone-host.ts';

describe('/proc/sys/net/ipv4/neigh', () => {
  const write = (host: LoneHost, name: string, value: number) =>
    host.op({ op: 'sysctl.write', netns, key: `net.ipv4.neigh.eth0.${name}`, value: String(value) });
  const read = (host: LoneHost, name: string) => sysctlText(host.ns, `net.ipv4.neigh.eth0.${name}`);

  it('keeps unres_qlen and unres_qlen_bytes together: a packet is 2090 octets', () => {
    const host = loneHost();
    expect([read(host, 'unres_qlen'), read(host, 'unres_qlen_bytes')]).toEqual(['101', '212992']);
    write(host, 'unres_qlen', 3);
    expect(read(host, 'unres_qlen_bytes')).toBe('6270');
    write(host, 'unres_qlen_bytes', 5000);
    expect(read(host, 'unres_qlen')).toBe('2');
  });
  it('draws the reachable time anew from 0.5 to 1.5 times a new base_reachable_time_ms', () => {
    const host = loneHost();
    const drawn = new Set<number>();
    for (let i = 0; i < 200; i++) {
      write(host, 'base_reachable_time_ms', 2000);
      drawn.add(reachableTime(host.world, host.ns, host.eth0) / SECOND);
    }
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...drawn)).toBeLessThan(3);
    expect(drawn.size).toBeGreaterThan(150);
  });
  it('draws it again after 300 seconds', () => {
    const host = loneHost();
    const first = reachableTime(host.world, host.ns, host.eth0);
    host.until(300);
    expect(reachableTime(host.world, host.ns, host.eth0)).toBe(first);
    host.until(301);
    expect(reachableTime(host.world, host.ns, host.eth0)).not.toBe(first);
  });
});

describe('a large table', () => {
  const fill = (host: LoneHost, count: number) => {
    for (let i = 0; i < count; i++) {
      const ip = `192.0.${3 + Math.floor(i / 200)}.${i % 200}` as Ipv4Addr;
      host.neighOp({ op: 'neigh.add', ip, mac: MAC2, state: 'STALE' });
    }
  };
  it('forgets nothing below 128 entries', () => {
    const host = loneHost();
    fill(host, 127);
    host.until(3600);
    expect(neighList(host.ns)).toHaveLength(127);
  });
  it('forgets what was unused for 60 seconds from 128 entries on', () => {
    const host = loneHost();
    fill(host, 128);
    host.until(59.9);
    expect(neighList(host.ns)).toHaveLength(128);
    host.until(60);
    expect(neighList(host.ns)).toHaveLength(0);
    expect(host.timers('all')).toBe(0);
  });
  it('takes no new neighbour beyond 1024 of which none is expendable: the packet is lost', () => {
    const host = loneHost();
    for (let i = 0; i < 1024; i++) host.send(`192.0.${3 + Math.floor(i / 200)}.${i % 200}` as Ipv4Addr);
    host.log();
    host.send();
    expect(host.log()).toEqual(['0s drop #1025 NEIGH_CREATEFAIL']);
  });
  it('makes room for a new neighbour from 512 entries on: those that failed go first', () => {
    const host = loneHost();
    fill(host, 511);
    host.send();
    host.until(3);
    host.send(H3);
    expect([host.state(), host.state(H3)]).toEqual(['-', 'INCOMPLETE']);
    expect(neighList(host.ns)).toHaveLength(512);
  });
});
