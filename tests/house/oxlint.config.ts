// The linter's settings. Import directions come from layers.ts.

import { defineConfig, type OxlintOverride } from 'oxlint';
import { LAYERS, PACKAGES } from './layers.ts';

const everyFolder = LAYERS.map((layer) => layer.folder);

const directions = LAYERS.map(
  (layer): OxlintOverride => ({
    files: [`**/src/${layer.folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...everyFolder
              .filter((folder) => folder !== layer.folder && !layer.imports.includes(folder))
              .map((folder) => ({
                group: [`../${folder}/**`, `../../${folder}/**`, `../../../${folder}/**`],
                message: `src/${layer.folder} doesn't import src/${folder}: ${layer.why}.`,
              })),
            ...PACKAGES.filter(
              (rule) => !rule.allowedIn.some((place) => place.split('/')[0] === layer.folder),
            ).map((rule) => ({
              group: [rule.name, `${rule.name}/**`],
              message: `${rule.name}: ${rule.why}.`,
            })),
          ],
        },
      ],
    },
  }),
);

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'vitest', 'unicorn', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'off' },
  rules: {
    'no-shadow': 'off',
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-assertion': 'off', // brands: its fixes don't compile
    'typescript/no-unnecessary-type-conversion': 'off',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-non-null-assertion': 'error',
    'import/no-cycle': 'off',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'typescript/consistent-return': 'off', // exhaustive switches end in assertNever
    'jsx-a11y/prefer-tag-over-role': 'off',
    'react/react-in-jsx-scope': 'off',
    'typescript/unbound-method': 'off', // actions and journal cells are closures
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-useless-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'vitest/no-conditional-tests': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/expect-expect': 'off', // laws assert in functions of their own
  },
  overrides: [
    ...directions,
    {
      files: ['**/tests/**'],
      rules: {
        'no-console': 'off',
        'vitest/no-disabled-tests': 'off', // loud skips
        'vitest/valid-title': 'off',
        'vitest/valid-describe-callback': 'off',
      },
    },
    { files: ['**/oxlint.config.ts', '**/vite.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
