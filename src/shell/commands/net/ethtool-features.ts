// ethtool -k: the offload features of a veth end, of lo and of a bridge on Linux 6.18, as they begin.

import type { DevKind } from '../../../engine/device/dev.ts';

/** A feature and how it stands on veth, lo and bridge: 1 on, 0 off, + and - when it can't be changed; > is a part. */
const FEATURES = `rx-checksumming 1+-
tx-checksumming 111
>tx-checksum-ipv4 ---
>tx-checksum-ip-generic 1+1
>tx-checksum-ipv6 ---
>tx-checksum-fcoe-crc ---
>tx-checksum-sctp 1+-
scatter-gather 111
>tx-scatter-gather 1+1
>tx-scatter-gather-fraglist 1+1
tcp-segmentation-offload 111
>tx-tcp-segmentation 111
>tx-tcp-ecn-segmentation 111
>tx-tcp-mangleid-segmentation 111
>tx-tcp6-segmentation 111
>tx-tcp-accecn-segmentation 111
generic-segmentation-offload 111
generic-receive-offload 011
large-receive-offload ---
rx-vlan-offload 1--
tx-vlan-offload 1-1
ntuple-filters ---
receive-hashing ---
highdma 1+1
rx-vlan-filter ---
vlan-challenged -+-
tx-gso-robust --1
tx-fcoe-segmentation --1
tx-gre-segmentation 1-1
tx-gre-csum-segmentation 1-1
tx-ipxip4-segmentation 1-1
tx-ipxip6-segmentation 1-1
tx-udp_tnl-segmentation 1-1
tx-udp_tnl-csum-segmentation 1-1
tx-gso-partial --1
tx-tunnel-remcsum-segmentation --1
tx-sctp-segmentation 111
tx-esp-segmentation --1
tx-udp-segmentation 111
tx-gso-list 111
tx-nocache-copy 0-0
loopback -+-
rx-fcs ---
rx-all ---
tx-vlan-stag-hw-insert 1-1
rx-vlan-stag-hw-parse 1--
rx-vlan-stag-filter ---
l2-fwd-offload ---
hw-tc-offload ---
esp-hw-offload ---
esp-tx-csum-hw-offload ---
rx-udp_tunnel-port-offload ---
tls-hw-tx-offload ---
tls-hw-rx-offload ---
rx-gro-hw ---
tls-hw-record ---
rx-gro-list 000
macsec-hw-offload ---
rx-udp-gro-forwarding 000
hsr-tag-ins-offload ---
hsr-tag-rm-offload ---
hsr-fwd-offload ---
hsr-dup-offload ---`;

const STATES: Readonly<Record<string, string>> = { 1: 'on', 0: 'off', '+': 'on [fixed]', '-': 'off [fixed]' };

export function featuresText(name: string, kind: DevKind): string {
  const column = kind === 'loopback' ? 1 : kind === 'bridge' ? 2 : 0;
  const rows = FEATURES.split('\n').map((row) => {
    const [feature = '', states = ''] = row.split(' ');
    return `${feature.replace(/^>/, '\t')}: ${STATES[states[column] ?? ''] ?? ''}\n`;
  });
  return `Features for ${name}:\n${rows.join('')}`;
}
