// @text @json @csv @tsv @html @uri @sh @base64.

import { encodeOctets, decodeOctets } from '../../octets.ts';
import { isList, type Json } from './tree.ts';
import { described, JqError } from './paths.ts';
import { compact } from './text.ts';

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&#39;',
  '"': '&quot;',
};

export function plain(value: Json): string {
  return typeof value === 'string' ? value : compact(value);
}

export function formatText(name: string, value: Json): string {
  switch (name) {
    case '@text':
      return plain(value);
    case '@json':
      return compact(value);
    case '@html':
      return plain(value).replace(/[<>&'"]/g, (char) => HTML[char] as string);
    case '@uri':
      return encodeURIComponent(plain(value)).replace(
        /[!'()*]/g,
        (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    case '@csv':
      return rowOf(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`);
    case '@tsv':
      return rowOf(value, 'tsv', '\t', (text) =>
        text.replace(
          /[\\\t\n\r]/g,
          (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char] as string,
        ),
      );
    case '@sh':
      return (isList(value) ? value : [value]).map(shellWord).join(' ');
    case '@base64':
      return btoa(String.fromCharCode(...encodeOctets(plain(value))));
    case '@base64d':
      return decodeOctets(
        Uint8Array.from(atob(plain(value).replace(/=+$/, '')), (char) => char.charCodeAt(0)),
      );
    default:
      throw new JqError(`${name.slice(1)} is not a valid format`);
  }
}

function rowOf(value: Json, kind: string, separator: string, quote: (text: string) => string): string {
  if (!isList(value)) throw new JqError(`${described(value)} cannot be ${kind}-formatted, only array`);
  return value
    .map((item) => {
      if (item === null) return '';
      if (typeof item === 'string') return quote(item);
      if (typeof item === 'object') throw new JqError(`${described(item)} is not valid in a csv row`);
      return compact(item);
    })
    .join(separator);
}

function shellWord(value: Json): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", `'\\''`)}'`;
  if (value !== null && typeof value === 'object')
    throw new JqError(`${described(value)} can not be escaped for shell`);
  return compact(value);
}
