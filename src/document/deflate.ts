// Raw deflate (RFC 1951) by the platform's own streams, with a bound on what comes out: a few hundred octets can unpack to
// gigabytes, so that unpacking stops as soon as there is too much.

export async function deflate(octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([octets]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export type Inflated =
  | { readonly kind: 'octets'; readonly octets: Uint8Array<ArrayBuffer> }
  /** Cut off, or not deflated data. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-big' };

export async function inflate(octets: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return { kind: 'too-big' };
      }
      chunks.push(value);
    }
  } catch {
    return { kind: 'damaged' };
  }
  return { kind: 'octets', octets: new Uint8Array(await new Blob(chunks).arrayBuffer()) };
}
