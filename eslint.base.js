/**
 * The walls and budgets of the house (docs/architecture.md), on top of
 * Backstage's own rules. Each package's .eslintrc.js calls this with its folder.
 */
const backstage = require('@backstage/cli/config/eslint-factory');
const jsxA11y = require('eslint-plugin-jsx-a11y');

const noShell = 'No shell: use spawn or execFile with an argument list.';

const testFiles = ['**/*.test.ts', '**/*.test.tsx', '**/testUtils/**'];

module.exports = dir => {
  const config = backstage(dir, {
    plugins: ['jsx-a11y'],
    restrictedSyntax: [
      {
        selector: 'Literal[value=/^(#[0-9a-fA-F]{3,8}|(rgb|hsl)a?[(].*[)])$/]',
        message:
          'Take colours from the theme, so that every community has its own.',
      },
      {
        selector: "CallExpression[callee.name='exec']",
        message: noShell,
      },
      {
        selector: "CallExpression[callee.name='execSync']",
        message: noShell,
      },
      {
        selector: "Property[key.name='shell'][value.value=true]",
        message: noShell,
      },
    ],
    rules: {
      ...jsxA11y.configs.recommended.rules,
      '@backstage/no-mixed-plugin-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-use-before-define': [
        'error',
        { functions: false, classes: false, typedefs: false },
      ],
      'max-lines': ['error', { max: 400, skipComments: true }],
      'max-params': ['error', 3],
      'max-lines-per-function': [
        'warn',
        { max: 80, skipBlankLines: true, skipComments: true },
      ],
      complexity: ['warn', 15],
      'no-console': 'error',
    },
  });
  config.overrides.push(
    {
      files: testFiles,
      rules: {
        'max-lines-per-function': 'off',
        'jest/no-export': 'off',
        'jest/expect-expect': 'off',
        'jest/no-conditional-expect': 'off',
        'jest/no-standalone-expect': 'off',
        'jest/valid-title': 'off',
        'jest/valid-expect': 'off',
        'jest/no-deprecated-functions': 'off',
      },
    },
    { files: ['**/generated/**'], rules: { 'max-lines': 'off' } },
  );
  return config;
};
