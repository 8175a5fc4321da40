// fnmatch(3) for --include and --exclude.

/** Does the whole of `name` match? */
export function matchesGlob(name: string, glob: string): boolean {
  const source = glob.replace(/\\([^])|\[([!^]?)(\]?[^\]]*)\]|[^]/gu, (whole, quoted, negated, body) => {
    if (typeof quoted === 'string') return escaped(quoted);
    if (typeof body === 'string') return `[${negated === '' ? '' : '^'}${body.replace(/[\\[\]^]/g, '\\$&')}]`;
    return whole === '*' ? '[^]*' : whole === '?' ? '[^]' : escaped(whole);
  });
  return new RegExp(`^(?:${source})$`, 'u').test(name);
}

function escaped(char: string): string {
  return char.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
}
