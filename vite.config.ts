import react from '@vitejs/plugin-react';
import { patchCssModules } from 'vite-css-modules';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [react(), patchCssModules({ generateSourceTypes: true })],
  build: { target: 'es2023', sourcemap: true },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
