// What an event, a look-up or a failed run is told as. Values only: the page, the command line and the tests render them.

import type { DropReason } from '../engine/drop-reason.ts';
import type { IfIndex, NetnsId } from '../engine/ids.ts';

export type Language = 'en' | 'ko';

/** The same thing said in every language. */
export type Said = Readonly<Record<Language, string>>;

/** A stretch of a sentence: prose, or something to be set in the terminal's type (an address, a key, a command). */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string };

/** `good`: the packet got there. `bad`: it died, or something was refused. */
export type Tone = 'neutral' | 'good' | 'bad';

export interface Explanation {
  /** Where it happened: `B · eth0`. Empty if nowhere. */
  readonly where: string;
  /** `B forwards the packet` */
  readonly title: string;
  /** One to three sentences, with the reason why. */
  readonly body: readonly Span[];
  readonly tone: Tone;
  /** The command that shows the same on that machine: `ip route get 192.168.2.5`. */
  readonly shell?: string;
  /** Of a drop. */
  readonly reason?: DropReason;
  /** Commands that would repair it, on that machine. */
  readonly fix?: readonly string[];
}

/** How things are called: engine values have ids, people have names. */
export interface Names {
  /** The machine's name of a namespace: `B`, and for a named namespace `B/red`. */
  netns(id: NetnsId): string;
  /** The name of a device: `eth1`. */
  dev(netns: NetnsId, ifindex: IfIndex): string;
}

export type RowVerdict = 'won' | 'lost' | 'neutral';

export interface ConsultedRow {
  /** As many as there are columns. */
  readonly cells: readonly string[];
  readonly verdict: RowVerdict;
  /** Why it won or lost. */
  readonly why?: Said;
}

/** A table that a decision was read from. */
export interface ConsultedTable {
  /** `Routes of B, table main` */
  readonly title: Said;
  /** The tools' own words (`dst`, `via`, `lladdr`): the same in every language. */
  readonly columns: readonly string[];
  readonly rows: readonly ConsultedRow[];
}

/** The root cause of a failed run, and the way out. */
export interface Diagnosis {
  /** The event that is to blame: the cause, not the symptom. */
  readonly event: number;
  readonly title: Said;
  readonly sentence: Said;
  readonly fix: readonly Fix[];
}

export interface Fix {
  /** The machine's name, as `Names.netns` says it. */
  readonly machine: string;
  readonly command: string;
  /** What the command does, if it isn't plain. */
  readonly note?: Said;
}
