// Evaluates a filter one result at a time, as jq's own machine does: what is left to try is kept on a stack of choices, and
// to go on means to take the last of them. No call nests, so recursion has no bound, an endless filter can be paused at any
// step, and an `input` that has to wait for text just stops until there is some.

import { evaluate } from './evaluate.ts';
import { JqError } from './paths.ts';
import type { Json, Node } from './tree.ts';
import { type At, type Env, emptyEnv } from './scope.ts';

/** What to do next; undefined: there is a result, or nothing is left. */
export type Step = () => Step | undefined;
export type Next = (at: At) => Step;

interface Choice {
  /** Taken when everything after it has been tried. */
  readonly resume?: Step;
  /** Taken when what came after it fails. */
  readonly handle?: (error: Json) => Step;
  /** `label $name`: where a `break` comes back to. */
  readonly label?: object;
}

/** `break $name`. */
export class Break {
  readonly label: object;

  constructor(label: object) {
    this.label = label;
  }
}

/** What a filter can ask of the program that runs it. */
export interface Surroundings {
  /** The next document of the input; 'wait' if its text hasn't come yet, undefined at the end. */
  input(): { readonly value: Json } | 'wait' | undefined;
  /** The number of lines that have been read, and the name of the file. */
  line(): number;
  file(): Json;
  now(): number;
  /** Writes to standard error. */
  say(text: string): void;
}

/** `halt` and `halt_error`. */
export class Halt {
  readonly status: number;
  readonly text: string;

  constructor(status: number, text: string) {
    this.status = status;
    this.text = text;
  }
}

export type Outcome = { readonly value: Json } | 'turn' | 'wait' | 'done';

export class Machine {
  readonly around: Surroundings;
  readonly #choices: Choice[] = [];
  #step: Step | undefined;
  #result: { readonly value: Json } | undefined;
  #waits = false;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** The variables that every filter sees. */
  outermost: Env = emptyEnv;

  /** Begins to filter one input. */
  start(node: Node, input: Json): void {
    const env = this.outermost;
    this.#choices.length = 0;
    this.#step = () =>
      evaluate(this, node, { value: input, trail: undefined }, env, ({ value }) => {
        this.#result = { value };
        return nothing;
      });
  }

  /** At most `limit` steps; an error that nothing catches is thrown. */
  run(limit: number): Outcome {
    for (let i = 0; i < limit; i++) {
      const step = this.#step ?? this.back;
      try {
        this.#step = step();
      } catch (thrown) {
        this.#step = this.#raise(thrown);
      }
      if (this.#result) {
        const result = this.#result;
        this.#result = undefined;
        return result;
      }
      if (this.#waits) {
        this.#waits = false;
        return 'wait';
      }
      if (this.#step === undefined && this.#choices.length === 0) return 'done';
    }
    return 'turn';
  }

  choose(choice: Choice): void {
    this.#choices.push(choice);
  }

  /** Takes the last choice. */
  readonly back: Step = () => {
    for (let choice = this.#choices.pop(); choice; choice = this.#choices.pop())
      if (choice.resume) return choice.resume;
    return undefined;
  };

  /** Stops until there is more input, and then takes `step`. */
  await(step: Step): Step {
    this.#waits = true;
    return step;
  }

  #raise(thrown: unknown): Step {
    if (!(thrown instanceof JqError) && !(thrown instanceof Break)) {
      this.#choices.length = 0;
      throw thrown;
    }
    for (let choice = this.#choices.pop(); choice; choice = this.#choices.pop()) {
      if (thrown instanceof JqError && choice.handle) {
        const { handle } = choice;
        return () => handle(thrown.value);
      }
      if (thrown instanceof Break && choice.label === thrown.label) return this.back;
    }
    throw thrown;
  }
}

const nothing: Step = () => undefined;
