import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import { describe, expect, it } from 'vitest';
import { toRecord } from '../ingest/toRecord';
import { fill } from './__testUtils__/fill';
import { judgedAssets, type JudgedAsset } from './__testUtils__/judgedAssets';
import { judgements } from './__testUtils__/judgements';
import { realJudgements } from './__testUtils__/realJudgements';
import { AssetIndex } from './AssetIndex';

const real = path.resolve(__dirname, '../../../../../shared/data/ai4-metadata');

const index = fill(Object.entries(judgedAssets));
const found = (text: string) =>
  index.query({ text, limit: 10 }).items.map(({ name }) => name);

/** What one gains by the first ten, of what could be gained (nDCG@10). */
function gained(names: string[], grades: Record<string, number>): number {
  const sum = (list: number[]) =>
    list
      .slice(0, 10)
      .reduce((all, grade, i) => all + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const best = Object.values(grades).sort((a, b) => b - a);
  return sum(names.map(name => grades[name] ?? 0)) / sum(best);
}

/** What all questions gain together, and those that gain little. */
function judge(
  questions: [string, Record<string, number>][],
  ask: (text: string) => string[],
) {
  const scores = questions.map(
    ([text, grades]) => [text, gained(ask(text), grades)] as const,
  );
  const sum = scores.reduce((all, [, score]) => all + score, 0);
  const worst = scores.filter(([, score]) => score < 0.5);
  return { mean: sum / scores.length, worst };
}

describe('what people ask for', () => {
  it('stands first, judged by 52 questions', () => {
    const { mean, worst } = judge(judgements, found);
    expect(worst).toEqual([]);
    expect(mean).toBeGreaterThan(0.95);
  });

  it.skipIf(!existsSync(real))(
    'stands first among published modules, judged by 30 questions (skipped where their files are not beside the checkout)',
    () => {
      const published = new AssetIndex();
      for (const [seq, file] of readdirSync(real).entries()) {
        const name = assetNameOf(path.basename(file, '.yml'));
        const content = readFileSync(path.join(real, file), 'utf8');
        const record = toRecord(
          { kind: 'module', name, content, origin: { location: '' } },
          'real',
        );
        published.put({
          ...{ kind: 'module', name, source: 'real', seq, removed: false },
          ...{ launches: 0, indexed: record.indexed },
        });
      }
      const { mean, worst } = judge(realJudgements, text =>
        published.query({ text, limit: 10 }).items.map(({ name }) => name),
      );
      // A thunderstorm is no weather to who only knows words.
      expect(worst).toEqual([['weather radar', 0]]);
      expect(mean).toBeGreaterThan(0.9);
    },
  );

  it('is nothing when nobody means it', () => {
    expect(found('quantum chemistry')).toEqual([]);
    expect(found('fist')).toEqual([]);
    // Of what is found, all have the word.
    expect(found('coral')).toEqual([]);
  });

  it('stands higher the more it is launched, where words say the same', () => {
    const twins: JudgedAsset = {
      title: 'Wave heights',
      summary: 'Of the sea.',
    };
    const two = fill([
      ['a', twins],
      ['b', { ...twins, launches: 5 }],
    ]);
    const names = two.query({ text: 'wave' }).items.map(({ name }) => name);
    expect(names).toEqual(['b', 'a']);
  });

  it('is not hidden by what is launched often and hardly about it', () => {
    expect(found('detection')[0]).not.toBe('jupyter');
    const little = fill([
      [
        'famous',
        { title: 'Anything', summary: 'Also waves.', launches: 10_000 },
      ],
      ['right', { title: 'Waves', summary: 'Their heights.' }],
    ]);
    expect(little.query({ text: 'waves' }).items[0].name).toBe('right');
  });
});
