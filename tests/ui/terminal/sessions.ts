// What is typed at our shell and at the real one. Enter is \r; a pair is a new size of the terminal.

import type { Step } from './typed.ts';

interface Session {
  readonly name: string;
  readonly steps: readonly Step[];
}

const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_R = '\x12';
const CTRL_Z = '\x1a';
const CTRL_BACKSLASH = '\x1c';
const UP = '\x1b[A';
const DOWN = '\x1b[B';
const LEFT = '\x1b[D';

/** A command a line. */
function lines(...commands: string[]): string[] {
  return commands.map((command) => `${command}\r`);
}

export const SESSIONS: readonly Session[] = [
  {
    name: 'a job is stopped, goes on in the background, comes back and is interrupted',
    steps: [
      'sleep 100\r',
      CTRL_Z,
      ...lines('jobs', 'bg', 'jobs'),
      'fg\r',
      CTRL_C,
      ...lines('echo $?', 'jobs'),
    ],
  },
  {
    name: 'two stopped jobs change places',
    steps: [
      'sleep 100\r',
      CTRL_Z,
      'sleep 50\r',
      CTRL_Z,
      'jobs\r',
      '%1\r',
      CTRL_Z,
      ...lines('bg %2', 'jobs', 'fg %9'),
    ],
  },
  {
    name: 'background jobs are told of when they end, or are killed',
    steps: [
      ...lines(
        'sleep 0.1 &',
        'sleep 0.2',
        'sleep 100 &',
        'kill %1; sleep 0.2',
        'false &',
        'true',
        '(exit 3) &',
        'true',
      ),
    ],
  },
  { name: 'exit warns of stopped jobs once', steps: ['sleep 100\r', CTRL_Z, ...lines('exit', 'exit')] },
  {
    name: 'Ctrl-D warns of stopped jobs, too',
    steps: ['sleep 100\r', CTRL_Z, CTRL_D, 'true\r', CTRL_D, CTRL_D],
  },
  { name: 'Ctrl-D ends a shell', steps: [CTRL_D] },
  { name: 'a shell within a shell', steps: lines('bash --norc', 'PS1="% "', 'exit 3', 'echo $?') },
  {
    name: 'Ctrl-C gives a line up, a loop, a pipeline, a list',
    steps: [
      'echo abc',
      CTRL_C,
      'echo $?\r',
      'while :; do :; done\r',
      CTRL_C,
      'echo $?\r',
      'sleep 9 | cat\r',
      CTRL_C,
      'sleep 9; echo no\r',
      CTRL_C,
      'if true; then\r',
      CTRL_C,
      'echo $?\r',
    ],
  },
  { name: 'Ctrl-\\ quits a program', steps: ['sleep 100\r', CTRL_BACKSLASH, 'echo $?\r'] },
  {
    name: 'programs read lines until Ctrl-D',
    steps: ['cat\r', 'x\r', CTRL_D, 'read a\r', 'foo\r', 'echo $a\r'],
  },
  {
    name: '! stands for commands of the history',
    steps: lines(
      'echo hi',
      'echo !!',
      '!ec',
      'echo a b c',
      'echo !$',
      'echo a b c d',
      'echo !*',
      'echo !echo:2-3',
      '^b^x',
      '!nope',
      '!1',
      'echo "!!"',
      "echo '!!'",
      'echo !-2',
      '!!:s/echo/printf/:p',
      '!?hi',
      'echo a!',
      'echo "a!"',
      'echo ! b',
      '[ ! -e /nope ] && echo none',
      'history',
    ),
  },
  {
    name: 'a command of several lines is one of the history',
    steps: [
      ...lines(
        'for i in 1 2',
        'do echo $i',
        'done',
        'cat <<E',
        'a',
        'E',
        'echo "a',
        'b"',
        'foo(){',
        'echo x',
        '}',
        'foo',
      ),
      ...lines('echo 1 \\', '2', 'ls |', 'wc -l', 'if true', 'then echo y', 'else echo n', 'fi', 'history'),
    ],
  },
  {
    name: 'a command of several lines comes back as one',
    steps: [...lines('for i in 1 2', 'do echo $i', 'done'), UP, '\r', ...lines('echo "a', 'b"'), UP, '\r'],
  },
  {
    name: 'history -c and -d forget, history N shows the last',
    steps: lines(
      'echo 1',
      'echo 2',
      'echo 3',
      'history 2',
      'history -d 1',
      'history',
      'history -c',
      'history',
    ),
  },
  {
    name: 'up and down walk the history',
    steps: [...lines('echo 1', 'echo 2'), 'dr', UP, UP, DOWN, '\r', UP, UP, DOWN, DOWN, '\r'],
  },
  {
    name: 'Ctrl-R finds a command',
    steps: [...lines('echo one', 'echo two', 'true'), CTRL_R, 'on', '\r', CTRL_R, 'tw', LEFT, '\x05', '3\r'],
  },
  {
    name: 'Ctrl-R finds an older one, and nothing',
    steps: [...lines('echo one', 'echo two'), CTRL_R, 'echo', CTRL_R, '\r', CTRL_R, 'zzz', '\x07', 'true\r'],
  },
  { name: 'Alt-. brings last words', steps: [...lines('echo a b', 'echo c'), 'echo \x1b.', '\x1b.', '\r'] },
  {
    name: 'words are killed, yanked and turned',
    steps: ['echo one two three\x17\x17\x19\r', 'echo a b c\x1b\x7f\x1bb\x1bdX\x19\x1by\r'],
  },
  {
    name: 'characters and words change places',
    steps: ['ehco hi\x01\x06\x06\x14\r', 'hi echo\x1bt\r', 'echo one\x1bbx\x1b\x5c\r'],
  },
  { name: 'words change case', steps: ['echo one two THREE\x01\x1bf\x1bu\x1bc\x1bl\r'] },
  { name: 'changes are undone', steps: ['echo abc def\x17\x1f\r', 'echo abc\x01\x0b\x1f!\x7f\r'] },
  { name: 'Alt-# keeps a line as a comment', steps: ['echo one\x1b#', 'history\r'] },
  {
    name: 'a long line wraps, and is edited in its first row',
    steps: [`echo ${'1234567890'.repeat(9)}`, '\x01', '\x1bf', ' x', '\x05', '!\x7f\r'],
  },
  {
    name: 'wide characters take two cells',
    steps: ['echo 핑퐁 네트워크', LEFT, LEFT, '\x7fX\r', `echo ${'한글'.repeat(20)}`, LEFT, LEFT, 'a\r'],
  },
  {
    name: 'programs and the shell know the size of the terminal',
    steps: [
      ...lines('stty size', 'echo $COLUMNS $LINES'),
      [30, 100],
      ...lines('stty size; tput cols; tput lines', 'echo $COLUMNS $LINES'),
    ],
  },
  {
    name: 'names fill the width',
    steps: [
      ...lines(
        'touch aaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbb ccccccccccccccc ddddddddddddddd eeeeeeeeeeeeeeee',
        'ls',
      ),
      [24, 40],
      'ls\r',
    ],
  },
  {
    name: 'Tab completes a file, and lists several',
    steps: [
      ...lines('touch alpha1 alpha2 beta; mkdir dir'),
      'cat al\t',
      '\t\t',
      '1\r',
      'ls b\t\r',
      'ls di\t\r',
    ],
  },
  {
    name: 'a trap runs while the shell waits',
    steps: [
      ...lines('trap "echo usr" USR1', 'kill -USR1 $$', '(sleep 0.1; kill -USR1 $$) &'),
      'echo x\r',
      'trap "echo winch" WINCH\r',
      [24, 90],
      '\r',
    ],
  },
  {
    name: 'commands of several lines begin in many ways',
    steps: [
      ...lines(
        'f() {',
        'echo f',
        '}',
        'f',
        'g() (',
        'echo g',
        ')',
        'g',
        '{',
        'echo b',
        '}',
        '(',
        'echo s',
        ')',
      ),
      ...lines(
        'if true',
        'then',
        'echo t',
        'fi',
        'while false',
        'do',
        ':',
        'done',
        'case x in',
        'x) echo x;;',
        'esac',
      ),
      ...lines(
        'true &&',
        'echo and',
        '[[ a == a ]] ||',
        'echo or',
        'a=(1',
        '2)',
        'echo ${a[@]}',
        'until true; do',
        ':; done',
      ),
      ...lines('for ((i=0;i<2;i++))', 'do echo $i', 'done', 'function h {', 'echo h; }', 'h', 'history'),
    ],
  },
  {
    name: 'a syntax error costs only its line',
    steps: lines('echo )', 'echo $?', 'fi', 'for', 'do', 'echo on'),
  },
  { name: 'jobs in a pipeline', steps: ['sleep 50 | cat\r', CTRL_Z, 'jobs\r', 'fg\r', CTRL_C, 'echo $?\r'] },
  {
    name: 'a loop is stopped by Ctrl-C between its commands',
    steps: ['for i in 1 2 3; do sleep 5; echo $i; done\r', CTRL_C, 'echo $?\r'],
  },
  {
    name: 'Ctrl-C ends a script, and its trap runs',
    steps: [
      ...lines('printf \'trap "echo bye" EXIT\\nsleep 50\\necho no\\n\' > s'),
      'bash s\r',
      CTRL_C,
      'echo $?\r',
    ],
  },
  { name: 'typed ahead', steps: ['sleep 0.1\recho ahead\r'] },
  {
    name: 'ps lists what runs in the terminal',
    steps: lines('ps | head -1', 'ps | grep -c init'),
  },
  { name: 'tty and clear', steps: [...lines('echo a', 'clear', 'echo b', 'test -t 0 && echo tty')] },
];
