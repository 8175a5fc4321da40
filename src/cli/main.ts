#!/usr/bin/env node
// `packetwalk`, on a real machine.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeOctets } from '../shell/octets.ts';
import { cli } from './cli.ts';

const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';

process.exitCode = await cli(process.argv.slice(2), {
  out: (text) => process.stdout.write(encodeOctets(text)),
  err: (text) => process.stderr.write(encodeOctets(text)),
  read: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
  write: (path, content) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  },
  language: locale.startsWith('ko') ? 'ko' : 'en',
});
