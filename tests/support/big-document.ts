// Labs of any size for measures: LANs of eight hosts on a switch, joined by a backbone of routers.

import { drawLab, type DrawnMachine } from '../../src/document/draw.ts';
import type { LabDocument } from '../../src/document/schema.ts';

const PER_LAN = 10;

/** `machines` of them: in each ten a router, a switch and eight hosts. */
export function bigDocument(machines: number): LabDocument {
  const drawn: DrawnMachine[] = [];
  const cables: string[] = [];
  for (let i = 0; i < machines; i++) {
    const lan = Math.floor(i / PER_LAN);
    const place = i % PER_LAN;
    const net = `10.${(lan >> 8) + 1}.${lan & 255}`;
    const at = [(lan % 10) * 700 + (place % 5) * 130, Math.floor(lan / 10) * 500 + place * 37] as const;
    if (place === 0) drawn.push(router(lan, net, at, machines));
    else if (place === 1) drawn.push({ name: `s${lan}`, kind: 'switch', at });
    else drawn.push({ name: `h${i}`, at, eth: [`${net}.${place}/24`], routes: [`default via ${net}.254`] });
    if (place === 1) cables.push(`r${lan}:eth0 s${lan}`);
    if (place > 1) cables.push(`h${i} s${lan}`);
    if (place === 0 && lan > 0) cables.push(`r${lan - 1}:eth2 r${lan}:eth1`);
  }
  return drawLab({ name: `${machines} machines`, machines: drawn, cables, stimuli: [] });
}

function router(lan: number, net: string, at: readonly [number, number], machines: number): DrawnMachine {
  const link = (n: number, host: number): string => `172.${16 + (n >> 8)}.${n & 255}.${host}/30`;
  const isLast = (lan + 1) * PER_LAN >= machines;
  const eth = [`${net}.254/24`, lan === 0 ? '' : link(lan - 1, 2), isLast ? '' : link(lan, 1)];
  return { name: `r${lan}`, kind: 'router', at, eth };
}
