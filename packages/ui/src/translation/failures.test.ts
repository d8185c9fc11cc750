import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureTexts } from './failures';

const ROOT = path.resolve(__dirname, '../../../..');

/** All codes that a backend writes into an error. The gateway's own pages speak all languages themselves. */
function codesOfBackends(): string[] {
  const sources = globSync(
    [
      'plugins/*-backend/src/**/*.ts',
      'plugins/communities-common/src/**/*.ts',
      'packages/{http,sharing}/src/**/*.ts',
    ],
    { cwd: ROOT },
  ).filter(file => !/\.test\.ts$|__testUtils__|\/gateway\//.test(file));
  const codes = sources.flatMap(file =>
    [
      ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(
        /\bcode: '([A-Z][A-Z_]+)'/g,
      ),
    ].map(([, code]) => code),
  );
  return [...new Set(codes)].sort();
}

describe('the failures that have words in each language', () => {
  it('are all that the backends tell of, and no others', () => {
    expect(Object.keys(failureTexts).sort()).toEqual(codesOfBackends());
  });
});
