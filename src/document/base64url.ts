// base64url without padding (RFC 4648 §5): safe in a URL's fragment as it is.

const CHUNK = 0x8000;

export function toBase64url(octets: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < octets.length; i += CHUNK) {
    binary += String.fromCharCode(...octets.subarray(i, i + CHUNK));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text's octets; undefined if its length can't be. Its characters have been checked. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The first character that base64url doesn't have, and its place. */
export function findForeign(text: string): { character: string; place: number } | undefined {
  const place = text.search(/[^A-Za-z0-9_-]/);
  return place < 0 ? undefined : { character: text.charAt(place), place };
}
