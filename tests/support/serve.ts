// A Chromium to drive and a server for a built page: what the browser tests and the page's bench share.

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';
import { preview } from 'vite';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Nothing of the browser's own reaches for a network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the browser is, or undefined if there is none. CHROMIUM_PATH names another one. */
export const chromiumPath = PLACES.find((place) => place !== undefined && existsSync(place));

export async function launchBrowser(): Promise<Browser | undefined> {
  return chromiumPath === undefined
    ? undefined
    : chromium.launch({ executablePath: chromiumPath, args: ARGS });
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a built page from `directory` on a free port of localhost. */
export async function servePage(directory: string): Promise<Served> {
  const server = await preview({
    build: { outDir: directory },
    preview: { port: 0, host: '127.0.0.1', open: false },
    logLevel: 'silent',
  });
  const address = server.httpServer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
