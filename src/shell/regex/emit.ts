// A tree as a JavaScript regular expression.

import { assertNever } from '../../base/assert.ts';
import { escapeChar, wordBody } from './classes.ts';
import type { Assertion, Flavour, RegexNode } from './node.ts';

export interface EmitOptions {
  readonly flavour: Flavour;
  /** `^` and `$` match at each line (sed's M). */
  readonly multiline: boolean;
}

export function emitRegex(node: RegexNode, options: EmitOptions): string {
  switch (node.kind) {
    case 'char':
      return escapeChar(node.char);
    case 'any':
      return anySource(options.flavour);
    case 'set':
      return setSource(node.body, node.negated, options.flavour);
    case 'group':
      return `(${emitRegex(node.node, options)})`;
    case 'alternatives':
      return `(?:${node.branches.map((branch) => emitRegex(branch, options)).join('|')})`;
    case 'sequence':
      return node.items.map((item) => emitRegex(item, options)).join('');
    case 'repeat':
      return `(?:${emitRegex(node.node, options)})${quantifier(node.min, node.max)}`;
    case 'assertion':
      return assertionSource(node.assertion, options);
    case 'back':
      return `(?:\\${node.group})`;
    default:
      return assertNever(node);
  }
}

/** An octet that isn't UTF-8 matches nothing but itself. */
function anySource({ octets, newlines }: Flavour): string {
  if (octets) return '[^]';
  return newlines ? '[^\\uDC80-\\uDCFF]' : '[^\\n\\uDC80-\\uDCFF]';
}

function setSource(body: string, negated: boolean, { octets }: Flavour): string {
  if (!negated) return body === '' ? '(?!)' : `[${body}]`;
  return octets ? `[^${body}]` : `[^${body}\\uDC80-\\uDCFF]`;
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`;
}

function assertionSource(assertion: Assertion, { multiline, flavour }: EmitOptions): string {
  const word = `[${wordBody(flavour.octets)}]`;
  switch (assertion) {
    case 'line-start':
      return multiline ? '(?<![^\\n])' : '(?<![^])';
    case 'line-end':
      return multiline ? '(?![^\\n])' : '(?![^])';
    case 'text-start':
      return '(?<![^])';
    case 'text-end':
      return '(?![^])';
    case 'word-start':
      return `(?<!${word})(?=${word})`;
    case 'word-end':
      return `(?<=${word})(?!${word})`;
    case 'boundary':
      return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
    case 'not-boundary':
      return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
    default:
      return assertNever(assertion);
  }
}
