// @ts-check
const { defineConfig, globalIgnores } = require('eslint/config');
const tseslint = require('typescript-eslint');
const prettier = require('eslint-config-prettier');

module.exports = defineConfig(
  globalIgnores(['**/dist/', '**/.data/', '**/node_modules/', '**/*.cjs', '**/*.js', '**/*.mjs']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // Resolver classes, entities and migrations are classes because type-graphql and TypeORM read them.
      '@typescript-eslint/no-extraneous-class': 'off',
      // `${port}` is clear; only objects print as rubbish.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // One reader of the environment per service (DESIGN: configuration is parsed in one place).
    files: ['packages/**/*.ts', 'subgraphs/**/*.ts', 'gateway/**/*.ts', 'local/**/*.ts'],
    ignores: ['**/config.ts', '**/main.ts', '**/*.test.ts', '**/test/**', '**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts and main.ts read the environment.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
