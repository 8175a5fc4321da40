// One run of `ip` or `bridge`: its options, the namespace that it talks to, and what it has to say.

import type { Result } from '../../../base/result.ts';
import { applyOp, describeError } from '../../../engine/apply.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devByName, devsInOrder } from '../../../engine/device/table.ts';
import type { NetlinkError, Op } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { World } from '../../../engine/world.ts';
import type { Proc } from '../../program.ts';
import type { Exit } from './args.ts';
import { Printer } from './printer.ts';

export type Family = 'any' | 'inet' | 'inet6' | 'link' | 'bridge' | 'mpls';

export interface IpOptions {
  readonly family: Family;
  readonly stats: number;
  readonly details: number;
  readonly oneline: boolean;
  readonly brief: boolean;
  readonly json: boolean;
  readonly pretty: boolean;
  readonly color: boolean;
  readonly force: boolean;
  readonly all: boolean;
  readonly numeric: boolean;
  readonly human: boolean;
  /** `-t`: a line before each message; `-ts`: short, before the message on its line. */
  readonly timestamp: '' | 'long' | 'short';
  readonly batch?: string;
}

export const NO_OPTIONS: IpOptions = {
  family: 'any',
  stats: 0,
  details: 0,
  oneline: false,
  brief: false,
  json: false,
  pretty: false,
  color: false,
  force: false,
  all: false,
  numeric: false,
  human: false,
  timestamp: '',
};

export class Session {
  readonly proc: Proc;
  readonly ns: Netns;
  readonly options: IpOptions;
  #out = '';
  #err = '';

  constructor(proc: Proc, ns: Netns, options: IpOptions) {
    this.proc = proc;
    this.ns = ns;
    this.options = options;
  }

  get world(): World {
    return this.proc.world;
  }

  /** `_SL_`: what stands between the lines of one entry. */
  get lineBreak(): string {
    return this.options.oneline ? '\\' : '\n';
  }

  out(text: string): void {
    this.#out += text;
  }

  err(text: string): void {
    this.#err += text;
  }

  /** What is to be written, standard error first: standard output is buffered. */
  takeOutput(): { readonly out: string; readonly err: string } {
    const taken = { out: this.#out, err: this.#err };
    this.#out = '';
    this.#err = '';
    return taken;
  }

  printer(): Printer {
    const { json, pretty, color } = this.options;
    return new Printer({ json, pretty, color: color && !json });
  }

  /** For what has no JSON form. */
  plainPrinter(): Printer {
    return new Printer({ json: false, pretty: false, color: this.options.color });
  }

  /** Does `op`; a refusal is printed, and is status 2 (rtnl_talk). */
  apply(op: Op, refused = 2): number {
    return this.answer(applyOp(this.world, op), refused);
  }

  answer(done: Result<void, NetlinkError>, refused = 2): number {
    if (done.ok) return 0;
    this.err(`${describeError(done.error)}\n`);
    return refused;
  }

  dev(name: string): Dev | undefined {
    return (
      devByName(this.ns, name) ?? devsInOrder(this.ns).find((dev) => dev.labels?.altnames?.includes(name))
    );
  }

  /** The device, or exit with what iproute2 says otherwise. */
  needDev(name: string, otherwise: (name: string) => Exit): Dev {
    const dev = this.dev(name);
    if (!dev) throw otherwise(name);
    return dev;
  }
}
