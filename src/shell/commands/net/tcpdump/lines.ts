// One captured frame as tcpdump prints it: its time, the device for -i any, the line of src/wire/tcpdump.ts, and octets.

import { type FrameContent, emitFrame, frameLength } from '../../../../wire/frame.ts';
import { ETH_HLEN } from '../../../../wire/ethernet.ts';
import { hexDump } from '../../../../wire/hex-dump.ts';
import { tcpdumpLine } from '../../../../wire/tcpdump.ts';
import { dateText } from '../calendar-text.ts';
import type { Direction } from './capture.ts';

export interface LineOptions {
  readonly ethernet: boolean;
  readonly quick: boolean;
  readonly verbose: boolean;
  /** How often -t was given. */
  readonly stamps: number;
  readonly octets: 'none' | 'hex' | 'hex-ascii' | 'ascii';
  /** -xx, -XX: with the Ethernet header. */
  readonly wholeFrame: boolean;
  readonly numbered: boolean;
  /** The capture is one of all devices (LINUX_SLL2). */
  readonly cooked: boolean;
  /** Undefined with -n. */
  readonly names?: LineNames;
}

export interface LineNames {
  readonly host: (addr: string) => string | undefined;
  readonly service: (port: number) => string | undefined;
}

export interface Captured {
  /** Microseconds since 1970. */
  readonly micros: number;
  readonly frame: FrameContent;
  readonly dev?: { readonly name: string; readonly ifindex: number; readonly direction: Direction };
}

/** LINUX_SLL2's header in the place of Ethernet's. */
const SLL2_HLEN = 20;

export class LinePrinter {
  readonly #options: LineOptions;
  #first: number | undefined;
  #last: number | undefined;
  #count = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  line(captured: Captured): string {
    const { numbered, cooked, names } = this.#options;
    this.#count++;
    const number = numbered ? `${String(this.#count).padStart(5)}  ` : '';
    const text = cooked ? this.#cooked(captured) : this.#text(captured.frame);
    const shown = names ? withNames(text, names) : text;
    return `${number}${this.#stamp(captured.micros)}${shown}${this.#octets(captured.frame)}\n`;
  }

  #text(frame: FrameContent): string {
    const { ethernet, verbose, quick } = this.#options;
    return tcpdumpLine(frame, { ethernet, verbose, quick });
  }

  #cooked({ frame, dev }: Captured): string {
    const where = `${(dev?.name ?? '').padEnd(5)} ${(dev?.direction ?? '').padEnd(3)} `;
    if (!this.#options.ethernet) return where + this.#text(frame);
    const length = frameLength(frame) - ETH_HLEN + SLL2_HLEN;
    const text = this.#text(frame).replace(
      /^(\S+) > \S+, (ethertype .*?), length \d+: /,
      (_, src: string, type: string) => `${src} ${type}, length ${length}: `,
    );
    return `${where}ifindex ${dev?.ifindex ?? 0} ${text}`;
  }

  #octets(frame: FrameContent): string {
    const { octets: how, wholeFrame } = this.#options;
    if (how === 'none') return '';
    const all = emitFrame(frame);
    const octets = wholeFrame ? all : all.subarray(ETH_HLEN);
    if (how === 'ascii') return `\n${ascii(octets)}`;
    const dump = hexDump(octets);
    return how === 'hex-ascii'
      ? dump
      : dump.replace(/^(\t0x[0-9a-f]+: {2}.{39}).*$/gm, '$1').replace(/ +$/gm, '');
  }

  /** -t none, -tt seconds, -ttt since the last line, -tttt with the date, -ttttt since the first line. */
  #stamp(micros: number): string {
    const before = this.#last ?? micros;
    this.#first ??= micros;
    this.#last = micros;
    switch (this.#options.stamps) {
      case 0:
        return `${clock(micros)} `;
      case 1:
        return '';
      case 2:
        return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')} `;
      case 3:
        return ` ${clock(micros - before)} `;
      case 4:
        return `${dateText(Math.floor(micros / 1e6))} ${clock(micros)} `;
      default:
        return ` ${clock(micros - this.#first)} `;
    }
  }
}

function clock(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  const hours = String(Math.floor(seconds / 3600) % 24).padStart(2, '0');
  return `${hours}:${two(Math.floor(seconds / 60))}:${two(seconds)}.${String(micros % 1e6).padStart(6, '0')}`;
}

function ascii(octets: Uint8Array): string {
  return Array.from(octets, (octet) =>
    octet === 10 || octet === 13 || (octet >= 32 && octet < 127) ? String.fromCharCode(octet) : '.',
  ).join('');
}

/** Without -n: names of /etc/hosts and /etc/services, and whose a MAC address is (nobody's that Debian knows). */
function withNames(text: string, { host, service }: LineNames): string {
  return text
    .replace(/(\d+\.\d+\.\d+\.\d+)\.(\d+)(?= >|: )/g, (_, addr: string, port: string) => {
      return `${addr}.${service(Number(port)) ?? port}`;
    })
    .replace(/\d+\.\d+\.\d+\.\d+/g, (addr) => host(addr) ?? addr)
    .replace(/^ff:ff:ff:ff:ff:ff|(?<=> )ff:ff:ff:ff:ff:ff/g, 'Broadcast')
    .replace(/(?<![\da-f:])((?:[\da-f]{2}:){5}[\da-f]{2})(?![\da-f:])/g, '$1 (oui Unknown)');
}
