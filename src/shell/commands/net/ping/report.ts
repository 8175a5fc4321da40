// What ping prints: a line an answer or error, and the statistics (ping_common.c: gather_statistics, finish, status).

import { isIcmpError } from '../../../../wire/icmpv4.ts';
import type { EventOf } from '../../../../engine/trace.ts';
import { icmpErrorWords } from './icmp-words.ts';
import type { PingSettings } from './settings.ts';

/** struct timeval and the ICMP header: with fewer octets ping can't tell the time. */
const TIMEVAL_LENGTH = 16;
const ICMP_HLEN = 8;

interface PingFacts {
  readonly settings: PingSettings;
  readonly size: number;
  readonly ident: number;
  /** Several may answer: that isn't worth a word. */
  readonly toGroup: boolean;
  /** The name in the statistics. */
  readonly hostname: string;
  /** How an address is shown: with its name, unless -n. */
  readonly show: (addr: string) => string;
  /** What the IP options of an answer say. */
  readonly optionsText: (options: Uint8Array) => string;
  /** -D's stamp, or nothing. */
  readonly stamp: () => string;
}

/** Counts, in iputils' integer microseconds. */
export class PingReport {
  readonly #facts: PingFacts;
  sent = 0;
  received = 0;
  #repeats = 0;
  errors = 0;
  #pipe = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #sum = 0;
  #squares = 0;
  /** Eight times the moving average. */
  #ewma = 0;
  #startedAt: number | undefined;
  #lastSentAt = 0;
  #unanswered = new Set<number>();

  constructor(facts: PingFacts) {
    this.#facts = facts;
  }

  get #timed(): boolean {
    return this.#facts.size >= TIMEVAL_LENGTH;
  }

  get isQuiet(): boolean {
    return this.#facts.settings.quiet;
  }

  /** Neither -q nor -f. */
  get speaks(): boolean {
    return !this.isQuiet && !this.#facts.settings.flood;
  }

  /** sendto() had no buffers at `at`: no more than `sent` requests count. */
  notSent(at: number, sent: number): void {
    this.#startedAt ??= at;
    this.#lastSentAt = at;
    for (let seq = sent + 1; seq <= this.sent; seq++) this.#unanswered.delete(seq);
    this.sent = sent;
  }

  /** A request goes out at `at` (nanoseconds). */
  send(at: number): string {
    const { settings, stamp } = this.#facts;
    const late = settings.outstanding && this.#unanswered.has(this.sent);
    const text = late ? `${stamp()}no answer yet for icmp_seq=${this.sent}\n` : '';
    this.#startedAt ??= at;
    this.#lastSentAt = at;
    this.sent++;
    this.#unanswered.add(this.sent);
    return settings.flood && !settings.quiet ? `${text}.` : text;
  }

  reply(event: EventOf<'ping.reply'>): string {
    const { settings, ident, size, show, stamp, optionsText, toGroup } = this.#facts;
    const { icmpSeq, duplicate, ttl, from } = event;
    const micros = Math.floor(event.rtt / 1000);
    this.#acknowledge(icmpSeq);
    if (duplicate) this.#repeats++;
    else this.received++;
    if (this.#timed) this.#count(micros);
    if (settings.quiet) return '';
    if (settings.flood) return '\b \b';
    const words = [
      `${stamp()}${size + ICMP_HLEN} bytes from ${show(from)}: icmp_seq=${icmpSeq}`,
      ...(settings.verbose ? [`ident=${ident}`] : []),
      `ttl=${ttl}`,
      ...(this.#timed ? [`time=${rttText(micros)} ms`] : []),
      ...(duplicate && !toGroup ? ['(DUP!)'] : []),
    ];
    const { net } = event.packet ?? {};
    const options = net?.kind === 'ipv4' ? optionsText(net.options) : '';
    return `${words.join(' ')}${settings.audible ? '\x07' : ''}${options}\n`;
  }

  /** An ICMP error. A redirect doesn't come by the error queue, and is shown with a colon more. */
  error(error: Extract<EventOf<'ping.error'>['error'], { type: 'icmp' }>): string {
    const { settings, show, stamp } = this.#facts;
    const { message, seq, from } = error;
    if (!isIcmpError(message)) return '';
    const isRedirect = message.type === 'redirect';
    if (!isRedirect) {
      this.errors++;
      this.#acknowledge(seq);
    }
    if (settings.quiet) return '';
    if (settings.flood) return isRedirect ? '' : '\bE';
    return `${stamp()}From ${show(from)}${isRedirect ? ':' : ''} icmp_seq=${seq} ${icmpErrorWords(message)}\n`;
  }

  #acknowledge(seq: number): void {
    this.#unanswered.delete(seq);
    this.#pipe = Math.max(this.#pipe, ((this.sent - seq) & 0xffff) + 1);
  }

  #count(micros: number): void {
    this.#min = Math.min(this.#min, micros);
    this.#max = Math.max(this.#max, micros);
    this.#sum += micros;
    this.#squares += micros * micros;
    this.#ewma = this.#ewma === 0 ? micros * 8 : this.#ewma + micros - Math.trunc(this.#ewma / 8);
  }

  statistics(): string {
    const { settings, hostname } = this.#facts;
    const nanos = this.#lastSentAt - (this.#startedAt ?? 0);
    const counts = [
      `${this.sent} packets transmitted`,
      `${this.received} received`,
      ...(this.#repeats > 0 ? [`+${this.#repeats} duplicates`] : []),
      ...(this.errors > 0 ? [`+${this.errors} errors`] : []),
      ...(this.sent > 0 ? [`${this.#loss()}% packet loss`, `time ${Math.round(nanos / 1e6)}ms`] : []),
    ];
    const isFast = settings.flood || settings.adaptive || settings.engine.interval === 0;
    const perPacket = isFast && this.received > 0 && this.sent > 1;
    const facts = [
      ...(this.received > 0 && this.#timed ? [this.#rtts()] : []),
      ...(this.#pipe > 1 ? [`pipe ${this.#pipe}`] : []),
      ...(perPacket
        ? [
            `ipg/ewma ${millis(Math.floor(nanos / 1000 / (this.sent - 1)))}/${millis(Math.trunc(this.#ewma / 8))} ms`,
          ]
        : []),
    ];
    return `\n--- ${hostname} ping statistics ---\n${counts.join(', ')}\n${facts.join(', ')}\n`;
  }

  /** SIGQUIT's line, on standard error. */
  status(): string {
    const loss = this.sent === 0 ? 0 : Math.trunc(((this.sent - this.received) * 100) / this.sent);
    const total = this.received + this.#repeats;
    const times =
      this.received > 0 && this.#timed
        ? `, min/avg/ewma/max = ${[this.#min, Math.trunc(this.#sum / total), Math.trunc(this.#ewma / 8), this.#max].map(millis).join('/')} ms`
        : '';
    return `\r${this.received}/${this.sent} packets, ${loss}% loss${times}\n`;
  }

  /** 1: nobody answered, or not often enough before the deadline. */
  get exitStatus(): number {
    const { deadline, count = Number.POSITIVE_INFINITY } = this.#facts.settings.engine;
    if (this.received === 0) return 1;
    return deadline !== undefined && count !== Number.POSITIVE_INFINITY && this.received < count ? 1 : 0;
  }

  /** printf's %g: six significant digits. */
  #loss(): string {
    return String(Number((((this.sent - this.received) * 100) / this.sent).toPrecision(6)));
  }

  #rtts(): string {
    const total = this.received + this.#repeats;
    const average = Math.trunc(this.#sum / total);
    const variance = Math.trunc((this.#squares - Math.trunc((this.#sum * this.#sum) / total)) / total);
    const deviation = Math.floor(Math.sqrt(Math.max(variance, 0)));
    return `rtt min/avg/max/mdev = ${[this.#min, average, this.#max, deviation].map(millis).join('/')} ms`;
  }
}

/** Microseconds as milliseconds with three decimals. */
function millis(micros: number): string {
  return `${Math.trunc(micros / 1000)}.${String(micros % 1000).padStart(3, '0')}`;
}

/** Three digits that matter, or a little more. */
function rttText(micros: number): string {
  const cut = (digits: number, unit: number) => {
    const rounded = micros + unit / 2;
    const rest = Math.trunc((rounded % 1000) / unit);
    return `${Math.trunc(rounded / 1000)}.${String(rest).padStart(digits, '0')}`;
  };
  if (micros >= 99_950) return String(Math.trunc((micros + 500) / 1000));
  if (micros >= 9_995) return cut(1, 100);
  return micros >= 1000 ? cut(2, 10) : millis(micros);
}
