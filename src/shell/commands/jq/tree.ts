// A jq filter as a tree, and the values that it works on.

export type Node =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: Json }
  | {
      readonly kind: 'string';
      readonly parts: readonly (string | Node)[];
      readonly format: string | undefined;
    }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly of: Node; readonly key: Node; readonly optional?: true }
  | {
      readonly kind: 'slice';
      readonly of: Node;
      readonly from: Node | undefined;
      readonly to: Node | undefined;
      readonly optional?: true;
    }
  | { readonly kind: 'iterate'; readonly of: Node; readonly optional?: true }
  | { readonly kind: 'array'; readonly of: Node | undefined }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Node, Node])[] }
  | {
      readonly kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative';
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negate'; readonly of: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'try'; readonly of: Node; readonly handler: Node | undefined }
  | {
      readonly kind: 'reduce';
      readonly of: Node;
      readonly patterns: readonly Pattern[];
      readonly start: Node;
      readonly step: Node;
    }
  | {
      readonly kind: 'foreach';
      readonly of: Node;
      readonly patterns: readonly Pattern[];
      readonly start: Node;
      readonly step: Node;
      readonly show: Node;
    }
  | { readonly kind: 'bind'; readonly of: Node; readonly patterns: readonly Pattern[]; readonly body: Node }
  | { readonly kind: 'label'; readonly name: string; readonly body: Node }
  | { readonly kind: 'break'; readonly name: string; readonly at: number }
  | { readonly kind: 'define'; readonly definition: Definition; readonly rest: Node }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number };

export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Node;
}

/** An object keeps its keys in the order in which they came. */
export type JsonObject = ReadonlyMap<string, Json>;

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

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

/** The variables that a pattern sets. */
export function namesIn(pattern: Pattern): string[] {
  if (pattern.kind === 'name') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(namesIn);
  return pattern.entries.flatMap(({ name, value }) => [
    ...(name === undefined ? [] : [name]),
    ...(value ? namesIn(value) : []),
  ]);
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
