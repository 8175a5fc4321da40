// How a running script leaves what it is in. These are thrown: an interpreter's `exit`, `return`, `break` and fatal errors
// leave any depth of nested constructs at once, which is what exceptions are for (bash itself uses longjmp).

/** `exit`, and errors that end a shell. */
export class Exit {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** `return` from a function or a sourced file. */
export class Return {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** `break N` and `continue N`. */
export class LoopJump {
  readonly kind: 'break' | 'continue';
  readonly levels: number;
  /** What the loop ends with. */
  readonly status: number;

  constructor(kind: 'break' | 'continue', levels: number, status = 0) {
    this.kind = kind;
    this.levels = levels;
    this.status = status;
  }
}

/** An error that gives up the whole line that is being run (a division by zero); the script goes on with the next. */
export class Discard {
  readonly status: number;
  /** Not only the line, but the whole text that is being run: `eval`, `source`, and what `bash -c` was given. */
  readonly text: boolean;

  constructor(status: number, what: 'line' | 'text' = 'line') {
    this.status = status;
    this.text = what === 'text';
  }
}

/** Ctrl-C at an interactive shell: back to the prompt. */
export class Interrupted {
  readonly status = 130;
}
