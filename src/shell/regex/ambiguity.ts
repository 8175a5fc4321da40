// JavaScript takes the first alternative that matches, POSIX the longest match. They differ only where two ways through an
// expression may begin alike; most expressions have no such place, and need no second look.

import { assertNever } from '../../base/assert.ts';
import type { RegexNode } from './node.ts';

interface First {
  /** Characters that it may begin with, in lower case; `any`: can't be told. */
  readonly chars: ReadonlySet<string> | 'any';
  readonly nullable: boolean;
}

const NOTHING: First = { chars: new Set(), nullable: true };

/** May the longest match be another than the one that JavaScript finds? Errs towards yes. */
export function mayBeLonger(node: RegexNode): boolean {
  switch (node.kind) {
    case 'alternatives':
      return alternativesOverlap(node.branches) || node.branches.some(mayBeLonger);
    case 'sequence':
      return sequenceOverlaps(node.items) || node.items.some(mayBeLonger);
    case 'group':
    case 'repeat':
      return mayBeLonger(node.node);
    default:
      return false;
  }
}

function alternativesOverlap(branches: readonly RegexNode[]): boolean {
  const firsts = branches.map(firstOf);
  return firsts.some((one, i) => one.nullable || firsts.slice(i + 1).some((other) => overlap(one, other)));
}

/** `a*(ab)?` on aab: giving back an a makes it longer. */
function sequenceOverlaps(items: readonly RegexNode[]): boolean {
  return items.some((item, i) => {
    if (item.kind !== 'repeat' || item.min === item.max) return false;
    const first = firstOf(item.node);
    return items.slice(i + 1).some((later) => isOptional(later) && overlap(first, firstOf(later)));
  });
}

function isOptional(node: RegexNode): boolean {
  return node.kind !== 'assertion' && firstOf(node).nullable;
}

function overlap(one: First, other: First): boolean {
  const { chars } = one;
  if (chars === 'any' || other.chars === 'any') return true;
  return [...other.chars].some((char) => chars.has(char));
}

function firstOf(node: RegexNode): First {
  switch (node.kind) {
    case 'char':
      return { chars: new Set([node.char.toLowerCase()]), nullable: false };
    case 'any':
      return { chars: 'any', nullable: false };
    case 'set':
      return { chars: setChars(node.body, node.negated), nullable: false };
    case 'group':
      return firstOf(node.node);
    case 'repeat': {
      const first = firstOf(node.node);
      return node.min === 0 ? { ...first, nullable: true } : first;
    }
    case 'alternatives':
      return node.branches.map(firstOf).reduce(either);
    case 'sequence':
      return node.items.reduceRight((rest: First, item) => followed(firstOf(item), rest), NOTHING);
    case 'assertion':
      return NOTHING;
    case 'back':
      return { chars: 'any', nullable: true };
    default:
      return assertNever(node);
  }
}

/** The ASCII characters of a set, if it has no others. */
function setChars(body: string, negated: boolean): ReadonlySet<string> | 'any' {
  if (negated || /\\p|[^\0-\x7f]/.test(body)) return 'any';
  const set = new RegExp(`[${body}]`);
  const chars = new Set<string>();
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (set.test(char)) chars.add(char.toLowerCase());
  }
  return chars;
}

function either(one: First, other: First): First {
  return { chars: union(one.chars, other.chars), nullable: one.nullable || other.nullable };
}

function followed(first: First, rest: First): First {
  return first.nullable ? { chars: union(first.chars, rest.chars), nullable: rest.nullable } : first;
}

function union(one: First['chars'], other: First['chars']): First['chars'] {
  return one === 'any' || other === 'any' ? 'any' : new Set([...one, ...other]);
}
