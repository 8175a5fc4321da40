#!/usr/bin/env node
// `packetwalk`, on a real machine.

import { readFileSync, writeFileSync } from 'node:fs';
import { cli } from './cli.ts';

const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';

process.exitCode = await cli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read: (path) => readFileSync(path, 'utf8'),
  write: (path, content) => writeFileSync(path, content),
  language: locale.startsWith('ko') ? 'ko' : 'en',
});
