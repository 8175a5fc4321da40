#!/usr/bin/env node
// `packetwalk`, on a real machine.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { encodeOctets } from '../shell/octets.ts';

// What is imported from here on is compiled once, not at each start: two thirds of a short command's time.
enableCompileCache();
const { cli } = await import('./cli.ts');

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
