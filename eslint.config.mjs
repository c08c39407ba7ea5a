import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', '.data', '.tmp', 'node_modules'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // Rule tests load what they find; CommonJS is what the house is built as.
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
