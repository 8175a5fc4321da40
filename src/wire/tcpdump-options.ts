// IPv4 options as tcpdump -v prints them (RFC 791 §3.1, IANA ip-parameters).

import { ipv4FromNumber } from './ipv4-addr.ts';
import { readUint16, readUint32 } from './octets.ts';

const EOL = 0;
const NOP = 1;
const TIMESTAMP = 68;
const ROUTER_ALERT = 148;

const NAMES: Readonly<Record<number, string>> = {
  [EOL]: 'EOL',
  [NOP]: 'NOP',
  7: 'RR',
  [TIMESTAMP]: 'timestamp',
  82: 'traceroute',
  130: 'security',
  131: 'LSRR',
  137: 'SSRR',
  [ROUTER_ALERT]: 'RA',
};

export function optionsText(octets: Uint8Array): string {
  const words: string[] = [];
  for (let at = 0; at < octets.length; ) {
    const code = octets[at] as number;
    const name = NAMES[code] ?? `unknown ${code}`;
    const left = octets.length - at;
    const length = code === EOL || code === NOP ? 1 : (octets[at + 1] ?? 0);
    if ((length < 2 && code > NOP) || length > left) {
      words.push(`${name} [bad length ${length}]`);
      break;
    }
    words.push(name + optionText(code, octets.subarray(at, at + length)));
    if (code === EOL) break;
    at += length;
  }
  return words.join(',');
}

function optionText(code: number, option: Uint8Array): string {
  if (code === 7 || code === 131 || code === 137) return routeText(option);
  if (code === TIMESTAMP) return timestampText(option);
  if (code !== ROUTER_ALERT) return '';
  if (option.length < 4) return ` [bad length ${option.length}]`;
  return readUint16(option, 2) === 0 ? '' : ` value ${readUint16(option, 2)}`;
}

/** Record route and source routes: a pointer, then addresses; those before the pointer are filled in. */
function routeText(option: Uint8Array): string {
  const { length } = option;
  if (length < 3) return ` [bad length ${length}]`;
  const pointer = (option[2] as number) - 1;
  let text = (length + 1) % 4 === 0 ? '' : ` [bad length ${length}]`;
  if (pointer < 3 || (pointer + 1) % 4 !== 0 || pointer > length + 1) text += ` [bad ptr ${option[2]}]`;
  for (let at = 3; at < length; at += 4) {
    text += ` ${ipv4FromNumber(readUint32(option, at))}${pointer > at ? ',' : ''}`;
  }
  return text;
}

const TIMESTAMP_FLAGS: Readonly<Record<number, string>> = { 0: 'TSONLY', 1: 'TS+ADDR', 3: 'PRESPEC' };

/** A pointer, a counter of hops that found no room, a flag, then time stamps, with addresses unless the flag is 0. */
function timestampText(option: Uint8Array): string {
  const { length } = option;
  if (length < 4) return `[bad length ${length}]`;
  const flag = (option[3] as number) & 15;
  const pointer = (option[2] as number) - 1;
  const step = flag === 0 ? 4 : 8;
  let text = ` TS{${(length - 4) % step === 0 ? '' : `[bad length ${length}]`}`;
  if (pointer < 4 || (pointer - 4) % step !== 0 || pointer > length + 1) text += `[bad ptr ${option[2]}]`;
  let at = 4;
  if (TIMESTAMP_FLAGS[flag] === undefined) text += `[bad ts type ${flag}]`;
  else {
    text += TIMESTAMP_FLAGS[flag];
    for (; at < length; at += step) {
      const addr = step === 8 ? ipv4FromNumber(readUint32(option, at)) : '';
      text += `${pointer === at ? ' ^ ' : ' '}${readUint32(option, at + step - 4)}@${addr}`;
    }
  }
  const lost = (option[3] as number) >>> 4;
  return `${text}${pointer === at ? ' ^ ' : ''}${lost > 0 ? ` [${lost} hops not recorded]} ` : '}'}`;
}
