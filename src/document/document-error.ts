// What is wrong with a document, as data: where, and a key with what fills its phrase in. The phrases, in English and
// Korean, are in messages.ts.

export type DocumentErrorKey =
  // the envelope
  | 'not-json' // {detail}
  | 'not-packetwalk' // some other JSON
  | 'newer-version' // {version} {known}
  | 'unknown-version' // {version}
  | 'too-long-text' // {length} {limit}
  // a share link
  | 'link-empty'
  | 'link-prefix' // doesn't begin like a link of ours
  | 'link-newer' // {version} {known}
  | 'link-alphabet' // {character}
  | 'link-cut' // its end is missing, or it was changed
  | 'link-too-big' // {limit} octets when unpacked
  | 'link-shape' // unpacks to something else
  // the shape
  | 'wrong-type' // {expected} {received}
  | 'missing' // {name}
  | 'unknown-key' // {name}
  | 'not-one-of' // {expected} {received}
  | 'out-of-range' // {expected} {received}
  | 'too-many' // {limit} {received}
  | 'too-long' // {limit} {received}
  | 'empty'
  | 'bad-id'
  | 'bad-ifname'
  | 'bad-netns-name'
  | 'bad-address'
  | 'bad-cidr'
  | 'bad-mac'
  | 'bad-sysctl'
  | 'bad-path'
  | 'control-character'
  // what refers to what
  | 'duplicate' // {name}
  | 'no-such-machine' // {name}
  | 'no-such-netns' // {name}
  | 'no-such-dev' // {name}
  | 'not-a-bridge' // {name}
  | 'not-its-port' // {name}: not a port of this bridge
  | 'not-a-port' // {name}: not a physical device
  | 'port-taken' // {name}
  | 'cable-to-itself'
  | 'peer-mismatch' // {name}
  | 'no-root-netns'
  | 'no-loopback'
  | 'not-for-kind' // {name} {kind}: a field that this kind of device doesn't have
  | 'dev-order' // ifindexes fall
  // the kernel refuses it
  | 'refused'; // {command} {error}

export interface DocumentError {
  /** A path as in JavaScript: `machines.2.netns.0.devs.1.addrs.0.cidr`; '' is the whole document. */
  readonly where: string;
  readonly what: {
    readonly key: DocumentErrorKey;
    readonly params: Readonly<Record<string, string | number>>;
  };
}

export function documentError(
  where: string,
  key: DocumentErrorKey,
  params: Readonly<Record<string, string | number>> = {},
): DocumentError {
  return { where, what: { key, params } };
}
