import { expect, test } from 'vitest';
import { type Completion, LineEditor } from '../../../src/ui/terminal/line-editor.ts';
import { LineHistory } from '../../../src/ui/terminal/line-history.ts';

/** Types keys; what was submitted, and what stands there unsubmitted after a `|`. */
function typed(keys: string, complete: (before: string) => Completion | undefined = () => undefined) {
  const lines: string[] = [];
  let written = '';
  let ended = 0;
  const editor = new LineEditor(
    {
      write: (text) => (written += text),
      columns: () => 20,
      prompt: () => '$ ',
      submit: (line) => lines.push(line),
      endInput: () => ended++,
      complete,
      clear: () => undefined,
    },
    new LineHistory(() => lines),
  );
  for (let rest = keys; rest !== ''; ) rest = editor.feed(rest);
  return { lines, written, ended, editor };
}

const LEFT = '\x1b[D';
const UP = '\x1b[A';
const DOWN = '\x1b[B';

test.each([
  ['ip link\r', ['ip link']],
  [`ink${LEFT}${LEFT}${LEFT}l\r`, ['link']],
  ['link\x01ip \x05 show\r', ['ip link show']],
  ['ip link up\x17show\r', ['ip link show']],
  ['ip link\x01\x0bss\r', ['ss']],
  ['wrong\x15right\r', ['right']],
  ['one two\x17\x19\x19\r', ['one twotwo']],
  ['ab\x7fc\r', ['ac']],
  [`핑${LEFT}\x1b[3~ping\r`, ['ping']],
  [`a\rb\r${UP}${UP}\r`, ['a', 'b', 'a']],
  [`a\rdraft${UP}${DOWN}\r`, ['a', 'draft']],
  ['ip route\rping C\r\x12rou\r', ['ip route', 'ping C', 'ip route']],
  ['a\nb\n', ['a', 'b']],
])('%j types %j', (keys, lines) => {
  expect(typed(keys).lines).toEqual(lines);
});

test('Ctrl-D ends the input of an empty line only', () => {
  expect(typed('\x04').ended).toBe(1);
  expect(typed(`ab${LEFT}\x04\r`)).toMatchObject({ ended: 0, lines: ['a'] });
});

test('Tab completes what is common, and a single candidate with a blank', () => {
  const names = (before: string) => ({
    from: 0,
    candidates: ['ping', 'ping6'].filter((n) => n.startsWith(before)),
  });
  expect(typed('p\t\r', names).lines).toEqual(['ping']);
  expect(typed('ping6\tx\r', names).lines).toEqual(['ping6 x']);
  expect(typed('ping\t\t', names).written).toContain('ping   ping6');
});

test('the cursor of a line that is longer than the terminal finds its way up', () => {
  // 25 characters after a prompt of 2, on 20 columns: the second row, and back to the first one.
  expect(typed('1234567890123456789012345\x01').written.endsWith('\x1b[1A\r\x1b[2C')).toBe(true);
});
