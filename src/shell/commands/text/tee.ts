import { describeErrno } from '../../errno-words.ts';
import { quoteFile } from './quote.ts';
import { nullStream } from '../../plain-streams.ts';
import type { Stream } from '../../stream.ts';
import { Input } from './input.ts';
import { complain, opt, say, tool } from './tool.ts';

export const tee = tool({
  name: 'tee',
  about: 'read from standard input and write to standard output and files',
  options: [
    opt('a', 'append', 'append to the given FILEs, do not overwrite'),
    opt('i', 'ignore-interrupts', 'ignore interrupt signals'),
    opt('p', '', 'operate in a more appropriate MODE with pipes'),
  ],
  *run(call) {
    const { proc, args, operands } = call;
    if (args.has('i')) proc.ignored.add('SIGINT');
    const outputs: Stream[] = [];
    let status = 0;
    for (const path of operands) {
      const opened = path === '-' ? undefined : proc.open(path, args.has('a') ? 'append' : 'write');
      if (opened?.ok) outputs.push(opened.value);
      else if (opened) status = yield* complain(call, `${quoteFile(path)}: ${describeErrno(opened.error)}`);
      else outputs.push(proc.fds.get(1) ?? nullStream);
    }
    const releases = outputs.map((stream) => proc.hold(stream));
    const input = new Input(proc, proc.fds.get(0) ?? nullStream);
    for (let chunk = yield* input.chunk(); chunk !== ''; chunk = yield* input.chunk()) {
      yield* say(call, chunk);
      for (const stream of outputs) yield* stream.write(chunk);
    }
    input.close();
    for (const release of releases) release();
    return status;
  },
});
