// What a run under the kernel and one in the engine are both told as, so that they can be compared: what every device saw,
// as canonical lines, and what the tables hold afterwards, as sorted text.

export interface Probe {
  /** The machine that pings. */
  readonly from: string;
  readonly to: string;
  readonly count?: number;
  readonly ttl?: number;
  /** Octets of data. */
  readonly size?: number;
  readonly pmtudisc?: 'do' | 'want' | 'dont';
  readonly broadcast?: true;
  /** -W: seconds until it gives up waiting for an answer. */
  readonly patience?: number;
  /** Seconds that pass before it. */
  readonly wait?: number;
}

export interface TableTexts {
  readonly addr: readonly string[];
  readonly route: readonly string[];
  readonly neigh: readonly string[];
  readonly link: readonly string[];
  readonly fdb: readonly string[];
}

export interface LabRun {
  /** By `A eth0`: `out …` and `in …` lines in order. */
  readonly frames: ReadonlyMap<string, readonly string[]>;
  /** By namespace. */
  readonly tables: ReadonlyMap<string, TableTexts>;
}

/** The command that a probe is under the kernel. */
export function pingCommand(probe: Probe): string {
  const options = [
    `-c ${probe.count ?? 1}`,
    ...(probe.ttl === undefined ? [] : [`-t ${probe.ttl}`]),
    ...(probe.size === undefined ? [] : [`-s ${probe.size}`]),
    ...(probe.pmtudisc === undefined ? [] : [`-M ${probe.pmtudisc}`]),
    ...(probe.broadcast ? ['-b'] : []),
    ...(probe.patience === undefined ? [] : [`-W ${probe.patience}`]),
  ];
  return `ping -n ${options.join(' ')} ${probe.to}`;
}
