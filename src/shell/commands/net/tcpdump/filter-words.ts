// pcap-filter(7), the words: an expression becomes tokens.

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'punctuation'; readonly text: string };

const PATTERN =
  /\s+|&&|\|\||<=|>=|==|!=|<<|>>|[()[\]!<>=&|+\-*/:,]|[^\s()[\]!<>=&|+*,:]+(?:(?::[^\s()[\]!<>=&|+*,:]+)+(?!\]))?/y;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    PATTERN.lastIndex = at;
    const [match = text[at] as string] = PATTERN.exec(text) ?? [];
    at += match.length;
    if (match.trim() === '') continue;
    const isPunctuation = /^([()[\]!<>=&|+*,:]|-$|\/$)/.test(match);
    tokens.push({ kind: isPunctuation ? 'punctuation' : 'word', text: match });
  }
  return tokens;
}
