import { terminalOf } from '../../terminal.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

/** What a new pseudo-terminal is set to (drivers/tty: tty_std_termios, with what readline leaves as it was). */
const SETTINGS = `intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;
eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;
werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;
-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts
-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr icrnl ixon -ixoff
-iuclc -ixany -imaxbel -iutf8
opost -olcuc -ocrnl onlcr -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0
isig icanon iexten echo echoe echok -echonl -noflsh -xcase -tostop -echoprt
echoctl echoke -flusho -extproc
`;
const SPEED = 'speed 38400 baud;';

/** The size of the terminal, and a look at its settings, which nothing here changes. */
export const stty = tool({
  name: 'stty',
  about: 'print or change the size of the terminal',
  operands: '[SETTING]...',
  options: [opt('a', 'all', 'print all current settings in human-readable form')],
  *run(call) {
    const terminal = terminalOf(call.proc.fds.get(0));
    if (!terminal) return yield* complain(call, "'standard input': Inappropriate ioctl for device");
    const { operands } = call;
    if (call.args.has('a')) {
      yield* say(call, `${SPEED} rows ${terminal.rows}; columns ${terminal.columns}; line = 0;\n${SETTINGS}`);
      return 0;
    }
    if (operands.length === 0) yield* say(call, `${SPEED} line = 0;\n-brkint -imaxbel\n`);
    let { columns, rows } = terminal;
    for (let i = 0; i < operands.length; i++) {
      const setting = operands[i] as string;
      if (setting === 'size') yield* say(call, `${rows} ${columns}\n`);
      else if (setting === 'speed') yield* say(call, '38400\n');
      else if (['rows', 'cols', 'columns'].includes(setting)) {
        const value = operands[++i];
        if (value === undefined) return yield* misuse(call, `missing argument to ‘${setting}’`);
        if (!/^\d+$/.test(value)) return yield* misuse(call, `invalid integer argument: ‘${value}’`);
        if (setting === 'rows') rows = Number(value);
        else columns = Number(value);
        terminal.resize(columns, rows);
      } else if (setting !== 'sane') return yield* misuse(call, `invalid argument ‘${setting}’`);
    }
    return 0;
  },
});
