// /etc/network/interfaces (interfaces(5)): `auto`, `iface NAME inet METHOD` and the options below it.

export interface Stanza {
  readonly name: string;
  readonly auto: boolean;
  readonly method: string;
  readonly options: ReadonlyMap<string, string>;
  /** Of `up`, `post-up` and, before them, `pre-up`. */
  readonly commands: readonly string[];
}

interface Draft {
  readonly name: string;
  readonly method: string;
  readonly options: Map<string, string>;
  readonly commands: string[];
}

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
      current = { name, method, options: new Map(), commands: [] };
      if (family === 'inet') drafts.push(current);
    } else if (word === 'source' || word === 'source-directory' || word === 'mapping') current = undefined;
    else if (/^(up|post-up|pre-up)$/.test(word)) current?.commands.push(rest.join(' '));
    else current?.options.set(word, rest.join(' '));
  }
  return drafts.map((draft) => ({ ...draft, auto: auto.has(draft.name) }));
}
