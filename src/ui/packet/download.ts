// Hands bytes to the browser as a file.

export function download(name: string, octets: Uint8Array): void {
  const url = URL.createObjectURL(
    new Blob([new Uint8Array(octets)], { type: 'application/vnd.tcpdump.pcap' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
