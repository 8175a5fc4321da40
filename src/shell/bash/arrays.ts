// name=(…): the elements of an array, by position or by [key]=.

import type { Word } from 'unbash';
import type { Co } from '../co.ts';
import { assign, AssignmentError, evaluateIn, followNameref } from './assign.ts';
import { expandArithmetic } from './expand/arithmetic-expansion.ts';
import { expandText, expandWord } from './expand/word.ts';
import { parseWord } from './parsed.ts';
import type { Shell } from './shell.ts';
import { Variable } from './variables.ts';

export interface ArrayItem {
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string;
}

export function* expandItems(shell: Shell, name: string, elements: readonly Word[]): Co<ArrayItem[]> {
  const items: ArrayItem[] = [];
  for (const element of elements) {
    const keyed = keyOf(element.text);
    if (!keyed) {
      const values = yield* expandWord(shell, element);
      items.push(...values.map((value) => ({ key: undefined, append: false, value })));
      continue;
    }
    const isAssoc =
      shell.scopes.find(followNameref(shell, name).name)?.assoc !== undefined ||
      /[^\w\s$+*/()%-]/.test(keyed.key);
    const key =
      isAssoc || !/^[\d\s]+$/.test(keyed.key)
        ? yield* expandText(shell, parseWord(keyed.key))
        : yield* expandArithmetic(shell, keyed.key);
    const value = yield* expandText(shell, parseWord(keyed.value), true);
    items.push({ key, append: keyed.append, value });
  }
  return items;
}

/** Takes `[key]=value` apart, whatever quotes are in the key. */
function keyOf(text: string): { key: string; append: boolean; value: string } | undefined {
  if (!text.startsWith('[')) return undefined;
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') i++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) {
      const match = /^(\+?)=/.exec(text.slice(i + 1));
      return match
        ? { key: text.slice(1, i), append: match[1] === '+', value: text.slice(i + 1 + match[0].length) }
        : undefined;
    }
  }
  return undefined;
}

export function assignArray(
  shell: Shell,
  name: string,
  items: readonly ArrayItem[],
  append: boolean,
  variable?: Variable,
): void {
  const target = followNameref(shell, name);
  const array = variable ?? shell.scopes.findOrMake(target.name);
  if (array.readonly) throw new AssignmentError(`${target.name}: readonly variable`);
  // What is assigned may refer to what was there, so it is put together apart.
  const fresh = append ? array.copy() : new Variable();
  if (!append) copyAttributes(array, fresh);
  if (array.assoc) fillAssoc(shell, fresh, items);
  else fillIndexed(shell, fresh, items);
  array.bare = false;
  array.value = undefined;
  array.indexed = fresh.indexed;
  array.assoc = fresh.assoc;
  if (array.nameref) assign(shell, name, '');
}

function copyAttributes(from: Variable, to: Variable): void {
  to.integer = from.integer;
  to.upper = from.upper;
  to.lower = from.lower;
  if (from.assoc) to.assoc = new Map();
}

function valueFor(shell: Shell, variable: Variable, item: ArrayItem, before: string | undefined): string {
  if (variable.integer) {
    const value = evaluateIn(shell, item.value);
    return String(item.append ? evaluateIn(shell, before ?? '') + value : value);
  }
  const text = item.append ? (before ?? '') + item.value : item.value;
  if (variable.upper) return text.toUpperCase();
  return variable.lower ? text.toLowerCase() : text;
}

function fillIndexed(shell: Shell, variable: Variable, items: readonly ArrayItem[]): void {
  const array = variable.toIndexed();
  let next = array.length;
  for (const item of items) {
    if (item.key !== undefined) {
      const index = Number(evaluateIn(shell, item.key));
      next = index < 0 ? array.length + index : index;
      if (next < 0) throw new AssignmentError(`[${item.key}]=${item.value}: bad array subscript`);
    }
    array[next] = valueFor(shell, variable, item, array[next]);
    next++;
  }
}

/** `m=(k v k v)` works, too, since bash 5.1. */
function fillAssoc(shell: Shell, variable: Variable, items: readonly ArrayItem[]): void {
  const map = variable.toAssoc();
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as ArrayItem;
    if (item.key !== undefined) map.set(item.key, valueFor(shell, variable, item, map.get(item.key)));
    else map.set(item.value, items[++i]?.value ?? '');
  }
}
