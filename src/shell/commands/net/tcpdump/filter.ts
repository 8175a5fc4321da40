// pcap-filter(7): an expression becomes a test of frames. Primitives are [proto] [dir] [type] ID, joined by and, or, not;
// an ID alone repeats the qualifiers before it. `proto[offset:size] & mask OP number` compares octets.
// Left out: IPv6, VLAN and MPLS offsets, wireless.

import { err as no, ok, type Result } from '../../../../base/result.ts';
import { emitFrame } from '../../../../wire/frame.ts';
import { type Ipv4Addr, ipv4ToNumber, netmask } from '../../../../wire/ipv4-addr.ts';
import { parseMac } from '../../../../wire/mac.ts';
import { FilterError, isReserved, protoNumber, shortPrefix, SYNTAX, TYPES } from './filter-numbers.ts';
import { relation } from './filter-arithmetic.ts';
import { type Token, tokensOf } from './filter-words.ts';
import {
  addressTest,
  type Direction,
  etherTest,
  ipGroupTest,
  type FrameTest,
  portTest,
  protocolTest,
} from './frame-tests.ts';

export interface FilterNames {
  /** The address of a host's name. */
  host(name: string): Ipv4Addr | undefined;
  /** The number of a service's name. */
  port(name: string): number | undefined;
  /** Is the capture one of cooked frames (`-i any`)? They have no Ethernet addresses. */
  readonly cooked: boolean;
}

/** The error is what tcpdump prints after its name. An empty expression takes everything. */
export function parseFilter(text: string, names: FilterNames): Result<FrameTest> {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return ok(() => true);
  const parser = new Parser(tokens, names);
  try {
    const test = parser.expression();
    return parser.atEnd ? ok(test) : no(SYNTAX);
  } catch (thrown) {
    if (thrown instanceof FilterError) return no(thrown.message);
    throw thrown;
  }
}

interface Qualifiers {
  readonly proto?: string | undefined;
  readonly dir?: Direction | undefined;
  readonly type?: string | undefined;
}

const PROTOCOLS = new Set([
  'ether',
  'ip',
  'ip6',
  'arp',
  'rarp',
  'tcp',
  'udp',
  'icmp',
  'icmp6',
  'igmp',
  'sctp',
  'stp',
]);
const PORT_PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);
class Parser {
  readonly #tokens: readonly Token[];
  readonly #names: FilterNames;
  #at = 0;
  /** What an ID alone repeats. */
  #last: Qualifiers | undefined;

  constructor(tokens: readonly Token[], names: FilterNames) {
    this.#tokens = tokens;
    this.#names = names;
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** `and` and `or` bind alike, from the left. */
  expression(): FrameTest {
    let left = this.#term();
    for (;;) {
      const word = this.#peek();
      if (word === 'and' || word === '&&') {
        this.#at++;
        const [a, b] = [left, this.#term()];
        left = (frame, out) => a(frame, out) && b(frame, out);
      } else if (word === 'or' || word === '||') {
        this.#at++;
        const [a, b] = [left, this.#term()];
        left = (frame, out) => a(frame, out) || b(frame, out);
      } else return left;
    }
  }

  #term(): FrameTest {
    const word = this.#peek();
    if (word === 'not' || word === '!') {
      this.#at++;
      const test = this.#term();
      return (frame, out) => !test(frame, out);
    }
    const compared = this.#relation();
    if (compared) return compared;
    if (word === '(') {
      this.#at++;
      const test = this.expression();
      this.#expect(')');
      return test;
    }
    return this.#primitive();
  }

  /** `ip[8] < 5`, if that is what comes next. */
  #relation(): FrameTest | undefined {
    const began = this.#at;
    const words = {
      peek: () => this.#peek(),
      word: () => this.#word(),
      expect: (text: string) => this.#expect(text),
    };
    try {
      return relation(words);
    } catch (thrown) {
      if (!(thrown instanceof FilterError) || thrown.message !== SYNTAX) throw thrown;
      this.#at = began;
      return undefined;
    }
  }

  /** Through that router, but not to it: libpcap wants a name that both its files know. */
  #gateway(): never {
    this.#word();
    throw new FilterError("'gateway' requires a name");
  }

  /** Simplified: tags aren't looked at. */
  #tagged(): FrameTest {
    if (/^\d+$/.test(this.#peek() ?? '')) this.#at++;
    return () => false;
  }

  #primitive(): FrameTest {
    const first = this.#word();
    if (first === 'less' || first === 'greater') return this.#length(first);
    if (first === 'broadcast' || first === 'multicast') return etherTest(first);
    if (first === 'inbound') return (_, out) => !out;
    if (first === 'outbound') return (_, out) => out === true;
    if (first === 'gateway') return this.#gateway();
    if (first === 'vlan' || first === 'mpls') return this.#tagged();
    if (PROTOCOLS.has(first)) return this.#afterProtocol(first);
    return this.#qualified(first, undefined);
  }

  #afterProtocol(proto: string): FrameTest {
    const next = this.#peek();
    if ((next === 'broadcast' || next === 'multicast') && (proto === 'ether' || proto === 'ip')) {
      this.#at++;
      return proto === 'ip' ? ipGroupTest(next) : etherTest(next);
    }
    const goes = next !== undefined && (TYPES.has(next) || next === 'src' || next === 'dst');
    if (goes) {
      this.#at++;
      return this.#qualified(next, proto);
    }
    if (proto === 'ether') throw new FilterError(SYNTAX);
    this.#last = undefined;
    return protocolTest(proto);
  }

  /** `word` is a direction, a type or an ID. */
  #qualified(word: string, proto: string | undefined): FrameTest {
    let at: string | undefined = word;
    let dir: Direction | undefined;
    if (at === 'src' || at === 'dst') {
      dir = at;
      at = this.#word();
      const other = dir === 'src' ? 'dst' : 'src';
      if ((at === 'or' || at === 'and') && this.#peek() === other) {
        dir = at === 'or' ? 'either' : 'both';
        this.#at++;
        at = this.#word();
      }
    }
    if (TYPES.has(at)) {
      const type = at;
      return this.#id(this.#word(), { proto, dir, type });
    }
    if (dir !== undefined) return this.#id(at, { proto, dir, type: undefined });
    if (proto !== undefined || !this.#last)
      throw new FilterError(this.#at > 1 ? 'syntax error in filter expression' : SYNTAX);
    return this.#id(at, this.#last);
  }

  #id(id: string, qualifiers: Qualifiers): FrameTest {
    if (isReserved(id)) throw new FilterError(SYNTAX);
    this.#last = qualifiers;
    const { proto, dir = 'either', type = 'host' } = qualifiers;
    const name = id.replace(/^\\/, '');
    switch (type) {
      case 'port':
      case 'portrange':
        return this.#ports(name, { proto, dir });
      case 'proto':
      case 'protochain':
        return protoNumber(name, proto);
      case 'net':
        return addressTest({ proto, dir, ...this.#network(name) });
      default:
        return this.#host(name, { proto, dir });
    }
  }

  #host(name: string, { proto, dir }: { proto: string | undefined; dir: Direction }): FrameTest {
    if (proto === 'ether') {
      if (this.#names.cooked)
        throw new FilterError(
          'ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel',
        );
      const mac = parseMac(name);
      if (!mac.ok)
        throw new FilterError(
          /^\d+(\.\d+){1,3}$/.test(name) ? 'illegal link layer address' : `unknown ether host '${name}'`,
        );
      return etherTest(mac.value, dir);
    }
    if (parseMac(name).ok && name.includes(':'))
      throw new FilterError('ethernet address used in non-ether expression');
    if (/^\d+(\.\d+){0,3}$/.test(name)) return addressTest({ proto, dir, ...shortPrefix(name) });
    const addr = this.#names.host(name);
    if (addr === undefined) throw new FilterError(`unknown host '${name}'`);
    return addressTest({ proto, dir, network: ipv4ToNumber(addr), mask: 0xffff_ffff });
  }

  #network(name: string): { network: number; mask: number } {
    const [addr = '', length] = name.split('/');
    if (!/^\d+(\.\d+){0,3}$/.test(addr)) throw new FilterError(`unknown network '${name}'`);
    const short = shortPrefix(addr);
    const word = this.#peek();
    let { mask } = short;
    if (length !== undefined) {
      if (Number(length) > 32) throw new FilterError('mask length must be <= 32');
      mask = netmask(Number(length));
    } else if (word === 'mask') {
      this.#at++;
      mask = shortPrefix(this.#word()).network;
    }
    if ((short.network & ~mask) !== 0) throw new FilterError(`non-network bits set in "${name}"`);
    return { network: short.network, mask };
  }

  #ports(name: string, { proto, dir }: { proto: string | undefined; dir: Direction }): FrameTest {
    if (proto !== undefined && !PORT_PROTOCOLS.has(proto))
      throw new FilterError(`illegal qualifier of 'port'`);
    const [first = '', last = first] = name.split('-').length === 2 ? name.split('-') : [name];
    const number = (text: string) => {
      const port = /^\d+$/.test(text) ? Number(text) : this.#names.port(text);
      if (port === undefined) throw new FilterError(`unknown port '${text}'`);
      if (port > 65_535) throw new FilterError(`illegal port number ${port} > 65535`);
      return port;
    };
    return portTest({ proto, dir, first: number(first), last: number(last) });
  }

  #length(word: string): FrameTest {
    const text = this.#word();
    if (!/^\d+$/.test(text)) throw new FilterError(SYNTAX);
    const limit = Number(text);
    return word === 'less'
      ? (frame) => emitFrame(frame).length <= limit
      : (frame) => emitFrame(frame).length >= limit;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  #word(): string {
    const token = this.#tokens[this.#at++];
    if (!token) throw new FilterError(SYNTAX);
    return token.text;
  }

  #expect(text: string): void {
    if (this.#word() !== text) throw new FilterError(SYNTAX);
  }
}
