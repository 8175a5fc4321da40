// fnmatch(3) without FNM_PERIOD and FNM_PATHNAME: find's patterns.

export function globToRegExp(pattern: string, ignoresCase: boolean): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i] as string;
    const set = character === '[' ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(i)) : null;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (set) {
      source += `[${set[1] ? '^' : ''}${(set[2] ?? '').replaceAll('\\', '\\\\').replaceAll(']', '\\]')}]`;
      i += set[0].length - 1;
    } else {
      const literal = character === '\\' ? (pattern[++i] ?? '\\') : character;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, ignoresCase ? 'isu' : 'su');
}
