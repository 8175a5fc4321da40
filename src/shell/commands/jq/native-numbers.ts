// Numbers: libm's functions under their own names.

import { parseJson } from './documents.ts';
import { described, JqError } from './paths.ts';
import type { Json } from './tree.ts';
import type { Native } from './native.ts';

function numeric(value: Json): number {
  if (typeof value !== 'number') throw new JqError(`${described(value)} number required`);
  return value;
}

function one(f: (x: number) => number): Native {
  return (value) => f(numeric(value));
}

function two(f: (x: number, y: number) => number): Native {
  return (_, x = null, y = null) => f(numeric(x), numeric(y));
}

/** Halves go away from zero, and to the even one. */
const round = (x: number): number => Math.sign(x) * Math.round(Math.abs(x));
function nearest(x: number): number {
  const down = Math.floor(x);
  return x - down === 0.5 ? down + (down % 2 === 0 ? 0 : 1) : Math.round(x);
}

function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  const exponent = Math.floor(Math.log2(Math.abs(x))) + 1;
  return [x / 2 ** exponent, exponent];
}

const SAME_NAME =
  'floor ceil sqrt cbrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp expm1 log log1p log2 log10 trunc';

export const NUMBERS: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(
    SAME_NAME.split(' ').map((name) => [
      `${name}/0`,
      one(
        (Math as unknown as Readonly<Record<string, (x: number) => number>>)[name] as (x: number) => number,
      ),
    ]),
  ),
  'fabs/0': one(Math.abs),
  'round/0': one(round),
  'rint/0': one(nearest),
  'nearbyint/0': one(nearest),
  'exp2/0': one((x) => 2 ** x),
  'exp10/0': one((x) => 10 ** x),
  'logb/0': one((x) => frexp(x)[1] - 1),
  'significand/0': one((x) => frexp(x)[0] * 2),
  'frexp/0': (value) => frexp(numeric(value)),
  'modf/0': (value) => {
    const x = numeric(value);
    return [x - Math.trunc(x), Math.trunc(x)];
  },
  'pow/2': two((x, y) => x ** y),
  'atan2/2': two(Math.atan2),
  'fmod/2': two((x, y) => x % y),
  'fmin/2': two(Math.min),
  'fmax/2': two(Math.max),
  'ldexp/2': two((x, y) => x * 2 ** y),
  'scalb/2': two((x, y) => x * 2 ** y),
  'infinite/0': () => Number.POSITIVE_INFINITY,
  'nan/0': () => Number.NaN,
  'isinfinite/0': (value) => Math.abs(numeric(value)) === Number.POSITIVE_INFINITY,
  'isnan/0': (value) => Number.isNaN(numeric(value)),
  'isnormal/0': (value) => Number.isFinite(numeric(value)) && value !== 0,
  'tonumber/0': (value) => {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be parsed as a number`);
    return parseJson(value);
  },
};
