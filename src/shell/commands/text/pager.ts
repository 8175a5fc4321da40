// less(1) and more(1): as cat where the output isn't a terminal. In a terminal a page at a time: Enter goes on, q ends. The
// terminal gives whole lines only, so a key counts when Enter follows it.

import type { Co } from '../../co.ts';
import type { Program } from '../../program.ts';
import { err } from '../../say.ts';
import { type Terminal, terminalOf } from '../../terminal.ts';
import { isDirectory, openInput } from './input.ts';
import { type Call, opt, say, tool } from './tool.ts';

type Name = 'less' | 'more';

function pager(name: Name): Program {
  return tool({
    name,
    about: name === 'less' ? 'opposite of more' : 'file perusal filter for crt viewing',
    options: [
      opt('F', 'quit-if-one-screen', 'quit if the text fits on one screen'),
      opt('R', 'RAW-CONTROL-CHARS', 'show colours as they are'),
      opt('S', 'chop-long-lines', 'chop long lines'),
      opt('X', 'no-init', "don't clear the screen"),
      opt('N', 'LINE-NUMBERS', 'show line numbers'),
      opt('n', 'lines=N', 'lines of a page'),
      opt('i', 'ignore-case', 'ignore case in searches'),
    ],
    prepare: (args) => args.filter((arg) => !arg.startsWith('+')),
    *run(call) {
      const { operands, proc } = call;
      if (operands.length === 0 && proc.fds.get(0)?.tty === true) return yield* nothingToShow(call, name);
      let text = '';
      for (const path of operands.length > 0 ? operands : ['-']) {
        const input = openInput(proc, path);
        if (!input.ok) {
          yield* complainAbout(call, name, path);
          continue;
        }
        if (name === 'more' && operands.length > 1) text += `::::::::::::::\n${path}\n::::::::::::::\n`;
        const terminal = terminalOf(proc.fds.get(1));
        if (!terminal) {
          yield* say(call, text);
          text = '';
          for (let part = yield* input.value.chunk(); part !== ''; part = yield* input.value.chunk())
            yield* say(call, part);
        } else text += yield* input.value.all();
        input.value.close();
      }
      const terminal = terminalOf(proc.fds.get(1));
      if (terminal && text !== '') yield* pages(call, terminal, text);
      return 0;
    },
  });
}

function* nothingToShow(call: Call, name: Name): Co<number> {
  yield* err(
    call.proc,
    name === 'less'
      ? 'Missing filename ("less --help" for help)\n'
      : "more: bad usage\nTry 'more --help' for more information.\n",
  );
  return 1;
}

function* complainAbout(call: Call, name: Name, path: string): Co<void> {
  if (isDirectory(call.proc, path)) {
    if (name === 'less') yield* say(call, `${path} is a directory\n`);
    else yield* say(call, `\n*** ${path}: directory ***\n\n`);
  } else {
    // less has nowhere else to say it: its messages go where the text goes.
    const why = `${path}: No such file or directory\n`;
    if (name === 'less') yield* say(call, why);
    else yield* err(call.proc, `more: cannot open ${why}`);
  }
}

function* pages(call: Call, terminal: Terminal, text: string): Co<void> {
  const lines = text.replace(/\n$/, '').split('\n');
  for (let at = 0; ; ) {
    const size = Math.max(1, terminal.rows - 1);
    yield* say(call, `${lines.slice(at, at + size).join('\n')}\n`);
    at += size;
    if (at >= lines.length) return;
    const percent = Math.floor((lines.slice(0, at).join('\n').length * 100) / Math.max(1, text.length));
    yield* say(call, call.name === 'more' ? `\x1b[7m--More--(${percent}%)\x1b[m` : '\x1b[7m:\x1b[m');
    const answer = yield* terminal.stream.read();
    if (answer === '' || answer.trim().toLowerCase().startsWith('q')) return;
  }
}

export const less = pager('less');
export const more = pager('more');
