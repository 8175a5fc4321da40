// Shell variables: scalars, indexed and associative arrays, with their attributes, in scopes that functions open. Scoping is
// dynamic: a function sees the locals of its callers.

import { orderedKeys } from './assoc-order.ts';

/** A sparse array: holes are unset elements. */
export type Indexed = string[];

export class Variable {
  value: string | undefined;
  indexed: Indexed | undefined;
  assoc: Map<string, string> | undefined;
  exported = false;
  readonly = false;
  integer = false;
  upper = false;
  lower = false;
  nameref = false;
  traced = false;
  /** An array that was declared and never assigned: `declare -p` shows no `=()`. */
  bare = false;

  copy(): Variable {
    const copy = new Variable();
    Object.assign(copy, this);
    if (this.indexed) copy.indexed = copyIndexed(this.indexed);
    if (this.assoc) copy.assoc = new Map(this.assoc);
    return copy;
  }

  get isArray(): boolean {
    return this.indexed !== undefined || this.assoc !== undefined;
  }

  get isSet(): boolean {
    return this.value !== undefined || this.isArray;
  }

  /** `$name`: element 0 of an array. */
  get scalar(): string | undefined {
    if (this.indexed) return this.indexed[0];
    if (this.assoc) return this.assoc.get('0');
    return this.value;
  }

  /** Indices or keys of what is set; a scalar is element 0. */
  keys(): string[] {
    if (this.indexed) return Object.keys(this.indexed);
    if (this.assoc) return orderedKeys(this.assoc);
    return this.value === undefined ? [] : ['0'];
  }

  values(): string[] {
    if (this.indexed) return Object.values(this.indexed);
    if (this.assoc) return orderedKeys(this.assoc).map((key) => this.assoc?.get(key) ?? '');
    return this.value === undefined ? [] : [this.value];
  }

  /** Makes it an indexed array, keeping its value as element 0. */
  toIndexed(): Indexed {
    if (!this.indexed) {
      this.indexed = [];
      if (this.value !== undefined) this.indexed[0] = this.value;
      this.value = undefined;
    }
    return this.indexed;
  }

  toAssoc(): Map<string, string> {
    this.assoc ??= new Map(this.value === undefined ? [] : [['0', this.value]]);
    this.value = undefined;
    return this.assoc;
  }

  /** `declare -p`'s letters: aAilnrtux in bash's order. */
  get letters(): string {
    return [
      this.indexed ? 'a' : '',
      this.assoc ? 'A' : '',
      this.integer ? 'i' : '',
      this.nameref ? 'n' : '',
      this.readonly ? 'r' : '',
      this.traced ? 't' : '',
      this.exported ? 'x' : '',
      this.lower ? 'l' : '',
      this.upper ? 'u' : '',
    ].join('');
  }
}

function copyIndexed(from: Indexed): Indexed {
  const copy: Indexed = [];
  from.forEach((value, index) => {
    copy[index] = value;
  });
  return copy;
}

export type Scope = Map<string, Variable>;

export class Scopes {
  /** The first is global; the last is the innermost function's. */
  readonly stack: Scope[] = [new Map()];

  get global(): Scope {
    return this.stack[0] as Scope;
  }

  get innermost(): Scope {
    return this.stack.at(-1) as Scope;
  }

  find(name: string): Variable | undefined {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const found = (this.stack[i] as Scope).get(name);
      if (found) return found;
    }
    return undefined;
  }

  findOrMake(name: string): Variable {
    const found = this.find(name);
    if (found) return found;
    const made = new Variable();
    this.global.set(name, made);
    return made;
  }

  /** Removes the innermost one of that name. In the function that declared it local, the name stays local but unset. */
  unset(name: string): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const scope = this.stack[i] as Scope;
      if (!scope.has(name)) continue;
      if (i > 0 && i === this.stack.length - 1) scope.set(name, new Variable());
      else scope.delete(name);
      return;
    }
  }

  /** Every name that is visible, sorted, with its variable. */
  visible(): [string, Variable][] {
    const all = new Map<string, Variable>();
    for (const scope of this.stack) for (const [name, variable] of scope) all.set(name, variable);
    return [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  copy(): Scopes {
    const copy = new Scopes();
    copy.stack.length = 0;
    for (const scope of this.stack)
      copy.stack.push(new Map([...scope].map(([name, variable]) => [name, variable.copy()])));
    return copy;
  }
}
