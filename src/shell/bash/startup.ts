// What a shell knows when it begins: the environment, and the variables that it sets itself.

import type { Shell } from './shell.ts';
import { hostName } from './prompt.ts';
import { parseScript } from './parsed.ts';
import { Source } from './source.ts';
import { Variable } from './variables.ts';

export function importEnvironment(shell: Shell): void {
  for (const [name, value] of shell.proc.env) {
    const isFunction = /^BASH_FUNC_(.+)%%$/.exec(name);
    if (isFunction) importFunction(shell, isFunction[1] as string, value);
    else if (/^[A-Za-z_]\w*$/.test(name)) set(shell, name, value, true);
  }
  const { cwd } = shell.proc;
  set(shell, 'PWD', cwd, true);
  if (!shell.scopes.find('OLDPWD')) shell.scopes.findOrMake('OLDPWD').exported = true;
  const depth = Number(shell.proc.env.get('SHLVL') ?? 0);
  set(shell, 'SHLVL', String((Number.isNaN(depth) ? 0 : depth) + 1), true);
  setOwn(shell);
}

function setOwn(shell: Shell): void {
  set(shell, 'IFS', ' \t\n');
  set(shell, 'OPTIND', '1');
  set(shell, 'OPTERR', '1');
  set(shell, 'PS4', shell.proc.env.get('PS4') ?? '+ ');
  set(shell, 'BASH', `/usr/bin/${shell.name === 'sh' ? 'sh' : 'bash'}`);
  set(shell, 'BASH_VERSION', '5.2.15(1)-release');
  set(shell, 'HOSTNAME', hostName(shell));
  set(shell, 'HOSTTYPE', 'x86_64');
  set(shell, 'OSTYPE', 'linux-gnu');
  set(shell, 'MACHTYPE', 'x86_64-pc-linux-gnu');
  set(shell, 'PPID', String(shell.proc.ppid)).readonly = true;
  set(shell, 'UID', '0').readonly = true;
  set(shell, 'EUID', '0').readonly = true;
  const version = new Variable();
  version.indexed = ['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'];
  version.readonly = true;
  shell.scopes.global.set('BASH_VERSINFO', version);
  if (!shell.scopes.find('PATH'))
    set(shell, 'PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
}

function set(shell: Shell, name: string, value: string, exported = false): Variable {
  const variable = new Variable();
  variable.value = value;
  variable.exported = exported;
  shell.scopes.global.set(name, variable);
  return variable;
}

function importFunction(shell: Shell, name: string, value: string): void {
  const text = `${name} ${value}`;
  const node = parseScript(text).commands[0]?.command;
  if (node?.type !== 'Function') return;
  shell.functions.set(name, {
    name,
    body: node.body,
    source: new Source(text, 'environment'),
    line: 0,
    exported: true,
  });
}
