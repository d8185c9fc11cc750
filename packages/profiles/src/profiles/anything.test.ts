import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeAsset, profilesFor } from '..';
import { anyAsset, assetOf, everything, subject } from '../__testUtils__';

it('every standard has words for whatever people write', async () => {
  await fc.assert(
    fc.asyncProperty(anyAsset, async asset => {
      for (const profile of profilesFor(asset.kind)) {
        const [format] = profile.formats.slice(-1);
        const said = await describeAsset(subject(asset), { profile, format });
        expect(said.content).not.toMatch(/undefined|function Object|NaN/);
      }
    }),
    { numRuns: 40 },
  );
});

it('a word that programs know from elsewhere is one like any other', async () => {
  const word = 'constructor';
  const asset = assetOf('model', word, {
    ...everything,
    title: word,
    libraries: [word],
    distribution: { filesTotal: 1, files: [{ path: word }] },
  });
  for (const kind of ['model', 'dataset'] as const) {
    for (const profile of profilesFor(kind)) {
      for (const format of profile.formats) {
        const about = subject({ ...asset, kind });
        const { content } = await describeAsset(about, { profile, format });
        expect(content).toContain(word);
        expect(content).not.toContain('native code');
      }
    }
  }
});
