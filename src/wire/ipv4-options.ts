// IPv4 options as they stand in a header (RFC 791 §3.1).

export const IPOPT = {
  END: 0,
  NOOP: 1,
  RR: 7,
  TS: 68,
  LSRR: 0x83,
  SSRR: 0x89,
  /** The first bit of an option's type: it goes into every fragment. */
  COPIED: 0x80,
} as const;

/** What a timestamp option asks for: times alone, each with an address, or those of the given addresses. */
export const TS_FLAG = { TSONLY: 0, TSANDADDR: 1, PRESPEC: 3 } as const;

export interface IpOption {
  readonly type: number;
  readonly at: number;
  /** Absent: it says that it is longer than what there is, or too short. It is the last one, then. */
  readonly length?: number;
}

/** The options one by one, up to the end of the list. */
export function* ipOptionsOf(octets: Uint8Array): Generator<IpOption> {
  for (let at = 0; at < octets.length; ) {
    const type = octets[at] as number;
    if (type === IPOPT.END) return;
    const length = type === IPOPT.NOOP ? 1 : (octets[at + 1] ?? 0);
    if (type !== IPOPT.NOOP && (length < 2 || at + length > octets.length)) {
      yield { type, at };
      return;
    }
    yield { type, at, length };
    at += length;
  }
}
