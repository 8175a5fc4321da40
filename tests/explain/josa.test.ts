import { describe, expect, test } from 'vitest';
import { josa, withJosa } from '../../src/explain/ko/josa.ts';
import { code, plain, say } from '../../src/explain/say.ts';

describe('a Korean particle', () => {
  test.each([
    // Korean
    ['게이트웨이', '게이트웨이는', '게이트웨이가', '게이트웨이를', '게이트웨이로'],
    ['라우팅 테이블', '라우팅 테이블은', '라우팅 테이블이', '라우팅 테이블을', '라우팅 테이블로'],
    ['패킷', '패킷은', '패킷이', '패킷을', '패킷으로'],
    // machine names
    ['A', 'A는', 'A가', 'A를', 'A로'],
    ['B', 'B는', 'B가', 'B를', 'B로'],
    ['R', 'R은', 'R이', 'R을', 'R로'],
    ['N', 'N은', 'N이', 'N을', 'N으로'],
    ['h1', 'h1은', 'h1이', 'h1을', 'h1로'],
    ['h2', 'h2는', 'h2가', 'h2를', 'h2로'],
    ['s3', 's3은', 's3이', 's3을', 's3으로'],
    ['r6', 'r6은', 'r6이', 'r6을', 'r6으로'],
    ['서울', '서울은', '서울이', '서울을', '서울로'],
    ['web', 'web은', 'web이', 'web을', 'web으로'],
    ['host', 'host는', 'host가', 'host를', 'host로'],
    ['router', 'router는', 'router가', 'router를', 'router로'],
    // addresses and prefixes
    ['192.168.1.5', '192.168.1.5는', '192.168.1.5가', '192.168.1.5를', '192.168.1.5로'],
    ['192.168.2.10', '192.168.2.10은', '192.168.2.10이', '192.168.2.10을', '192.168.2.10으로'],
    ['10.0.0.8', '10.0.0.8은', '10.0.0.8이', '10.0.0.8을', '10.0.0.8로'],
    ['192.168.2.0/24', '192.168.2.0/24는', '192.168.2.0/24가', '192.168.2.0/24를', '192.168.2.0/24로'],
    [
      '02:00:00:00:00:0a',
      '02:00:00:00:00:0a는',
      '02:00:00:00:00:0a가',
      '02:00:00:00:00:0a를',
      '02:00:00:00:00:0a로',
    ],
    [
      '02:00:00:00:00:ac',
      '02:00:00:00:00:ac는',
      '02:00:00:00:00:ac가',
      '02:00:00:00:00:ac를',
      '02:00:00:00:00:ac로',
    ],
    // devices, words, abbreviations
    ['eth0', 'eth0은', 'eth0이', 'eth0을', 'eth0으로'],
    ['br0', 'br0은', 'br0이', 'br0을', 'br0으로'],
    ['lo', 'lo는', 'lo가', 'lo를', 'lo로'],
    ['ip_forward', 'ip_forward는', 'ip_forward가', 'ip_forward를', 'ip_forward로'],
    ['TTL', 'TTL은', 'TTL이', 'TTL을', 'TTL로'],
    ['MTU', 'MTU는', 'MTU가', 'MTU를', 'MTU로'],
    ['ARP', 'ARP는', 'ARP가', 'ARP를', 'ARP로'],
    ['MAC', 'MAC은', 'MAC이', 'MAC을', 'MAC으로'],
    ['STALE', 'STALE은', 'STALE이', 'STALE을', 'STALE로'],
    ['REACHABLE', 'REACHABLE은', 'REACHABLE이', 'REACHABLE을', 'REACHABLE로'],
    ['FAILED', 'FAILED는', 'FAILED가', 'FAILED를', 'FAILED로'],
    ['main', 'main은', 'main이', 'main을', 'main으로'],
    ['local', 'local은', 'local이', 'local을', 'local로'],
    ['ping', 'ping은', 'ping이', 'ping을', 'ping으로'],
    // brackets are not read
    ['eth0(B)', 'eth0(B)는', 'eth0(B)가', 'eth0(B)를', 'eth0(B)로'],
    ['"라우터"', '"라우터"는', '"라우터"가', '"라우터"를', '"라우터"로'],
  ])('fits %s', (word, topic, subject, object, direction) => {
    const forms = (['은/는', '이/가', '을/를', '으로/로'] as const).map((pair) => word + josa(word, pair));
    expect(forms).toEqual([topic, subject, object, direction]);
  });

  test('follows code without being code', () => {
    expect(say`${withJosa(code('192.168.2.10'), '은/는')} 이미`).toEqual([
      { kind: 'code', text: '192.168.2.10' },
      { kind: 'text', text: '은 이미' },
    ]);
  });

  test('joins a plain word', () => {
    expect(plain(say`${withJosa('A', '과/와')} ${withJosa('패킷', '과/와')}`)).toBe('A와 패킷과');
  });
});
