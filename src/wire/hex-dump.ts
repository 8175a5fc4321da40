// Octets as tcpdump's -X prints them: sixteen a line, two by two, with the printable ones beside.

/** Each line begins with a line feed and a tab, as tcpdump's does. */
export function hexDump(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += 16) {
    const row = octets.subarray(at, at + 16);
    const offset = at.toString(16).padStart(4, '0');
    text += `\n\t0x${offset}:  ${hexPairs(row).padEnd(39)}  ${printable(row)}`;
  }
  return text;
}

function hexPairs(row: Uint8Array): string {
  let text = '';
  for (const [i, octet] of row.entries()) {
    text += (i > 0 && i % 2 === 0 ? ' ' : '') + octet.toString(16).padStart(2, '0');
  }
  return text;
}

/** isgraph(3) of ASCII; everything else is a dot. */
function printable(row: Uint8Array): string {
  let text = '';
  for (const octet of row) text += octet > 32 && octet < 127 ? String.fromCharCode(octet) : '.';
  return text;
}
