// [[ ]].

import type { TestExpression, Word } from 'unbash';
import { assertNever } from '../../base/assert.ts';
import type { Co } from '../co.ts';
import { ArithmeticError } from './arithmetic-tokens.ts';
import { AssignmentError, evaluateIn, unsetVariable } from './assign.ts';
import { expandArithmetic } from './expand/arithmetic-expansion.ts';
import { compilePattern } from './expand/pattern.ts';
import { expandPattern, expandText } from './expand/word.ts';
import { compileExtended, expandRegex } from './regex.ts';
import type { Shell } from './shell.ts';
import { compareNumbers, fileCompares, isNumberOperator, unaryTest } from './tests.ts';
import { traceWords } from './trace.ts';

export function* evaluateCondition(shell: Shell, expression: TestExpression): Co<number> {
  return yield* evaluate(shell, expression);
}

function* compareExpressions(shell: Shell, operator: string, left: string, right: string): Co<number> {
  try {
    const a = evaluateIn(shell, yield* expandArithmetic(shell, left));
    const b = evaluateIn(shell, yield* expandArithmetic(shell, right));
    return compareNumbers(operator, a, b) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArithmeticError) && !(error instanceof AssignmentError)) throw error;
    yield* shell.complain(`[[: ${error.text}`);
    return 1;
  }
}

function* evaluate(shell: Shell, node: TestExpression): Co<number> {
  switch (node.type) {
    case 'TestLogical': {
      let status = node.operator === '&&' ? 0 : 1;
      for (const operand of node.operands) {
        status = yield* evaluate(shell, operand);
        if ((status === 0) !== (node.operator === '&&')) return status;
      }
      return status;
    }
    case 'TestNot': {
      const status = yield* evaluate(shell, node.operand);
      return node.negations.length % 2 === 0 || status > 1 ? status : 1 - status;
    }
    case 'TestGroup':
      return yield* evaluate(shell, node.expression);
    case 'TestUnary': {
      const operand = yield* expandText(shell, node.operand);
      if (shell.options.has('xtrace'))
        yield* traceWords(shell, ['[[', node.operator, shown(operand), ']]'], true);
      return unaryTest(shell, node.operator, operand) ? 0 : 1;
    }
    case 'TestBinary':
      return yield* binary(shell, node.operator, node.left, node.right);
    default:
      return assertNever(node);
  }
}

function* binary(shell: Shell, operator: string, leftWord: Word, rightWord: Word): Co<number> {
  const left = yield* expandText(shell, leftWord);
  const trace = function* (right: string): Co<void> {
    if (shell.options.has('xtrace'))
      yield* traceWords(shell, ['[[', shown(left), operator, right, ']]'], true);
  };
  if (operator === '=~') return yield* matchRegex(shell, left, rightWord);
  if (operator === '==' || operator === '=' || operator === '!=') {
    const pattern = yield* expandPattern(shell, rightWord);
    yield* trace(pattern);
    const flags = { extglob: true, ignoreCase: shell.shopts.has('nocasematch') };
    return compilePattern(pattern, flags).matches(left) === (operator !== '!=') ? 0 : 1;
  }
  const right = yield* expandText(shell, rightWord);
  yield* trace(shown(right));
  if (isNumberOperator(operator)) return yield* compareExpressions(shell, operator, left, right);
  if (operator === '<') return left < right ? 0 : 1;
  if (operator === '>') return left > right ? 0 : 1;
  return fileCompares(shell, operator, left, right) ? 0 : 1;
}

/** set -x shows what is compared as it is. */
function shown(text: string): string {
  return text === '' ? "''" : text;
}

function* matchRegex(shell: Shell, text: string, word: Word): Co<number> {
  const pattern = yield* expandRegex(shell, word);
  if (shell.options.has('xtrace')) yield* traceWords(shell, ['[[', shown(text), '=~', pattern, ']]'], true);
  const regex = compileExtended(pattern, shell.shopts.has('nocasematch'));
  if (!regex) return 2;
  const found = regex.exec(text);
  unsetVariable(shell, 'BASH_REMATCH');
  const rematch = shell.scopes.findOrMake('BASH_REMATCH').toIndexed();
  found?.groups.forEach((group, i) => {
    rematch[i] = group ?? '';
  });
  return found ? 0 : 1;
}
