// The MAC address that a new port gets: locally administered (02), and readable: machine number, then device number.
// A rule rather than a random number, because random addresses are what makes a share link long.

const NUMBER_IN_ID = /(\d+)\D*$/;

/** `02:00:00:07:00:02` is the device 2 of machine m7. */
export function derivedMac(machineId: string, ifindex: number, netnsIndex = 0): string {
  const number = Number(NUMBER_IN_ID.exec(machineId)?.[1] ?? 0) & 0xffff;
  return `02:${hex(netnsIndex)}:${hex(number >> 8)}:${hex(number)}:${hex(ifindex >> 8)}:${hex(ifindex)}`;
}

function hex(octet: number): string {
  return (octet & 255).toString(16).padStart(2, '0');
}
