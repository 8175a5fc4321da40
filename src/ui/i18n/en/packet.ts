// The Packet panel.

export const packet = {
  title: 'Packet',
  none: 'This step is not about a packet. Step on, or choose a row with a protocol in the timeline.',
  notRun: 'Run something, and the packet of each step is taken apart here.',
  noEthernet: 'No Ethernet header yet: the neighbour’s MAC address is not known.',
  tcpdump: 'As tcpdump prints it',
  layers: 'Layers',
  octets: 'Octets',
  octetsOf: (length: number) => `${length} bytes`,
  octetLabel: (offset: string, value: string, field: string) => `octet ${offset}: ${value}, ${field}`,
  bits: (first: number, last: number) => (first === last ? `bit ${first}` : `bits ${first}–${last}`),
  notes: {
    'checksum-ok': 'correct',
    'checksum-bad': 'wrong',
    'checksum-absent': 'none',
  },
  embedded: 'The packet that it is about',
  identity: (id: number) => `packet ${id}`,
  parent: (id: number) => `rewritten from packet ${id}`,
  download: 'Save pcap',
  downloadMenu: 'Frames of this run',
  downloadAll: 'Every link',
  downloadAllHint: 'each frame once, as it leaves',
  frames: (count: number) => (count === 1 ? '1 frame' : `${count} frames`),
};
