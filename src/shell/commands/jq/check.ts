// What a filter names must exist: jq says so before it reads any input.

import { isBuiltin } from './call.ts';
import { JqSyntaxError } from './lexer.ts';
import { namesIn, type Node, type Pattern } from './tree.ts';

interface Known {
  readonly functions: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

/** Every name that is not defined, in the order of the text. */
export function undefinedNames(node: Node, variables: readonly string[]): JqSyntaxError[] {
  const errors: JqSyntaxError[] = [];
  visit(node, { functions: new Set(), variables: new Set(variables), labels: new Set() }, errors);
  return errors;
}

function plus(set: ReadonlySet<string>, ...more: readonly string[]): ReadonlySet<string> {
  return new Set([...set, ...more]);
}

function visit(node: Node, known: Known, errors: JqSyntaxError[]): void {
  const all = (...inner: readonly (Node | undefined)[]): void => {
    for (const one of inner) if (one) visit(one, known, errors);
  };
  switch (node.kind) {
    case 'variable':
      if (!known.variables.has(node.name))
        errors.push(new JqSyntaxError(`$${node.name} is not defined`, node.at));
      return;
    case 'break':
      if (!known.labels.has(node.name))
        errors.push(new JqSyntaxError(`$*label-${node.name} is not defined`, node.at));
      return;
    case 'call': {
      const key = `${node.name}/${node.args.length}`;
      if (!known.functions.has(key) && !isBuiltin(key))
        errors.push(new JqSyntaxError(`${key} is not defined`, node.at));
      return all(...node.args);
    }
    case 'define': {
      const { name, parameters, body } = node.definition;
      const functions = plus(known.functions, `${name}/${parameters.length}`);
      const names = parameters.map((one) => one.replace('$', ''));
      const inner = {
        ...known,
        functions: plus(functions, ...names.map((one) => `${one}/0`)),
        variables: plus(
          known.variables,
          ...parameters.filter((one) => one.startsWith('$')).map((one) => one.slice(1)),
        ),
      };
      visit(body, inner, errors);
      return visit(node.rest, { ...known, functions }, errors);
    }
    case 'label':
      return visit(node.body, { ...known, labels: plus(known.labels, node.name) }, errors);
    case 'bind':
      visit(node.of, known, errors);
      return visit(node.body, bound(node.patterns, known, errors), errors);
    case 'reduce':
    case 'foreach': {
      visit(node.of, known, errors);
      visit(node.start, known, errors);
      const inner = bound(node.patterns, known, errors);
      visit(node.step, inner, errors);
      if (node.kind === 'foreach') visit(node.show, inner, errors);
      return;
    }
    case 'object':
      for (const [key, value] of node.entries) all(key, value);
      return;
    case 'string':
      return all(...node.parts.filter((part): part is Node => typeof part !== 'string'));
    case 'if':
      return all(node.test, node.yes, node.no);
    case 'try':
      return all(node.of, node.handler);
    case 'index':
      return all(node.of, node.key);
    case 'slice':
      return all(node.of, node.from, node.to);
    case 'iterate':
    case 'array':
    case 'negate':
      return all(node.of);
    case 'pipe':
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'binary':
      return all(node.left, node.right);
    default:
  }
}

function bound(patterns: readonly Pattern[], known: Known, errors: JqSyntaxError[]): Known {
  const inner = { ...known, variables: plus(known.variables, ...patterns.flatMap(namesIn)) };
  for (const pattern of patterns) visitKeys(pattern, inner, errors);
  return inner;
}

function visitKeys(pattern: Pattern, known: Known, errors: JqSyntaxError[]): void {
  if (pattern.kind === 'array') for (const item of pattern.items) visitKeys(item, known, errors);
  if (pattern.kind !== 'object') return;
  for (const { key, value } of pattern.entries) {
    visit(key, known, errors);
    if (value) visitKeys(value, known, errors);
  }
}
