// A lab while it is being drawn: the dice, the lines so far, and what there is to refer to.

import { dice } from '../fib-commands.ts';
import type { Step } from './lab.ts';

/** A device's place on a segment. */
export interface Seat {
  readonly host: string;
  readonly dev: string;
  readonly segment: number;
  readonly addr: string;
  /** Where the other end is. */
  readonly far: { readonly netns: string; readonly name: string };
}

export interface Bridge {
  readonly netns: string;
  readonly name: string;
  readonly segment: number;
}

export class Draft {
  readonly steps: Step[] = [];
  readonly seats: Seat[] = [];
  readonly bridges: Bridge[] = [];
  readonly hosts: string[] = [];
  readonly netns: string[] = ['host'];
  /** How often something is set up wrongly. */
  readonly mistakes: number;
  segments = 0;
  readonly #roll: () => number;
  #building = true;
  #index = 10;

  constructor(seed: number) {
    this.#roll = dice(seed);
    this.mistakes = this.chance(1 / 3) ? 0.08 : 0;
  }

  /** From here on every line is one at a time that neither side's timers disturb. */
  built(): void {
    this.#building = false;
  }

  below(limit: number): number {
    return Math.floor(this.#roll() * limit);
  }

  chance(share: number): boolean {
    return this.#roll() < share;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  wrongly(): boolean {
    return this.chance(this.mistakes);
  }

  say(text: string, wait = 0.1): void {
    this.steps.push(this.#building ? { text } : { text, wait });
  }

  /** `ip` in a namespace, now and then the long way. */
  ip(netns: string, words: string): void {
    if (netns === 'host') this.say(`ip ${words}`);
    else if (this.chance(0.05)) this.exec(netns, `ip ${words}`);
    else this.say(`ip -n ${netns} ${words}`);
  }

  exec(netns: string, command: string): void {
    this.say(netns === 'host' ? command : `ip netns exec ${netns} ${command}`);
  }

  sysctl(netns: string, key: string, value: string | number): void {
    this.exec(netns, `sysctl -qw net.ipv4.${key}=${value}`);
  }

  /** A namespace without IPv6, whose proxy answers ARP at once. */
  addNetns(name: string): void {
    if (name !== 'host') {
      this.say(`ip netns add ${name}`);
      this.netns.push(name);
    }
    const quiet = ['ipv6.conf.all.disable_ipv6=1', 'ipv6.conf.default.disable_ipv6=1'];
    const words = [...quiet, 'ipv4.neigh.default.proxy_delay=0'].map((word) => `net.${word}`);
    this.exec(name, `sysctl -qw ${words.join(' ')}`);
  }

  /** Distinct numbers for both ends: the kernel then says at once that there is a carrier. */
  veth(a: { netns: string; name: string }, b: { netns: string; name: string }): void {
    const [index, peerIndex] = [++this.#index, ++this.#index];
    const own = `${a.name} index ${index} address ${mac(index)}`;
    const peer = `${b.name} index ${peerIndex} netns ${b.netns} address ${mac(peerIndex)}`;
    // `netns host` is no name: the root namespace's ends are made from there.
    if (b.netns === 'host' && a.netns !== 'host') return this.veth(b, a);
    this.ip(
      a.netns,
      `link add ${own} type veth peer name ${b.netns === a.netns ? peer.replace(/netns \S+ /, '') : peer}`,
    );
  }

  freeIndex(): number {
    return ++this.#index;
  }

  freeDev(host: string): string {
    return `eth${this.seats.filter((seat) => seat.host === host).length}`;
  }

  seatsOf(host: string): Seat[] {
    return this.seats.filter((seat) => seat.host === host);
  }

  addr(segment: number, host: number): string {
    return `10.0.${segment}.${host}`;
  }

  /** A gateway on the seat's segment, if there is one. */
  gatewayOf({ host, segment }: Seat): string | undefined {
    const routers = this.seats.filter(
      (other) => other.segment === segment && other.host !== host && other.host.startsWith('r'),
    );
    return routers.length > 0 ? this.of(routers).addr : undefined;
  }
}

export function mac(index: number): string {
  return `02:00:00:00:00:${index.toString(16).padStart(2, '0')}`;
}
