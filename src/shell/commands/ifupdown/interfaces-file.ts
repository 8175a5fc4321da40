// /etc/network/interfaces (interfaces(5)): `auto`, `iface NAME inet METHOD` and the options below it.

/** When a line is run: `post-up` is as `up`, `pre-down` as `down`. */
type Hook = 'pre-up' | 'up' | 'down' | 'post-down';

export interface Stanza {
  readonly name: string;
  readonly auto: boolean;
  readonly method: string;
  readonly options: ReadonlyMap<string, string>;
  readonly hooks: Readonly<Record<Hook, readonly string[]>>;
}

interface Draft {
  readonly name: string;
  readonly method: string;
  readonly options: Map<string, string>;
  readonly hooks: Record<Hook, string[]>;
}

const HOOKS: Readonly<Record<string, Hook>> = {
  'pre-up': 'pre-up',
  up: 'up',
  'post-up': 'up',
  'pre-down': 'down',
  down: 'down',
  'post-down': 'post-down',
};

/** In the order of the file. Comments, and lines that go on after a backslash, are as ifupdown reads them. */
export function parseInterfaces(text: string): Stanza[] {
  const auto = new Set<string>();
  const drafts: Draft[] = [];
  let current: Draft | undefined;
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/);
    if (!word || word.startsWith('#')) continue;
    if (word === 'auto' || word.startsWith('allow-')) {
      if (word !== 'allow-hotplug' || rest.length > 0) for (const name of rest) auto.add(name);
      current = undefined;
    } else if (word === 'iface') {
      const [name = '', family, method = 'manual'] = rest;
      current = {
        name,
        method,
        options: new Map(),
        hooks: { 'pre-up': [], up: [], down: [], 'post-down': [] },
      };
      if (family === 'inet') drafts.push(current);
    } else if (word === 'source' || word === 'source-directory' || word === 'mapping') current = undefined;
    else if (Object.hasOwn(HOOKS, word)) current?.hooks[HOOKS[word] ?? 'up'].push(rest.join(' '));
    else current?.options.set(word, rest.join(' '));
  }
  return drafts.map((draft) => ({ ...draft, auto: auto.has(draft.name) }));
}

export const INTERFACES_FILE = '/etc/network/interfaces';
export const INTERFACES_FOLDER = '/etc/network/interfaces.d';
/** Which interfaces are up, a line `eth0=eth0` each. */
export const STATE_FILE = '/run/network/ifstate';

/** `192.0.2.1` with `255.255.255.0` or `24` as `192.0.2.1/24`. */
export function withMask(address: string, netmask: string | undefined): string {
  if (address.includes('/') || netmask === undefined) return address;
  if (!netmask.includes('.')) return `${address}/${netmask}`;
  const bits = netmask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return `${address}/${/^1*/.exec(bits)?.[0].length ?? 32}`;
}
