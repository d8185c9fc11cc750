/**
 * The walls and budgets of the house (docs/architecture.md), on top of
 * Backstage's own rules. Each package's .eslintrc.js calls this.
 */

module.exports = dir => {
  const base = require('@backstage/cli/config/eslint-factory')(dir);
  return {
    ...base,
    plugins: [...(base.plugins ?? []), 'jsx-a11y'],
    rules: {
      ...base.rules,
      '@backstage/no-mixed-plugin-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 400, skipComments: true }],
      'max-params': ['error', 3],
      'max-lines-per-function': [
        'warn',
        { max: 60, skipBlankLines: true, skipComments: true },
      ],
      complexity: ['warn', 15],
      'no-console': 'error',
      'no-restricted-syntax': [
        ...(base.rules?.['no-restricted-syntax'] ?? ['error']),
        {
          selector:
            'Literal[value=/^(#[0-9a-fA-F]{3,8}|(rgb|hsl)a?\\(.*\\))$/]',
          message:
            'Take colours from the theme, so that every community has its own.',
        },
        {
          selector:
            "CallExpression[callee.name='exec'], CallExpression[callee.name='execSync']",
          message: 'No shell: use spawn or execFile with an argument list.',
        },
        {
          selector: "Property[key.name='shell'][value.value=true]",
          message: 'No shell: use spawn or execFile with an argument list.',
        },
      ],
      ...require('eslint-plugin-jsx-a11y').configs.recommended.rules,
    },
    overrides: [
      ...(base.overrides ?? []),
      {
        files: ['**/*.test.ts', '**/*.test.tsx', '**/testUtils/**'],
        rules: {
          'max-lines-per-function': 'off',
          'jest/no-export': 'off',
          'jest/expect-expect': 'off',
          'jest/no-conditional-expect': 'off',
          'jest/valid-title': 'off',
          'jest/valid-expect': 'off',
          'jest/no-standalone-expect': 'off',
          'jest/no-deprecated-functions': 'off',
        },
      },
      {
        files: ['**/generated/**'],
        rules: { 'max-lines': 'off' },
      },
    ],
  };
};
