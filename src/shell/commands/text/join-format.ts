// join -o: which fields make an output line, `0` for the join field and `FILE.FIELD` for others.

import { quote } from './quote.ts';

export interface Field {
  /** 0: the join field of whichever file has the line. */
  readonly file: 0 | 1 | 2;
  /** From 0. */
  readonly field: number;
}

/** Undefined without a format; a message if it isn't one. Simplified: `auto` is as no format at all. */
export function parseFormat(text: string): readonly Field[] | undefined | string {
  const words = text.split(/[ ,\t]+/).filter((word) => word !== '');
  if (words.length === 0 || text === 'auto') return undefined;
  const fields: Field[] = [];
  for (const word of words) {
    if (word === '0') {
      fields.push({ file: 0, field: 0 });
      continue;
    }
    const [, file, field = ''] = /^([^.]*)\.?(.*)$/.exec(word) ?? [];
    if (word.startsWith('0')) return `invalid field specifier: ${quote(word)}`;
    if (file !== '1' && file !== '2') return `invalid file number in field spec: ${quote(word)}`;
    if (!word.includes('.')) return `invalid field specifier: ${quote(word)}`;
    if (!/^[1-9]\d*$/.test(field)) return `invalid field number: ${quote(field)}`;
    fields.push({ file: file === '1' ? 1 : 2, field: Number(field) - 1 });
  }
  return fields;
}
