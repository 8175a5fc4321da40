// A trace as JSON lines.

import type { TraceEvent } from '../engine/trace.ts';

/** One line, with its newline. Octets as hex: a trace is for reading. */
export function traceLine(event: TraceEvent): string {
  return `${JSON.stringify(event, jsonValue)}\n`;
}

function jsonValue(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
