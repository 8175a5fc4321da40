// An awk program as a tree.

export type Target =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly array: string; readonly index: readonly Expression[] }
  | { readonly kind: 'field'; readonly index: Expression };

export type Expression =
  | Target
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'concat'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'match';
      readonly negated: boolean;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly index: readonly Expression[]; readonly array: string }
  | { readonly kind: 'choose'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | {
      readonly kind: 'assign';
      readonly operator: string;
      readonly target: Target;
      readonly value: Expression;
    }
  | { readonly kind: 'step'; readonly target: Target; readonly by: 1 | -1; readonly prefix: boolean }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly line: number;
    }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'group'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'getline';
      readonly target: Target | undefined;
      readonly file: Expression | undefined;
      readonly command: Expression | undefined;
    };

export type Statement =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | {
      readonly kind: 'print';
      readonly formatted: boolean;
      readonly args: readonly Expression[];
      readonly redirect: { readonly mode: '>' | '>>' | '|'; readonly to: Expression } | undefined;
    }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly yes: Statement;
      readonly no: Statement | undefined;
    }
  | { readonly kind: 'while' | 'do'; readonly test: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly start: Statement | undefined;
      readonly test: Expression | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'for-in'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'break' | 'continue' | 'next' | 'nextfile' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'delete'; readonly array: string; readonly index: readonly Expression[] | undefined };

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface Rule {
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  /** undefined: print $0. */
  readonly body: Statement | undefined;
}

export interface AwkProgram {
  readonly begin: readonly Statement[];
  readonly end: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}
