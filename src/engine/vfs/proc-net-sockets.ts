// /proc/net's tables of sockets and packet handlers. Programs have no TCP and UDP sockets that would stay, and raw ones are not
// listed: what is left are the headings (raw_seq_show, udp4_seq_show, tcp4_seq_show, unix_seq_show, packet_seq_show).

import type { Netns } from '../netns.ts';

const COLUMNS =
  'sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

/** dev_add_pack, in the order of the hash table. */
const PTYPE = `Type Device      Function
0800          ip_rcv
0004          llc_rcv
0806          arp_rcv
86dd          ipv6_rcv
`;

export const SOCKET_TABLES: Readonly<Record<string, (ns: Netns) => string>> = {
  icmp: () => `  ${COLUMNS} ref pointer drops             \n`,
  packet: () => 'sk               RefCnt Type Proto  Iface R Rmem   User   Inode\n',
  ptype: () => PTYPE,
  raw: () => `  ${COLUMNS} ref pointer drops\n`,
  sockstat: ({ frags }) =>
    `sockets: used 0\nTCP: inuse 0 orphan 0 tw 0 alloc 0 mem 0\nUDP: inuse 0 mem 0\nUDPLITE: inuse 0\nRAW: inuse 0\n` +
    `FRAG: inuse ${frags.size} memory 0\n`,
  tcp: () => `${`  ${COLUMNS}`.padEnd(149)}\n`,
  udp: () => `${`   ${COLUMNS} ref pointer drops`.padEnd(127)}\n`,
  udplite: () => `${`   ${COLUMNS} ref pointer drops`.padEnd(127)}\n`,
  unix: () => 'Num       RefCount Protocol Flags Type St Inode Path\n',
};
