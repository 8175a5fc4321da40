// A BPDU as tcpdump prints it (print-llc.c, print-stp.c).

import { type Bpdu, CONFIG_BPDU_LEN, type ConfigBpdu, parseBpdu } from './bpdu.ts';

const LLC = 'LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: ';

/** undefined if the octets after an 802.3 length are no BPDU. */
export function bpduText(
  octets: Uint8Array,
  { ethernet = false, verbose = false }: { readonly ethernet?: boolean; readonly verbose?: boolean },
): string | undefined {
  const bpdu = parseBpdu(octets);
  return bpdu && `${ethernet ? LLC : ''}STP 802.1d, ${bodyText(bpdu, verbose)}`;
}

function bodyText(bpdu: Bpdu, verbose: boolean): string {
  if (bpdu.type === 'tcn') return 'Topology Change';
  const head = `Config, Flags [${flagsText(bpdu)}], bridge-id ${bpdu.bridge}.${hex(bpdu.port)}, length ${CONFIG_BPDU_LEN}`;
  if (!verbose) return head;
  const { messageAge, maxAge, helloTime, forwardDelay } = bpdu;
  const times = `message-age ${seconds(messageAge)}, max-age ${seconds(maxAge)}, hello-time ${seconds(helloTime)}`;
  return `${head}\n\t${times}, forwarding-delay ${seconds(forwardDelay)}\n\troot-id ${bpdu.root}, root-pathcost ${bpdu.rootPathCost}`;
}

function flagsText({ topologyChange, topologyChangeAck }: ConfigBpdu): string {
  const flags = [topologyChange && 'Topology change', topologyChangeAck && 'Topology change ACK'];
  return flags.filter(Boolean).join(', ') || 'none';
}

function hex(port: number): string {
  return port.toString(16).padStart(4, '0');
}

function seconds(ticks: number): string {
  return `${(ticks / 256).toFixed(2)}s`;
}
