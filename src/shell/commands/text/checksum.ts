// md5sum, sha1sum, sha256sum: the digests themselves are in digest.ts.

import type { Program } from '../../program.ts';
import { openInput } from './input.ts';
import { md5, sha1, sha256 } from './digest.ts';
import { octetsOf } from './octet-text.ts';
import { readOperand, splitLines, withoutEnd } from './input.ts';
import { type Call, complain, fileError, opt, say, tool } from './tool.ts';
import type { Co } from '../../co.ts';
import { quoteFile } from './quote.ts';

type Digest = (octets: string) => string;

function checksumTool(name: string, title: string, digest: Digest): Program {
  return tool({
    name,
    about: `compute and check ${title} message digest`,
    options: [
      opt('b', 'binary', 'read in binary mode'),
      opt('c', 'check', 'read checksums from the FILEs and check them'),
      opt('t', 'text', 'read in text mode (default)'),
      opt('', 'quiet', "don't print OK for each successfully verified file"),
      opt('', 'status', "don't output anything, status code shows success"),
    ],
    *run(call) {
      let status = 0;
      for (const path of call.operands.length > 0 ? call.operands : ['-']) {
        if (call.args.has('c')) {
          status = Math.max(status, yield* check(call, path, digest));
          continue;
        }
        const input = openInput(call.proc, path);
        if (!input.ok) {
          status = yield* fileError(call, path, input.error.errno);
          continue;
        }
        const sum = digest(octetsOf(yield* input.value.all()));
        input.value.close();
        yield* say(call, `${sum} ${call.args.has('b') ? '*' : ' '}${path}\n`);
      }
      return status;
    },
  });
}

function* check(call: Call, list: string, digest: Digest): Co<number> {
  const text = yield* readOperand(call, list);
  if (text === undefined) return 1;
  let failed = 0;
  for (const line of splitLines(text)) {
    const [, sum = '', path = ''] = /^([0-9a-f]+) [ *](.*)$/i.exec(withoutEnd(line)) ?? [];
    const content = yield* readOperand(call, path);
    const isRight = content !== undefined && digest(octetsOf(content)) === sum.toLowerCase();
    if (!isRight) failed++;
    const verdict = isRight ? 'OK' : content === undefined ? 'FAILED open or read' : 'FAILED';
    if (!call.args.has('status') && !(isRight && call.args.has('quiet')))
      yield* say(call, `${quoteFile(path)}: ${verdict}\n`);
  }
  if (failed === 0) return 0;
  const what = failed === 1 ? 'computed checksum did NOT match' : 'computed checksums did NOT match';
  if (!call.args.has('status')) yield* complain(call, `WARNING: ${failed} ${what}`);
  return 1;
}

export const md5sum = checksumTool('md5sum', 'MD5', md5);
export const sha1sum = checksumTool('sha1sum', 'SHA1', sha1);
export const sha256sum = checksumTool('sha256sum', 'SHA256', sha256);
