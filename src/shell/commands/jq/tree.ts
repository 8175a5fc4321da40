// A jq filter as a tree, and the values that it works on.

export type Node =
  | { readonly kind: 'identity' | 'recurse' }
  | { readonly kind: 'literal'; readonly value: Json }
  | {
      readonly kind: 'string';
      readonly parts: readonly (string | Node)[];
      readonly format: string | undefined;
    }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly of: Node; readonly key: Node }
  | {
      readonly kind: 'slice';
      readonly of: Node;
      readonly from: Node | undefined;
      readonly to: Node | undefined;
    }
  | { readonly kind: 'iterate'; readonly of: Node }
  | { readonly kind: 'array'; readonly of: Node | undefined }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Node, Node])[] }
  | {
      readonly kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative';
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'update';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'negate'; readonly of: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'try'; readonly of: Node; readonly handler: Node | undefined }
  | {
      readonly kind: 'reduce';
      readonly of: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly step: Node;
    }
  | {
      readonly kind: 'foreach';
      readonly of: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly step: Node;
      readonly show: Node;
    }
  | { readonly kind: 'bind'; readonly of: Node; readonly pattern: Pattern; readonly body: Node }
  | {
      readonly kind: 'define';
      readonly name: string;
      readonly parameters: readonly string[];
      readonly body: Node;
      readonly rest: Node;
    }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Pattern =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly {
        readonly key: Node;
        readonly name: string | undefined;
        readonly value: Pattern | undefined;
      }[];
    };
