import { describe, expect, it } from 'vitest';
import { fill } from './__testUtils__/fill';
import { judgedAssets, type JudgedAsset } from './__testUtils__/judgedAssets';
import { judgements } from './__testUtils__/judgements';

const index = fill(Object.entries(judgedAssets));
const found = (text: string) =>
  index.query({ text, limit: 10 }).items.map(({ name }) => name);

/** What one gains by the first ten, of what could be gained (nDCG@10). */
function gained(text: string, grades: Record<string, number>): number {
  const sum = (list: number[]) =>
    list
      .slice(0, 10)
      .reduce((all, grade, i) => all + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const best = Object.values(grades).sort((a, b) => b - a);
  return sum(found(text).map(name => grades[name] ?? 0)) / sum(best);
}

describe('what people ask for', () => {
  it('stands first, judged by 52 questions', () => {
    const scores = judgements.map(
      ([text, grades]) => [text, gained(text, grades)] as const,
    );
    const mean =
      scores.reduce((sum, [, score]) => sum + score, 0) / scores.length;
    const worst = scores.filter(([, score]) => score < 0.5);
    expect(worst).toEqual([]);
    expect(mean).toBeGreaterThan(0.95);
  });

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
