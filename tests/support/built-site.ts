// Before the browser tests: builds the page once, as users get it, and serves it on a free port of localhost.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { chromiumPath, servePage } from './serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served; '' without a browser. */
    siteUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (chromiumPath === undefined) {
    project.provide('siteUrl', '');
    return async () => undefined;
  }
  const directory = mkdtempSync(join(tmpdir(), 'packetwalk-site-'));
  await buildSite(directory);
  const served = await servePage(directory);
  project.provide('siteUrl', served.url);
  return async () => {
    await served.close();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** Vitest sets NODE_ENV to `test`, which would build React for development. */
async function buildSite(outDir: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ build: { outDir, emptyOutDir: true, sourcemap: false }, logLevel: 'error' });
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
