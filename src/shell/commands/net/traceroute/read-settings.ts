// traceroute's command line, and what it says of one that is wrong (CLIF_parse of clif.c).

import { err as no, ok, type Result } from '../../../../base/result.ts';
import { FLAGS, type Names, newSettings, type Settings, VALUES } from './settings.ts';
import { TRACEROUTE_OPTIONS, USAGE } from './table.ts';

export function readSettings(args: readonly string[], names: Names): Result<Settings> {
  const settings = newSettings(names);
  let only = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (only || !arg.startsWith('-') || arg === '-') settings.words.push({ text: arg, argc: at + 1 });
    else if (arg === '--') only = true;
    else {
      const taken =
        arg.startsWith('--') || arg === '-UL' ? long(settings, arg, at) : group(settings, args, at);
      if (!taken.ok) return taken;
      at = taken.value;
    }
  }
  return ok(settings);
}

/** `--first=2`: the value stands in the word itself. */
function long(settings: Settings, arg: string, at: number): Result<number> {
  const [, dashes = '', name = '', value] = /^(--?)([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
  const key = keyOf(name);
  const flag = key === undefined ? undefined : FLAGS[key];
  if (flag && value === undefined) {
    flag(settings);
    return ok(at);
  }
  const take = key === undefined ? undefined : VALUES[key];
  if (!take) return no(`Bad option \`${arg}' (argc ${at + 1})`);
  const shown = `${dashes}${name}`;
  if (value === undefined)
    return no(`Option \`${shown}' (argc ${at + 1}) requires an argument: \`${shown}=${argumentOf(name)}'`);
  return outcome(take(settings, value), at, `\`${shown}' option with arg \`${value}'`);
}

function outcome(taken: boolean | string, at: number, what: string): Result<number> {
  if (taken === true) return ok(at);
  return no(`${taken === false ? '' : `${taken}\n`}Cannot handle ${what} (argc ${at + 1})`);
}

/** `-nq 1`, `-q1`: a value is joined to the first letter only. */
function group(settings: Settings, args: readonly string[], at: number): Result<number> {
  const arg = args[at] as string;
  const letters = arg.slice(1);
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as string;
    const flag = FLAGS[letter];
    if (flag) {
      flag(settings);
      continue;
    }
    const take = VALUES[letter];
    if (!take) return no(`Bad option \`${letters.length > 1 ? `-${letter}` : arg}' (argc ${at + 1})`);
    const joined = i === 0 && letters.length > 1 ? letters.slice(1) : undefined;
    const next = joined === undefined && i === letters.length - 1 ? args[at + 1] : undefined;
    const value = joined ?? next;
    if (value === undefined)
      return no(
        `Option \`-${letter}' (argc ${at + 1}) requires an argument: \`-${letter} ${argumentOf(letter)}'`,
      );
    const last = next === undefined ? at : at + 1;
    return outcome(take(settings, value), last, `\`-${letter}' option with arg \`${value}'`);
  }
  return ok(at);
}

/** Long names may be cut short where that is said (`--dont`). */
function keyOf(name: string): string | undefined {
  const { options } = TRACEROUTE_OPTIONS;
  if (/^(mtu|back|help|sport|fwmark|UL)$/.test(name)) return name;
  const abbreviates = (long: string) => /^(dont-fragment|extensions)$/.test(long) && long.startsWith(name);
  return options.find(({ long }) => long === name || (name !== '' && long && abbreviates(long)))?.short;
}

function argumentOf(name: string): string {
  const dashed = name.length === 1 ? `-${name} ` : `--${name}=`;
  const at = USAGE.indexOf(dashed, USAGE.indexOf('Options:'));
  return /^[^\s]+/.exec(USAGE.slice(at + dashed.length))?.[0] ?? '';
}
