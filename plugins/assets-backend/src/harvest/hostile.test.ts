import { describe, expect, it } from 'vitest';
import { dependencyOf } from './dependencies';
import { fileReaders } from './files';

/** Of what patterns that go back and forth take hours for. */
const LONG = 100_000;

const hostile: [string, string, string][] = [
  ['blanks in a requirement', 'requirements.txt', `a${' '.repeat(LONG)}x`],
  ['extras without an end', 'requirements.txt', `a${'['.repeat(LONG)}`],
  ['blanks before a sign', 'setup.cfg', `[metadata]\na${' '.repeat(LONG)}x`],
  [
    'blanks in a requirement of it',
    'setup.cfg',
    `[metadata]\n[options]\ninstall_requires =\n  a${' '.repeat(LONG)}x`,
  ],
  [
    'addresses without an end',
    'pyproject.toml',
    `[tool.poetry]\nauthors = ["${'<'.repeat(LONG)}"]`,
  ],
  [
    'a requirement without an end',
    'pyproject.toml',
    `[project]\ndependencies = ["a${' '.repeat(LONG)}x"]`,
  ],
];

describe('a file that is made to be slow', () => {
  it.each(hostile)(
    'is read all the same: %s in %s',
    async (_what, path, text) => {
      const reader = fileReaders.find(each => each.path === path)!;
      expect(await reader.read(text)).toBeDefined();
    },
    // Which is thousands of times what it takes.
    10_000,
  );
});

describe('a requirement', () => {
  it.each([
    ['numpy', { name: 'numpy', purl: 'pkg:pypi/numpy' }],
    [
      '  Flask_Login [async, dotenv]  == 3.0.1 ; python_version > "3.8"  # why',
      {
        ...{ name: 'Flask_Login', version: '3.0.1' },
        purl: 'pkg:pypi/flask-login@3.0.1',
      },
    ],
    ['a (>=1,<2)', { name: 'a', version: '>=1,<2', purl: 'pkg:pypi/a' }],
    [
      'a==1.0 --hash=sha256:00',
      { name: 'a', version: '1.0', purl: 'pkg:pypi/a@1.0' },
    ],
    ['-r others.txt', undefined],
    ['# a comment', undefined],
    ['a @ https://example.org/a.whl', undefined],
    ['', undefined],
  ])('is %j', (line, dependency) => {
    expect(dependencyOf(line)).toEqual(dependency);
  });
});
