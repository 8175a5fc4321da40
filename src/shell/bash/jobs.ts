// The job table: what runs in the background, or is stopped.

export interface Job {
  readonly number: number;
  readonly pids: readonly number[];
  readonly pgid: number;
  /** As `jobs` shows it. */
  readonly text: string;
  state: 'Running' | 'Stopped' | 'Done';
  status: number;
  /** Set if a signal ended it: `Terminated`. */
  signalText: string | undefined;
  /** Its end was told to the user or waited for. */
  notified: boolean;
  keptOnHangup: boolean;
}

export class Jobs {
  #list: Job[] = [];
  /** Job numbers, the current one (%+) last. */
  #order: number[] = [];
  /** The jobs of the shell that this is a subshell of. */
  inherited: Jobs | undefined;
  /** Statuses of background processes that are gone from the list but may be waited for. */
  readonly statuses = new Map<number, number>();

  /** The jobs that `jobs` lists: until a subshell has some of its own, those of the shell around it. */
  get listed(): Jobs {
    return this.#list.length === 0 ? (this.inherited ?? this) : this;
  }

  get list(): readonly Job[] {
    return this.#list;
  }

  /** The last one that was stopped or, if none is, that was started. */
  get current(): Job | undefined {
    return this.#latest(undefined);
  }

  get previous(): Job | undefined {
    const { current } = this;
    return this.#latest(current) ?? current;
  }

  add(pids: readonly number[], pgid: number, text: string): Job {
    const number = (this.#list.at(-1)?.number ?? 0) + 1;
    const fresh = {
      state: 'Running' as const,
      status: 0,
      signalText: undefined,
      notified: false,
      keptOnHangup: false,
    };
    const job: Job = { number, pids, pgid, text, ...fresh };
    this.#list.push(job);
    this.makeCurrent(job);
    return job;
  }

  remove(job: Job): void {
    this.#list = this.#list.filter((known) => known !== job);
    this.#order = this.#order.filter((number) => number !== job.number);
  }

  makeCurrent(job: Job): void {
    this.#order = [...this.#order.filter((number) => number !== job.number), job.number];
  }

  /** `%1 %+ %% %- %name %?text` or a process id. Undefined: no such job; 'ambiguous': several. */
  find(spec: string): Job | 'ambiguous' | undefined {
    if (/^\d+$/.test(spec)) return this.#list.find((job) => job.pids.includes(Number(spec)));
    const what = spec.startsWith('%') ? spec.slice(1) : spec;
    if (what === '' || what === '+' || what === '%') return this.current;
    if (what === '-') return this.previous;
    if (/^\d+$/.test(what)) return this.#byNumber(Number(what));
    const matches = what.startsWith('?')
      ? this.#list.filter((job) => job.text.includes(what.slice(1)))
      : this.#list.filter((job) => job.text.startsWith(what));
    return matches.length > 1 ? 'ambiguous' : matches[0];
  }

  mark(job: Job): '+' | '-' | ' ' {
    const owner = this.listed;
    if (owner !== this) return owner.mark(job);
    if (job === this.current) return '+';
    return job === this.previous ? '-' : ' ';
  }

  /** A stage of a pipeline and a substitution can list the jobs (`jobs | wc -l`), but not wait for them; `( )` knows none. */
  copyForSubshell(): Jobs {
    const copy = new Jobs();
    copy.inherited = this.#list.length > 0 ? this : this.inherited;
    return copy;
  }

  #latest(but: Job | undefined): Job | undefined {
    const jobs = this.#order.map((number) => this.#byNumber(number)).filter((job) => job !== but);
    return jobs.findLast((job) => job?.state === 'Stopped') ?? jobs.at(-1);
  }

  #byNumber(number: number | undefined): Job | undefined {
    return this.#list.find((job) => job.number === number);
  }
}
