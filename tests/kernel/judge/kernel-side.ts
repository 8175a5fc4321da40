// The kernel's half of a lab: lockstep.py in namespaces of its own, told each step and when to begin it.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { unwrap } from '../../../src/base/result.ts';
import { parseFrame } from '../../../src/wire/frame.ts';
import { canonicalFrame } from '../canonical.ts';
import { present } from '../../../src/base/assert.ts';
import type { Said } from '../kernel-run.ts';
import type { SeenFrame } from './frame-order.ts';

/** When a step began and was over, in seconds after the start. */
export interface SaidWhen extends Said {
  readonly at: number;
  readonly done: number;
}

type RawFrame = readonly [netns: string, dev: string, way: 'in' | 'out', nanoseconds: number, hex: string];

export class KernelSide {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    this.#child = spawn('python3', [join(import.meta.dirname, 'lockstep.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async step(run: string, when: { readonly at: number; readonly settle: boolean }): Promise<SaidWhen> {
    return (await this.#ask({ run, ...when })) as SaidWhen;
  }

  /** The frames of all devices, by `red eth0`; the namespaces are gone then. */
  async end(): Promise<Map<string, SeenFrame[]>> {
    const { frames } = (await this.#ask({ end: true })) as { frames: readonly RawFrame[] };
    const byDev = new Map<string, SeenFrame[]>();
    for (const [netns, dev, way, at, hex] of frames) {
      const frame = unwrap(parseFrame(new Uint8Array(Buffer.from(hex, 'hex'))));
      const list = byDev.get(`${netns} ${dev}`) ?? [];
      list.push({ at: at / 1e9, line: `${way} ${canonicalFrame(frame)}` });
      byDev.set(`${netns} ${dev}`, list);
    }
    return byDev;
  }

  /** It ends by itself when nobody will tell it anything more. */
  close(): void {
    this.#child.stdin.end();
  }

  async #ask(task: unknown): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(task)}\n`);
    const { value } = await this.#answers.next();
    return JSON.parse(
      present(value as string | undefined, `lockstep.py's answer to ${JSON.stringify(task)}`),
    );
  }
}
