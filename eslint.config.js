// @ts-check
const { defineConfig, globalIgnores } = require('eslint/config');
const tseslint = require('typescript-eslint');
const prettier = require('eslint-config-prettier');

/** One way to write what could be written in several. */
const DIALECT = [
  {
    selector: ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"])[accessibility="private"]',
    message: 'Private members are written #name; parameters of constructors may be `private readonly`.',
  },
  {
    selector: 'TSInterfaceBody > TSPropertySignature[readonly!=true]',
    message: 'Properties of interfaces are readonly; say why where one is not.',
  },
  ...['Program', 'Program > ExportNamedDeclaration'].map((parent) => ({
    selector: `${parent} > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression[body.type="BlockStatement"]`,
    message: 'What has statements is declared by `function`; `const … =>` is for an expression.',
  })),
  {
    // TypeORM's types allow these three in the other form only.
    selector:
      'CallExpression[callee.name="Column"] > ObjectExpression:first-child:not(:has(> Property[key.name=/^(precision|insert|update)$/])):has(> Property[key.name="type"])',
    message: "Write @Column('text', { … }).",
  },
  {
    selector:
      'CallExpression[callee.property.name=/^toBe(Less|Greater)Than/]:has(CallExpression[callee.object.name="performance"])',
    message: 'No test asserts how long something took; bench/ prints ratios.',
  },
];

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
      'no-restricted-syntax': ['error', ...DIALECT],
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
