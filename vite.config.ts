import react from '@vitejs/plugin-react';
import { patchCssModules } from 'vite-css-modules';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [react(), patchCssModules({ generateSourceTypes: true })],
  build: { target: 'es2023', sourcemap: true },
  test: {
    environment: 'node',
    testTimeout: 60_000,
    projects: [
      project('unit', ['tests/**/*.test.{ts,tsx}'], { exclude: ['tests/browser/**', 'tests/kernel/**'] }),
      project('kernel', ['tests/kernel/**/*.test.ts'], { sequence: { groupOrder: 1 } }),
      project('browser', ['tests/browser/**/*.test.ts'], {
        globalSetup: ['tests/support/built-site.ts'],
        // A condition that holds is seen at once; a busy machine may need long until it does.
        expect: { poll: { timeout: 30_000 } },
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});

/** Tests of one kind; the kinds run one after the other, so that the browser and the kernel have the machine to themselves. */
function project(
  name: string,
  include: string[],
  settings: Omit<TestProjectInlineConfiguration, 'extends'>['test'],
) {
  return { extends: true as const, test: { name, include, ...settings } };
}
