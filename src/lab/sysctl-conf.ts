// sysctl.conf(5): `key = value`, with dots or slashes, `#` and `;` for comments, `-` before a key that may fail.

export interface SysctlLine {
  /** With dots. */
  readonly key: string;
  readonly value: string;
  readonly mayFail: boolean;
}

export function parseSysctlConf(text: string): SysctlLine[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(-?)\s*([^#;\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) return [];
    const [, dash, name = '', value = ''] = match;
    return [{ key: withDots(name), value, mayFail: dash === '-' }];
  });
}

/** Whichever of `.` and `/` comes first separates; the other one is part of a name (`net/ipv4/conf/eth0.10/forwarding`). */
function withDots(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  return separator === '/' ? name.replaceAll('/', '.') : name;
}
