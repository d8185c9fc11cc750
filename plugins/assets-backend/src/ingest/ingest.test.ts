import { afterEach, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';
import { sourceModule, syntheticSource } from '../testUtils';

describe('a large source', () => {
  let folder: AssetFolder | undefined;
  afterEach(() => folder?.remove());

  it('is visible page by page, and answers while it is read', async () => {
    folder = await AssetFolder.create();
    const { api, base, stop } = await startAssets({
      folder,
      features: [sourceModule(syntheticSource(2_000))],
    });
    const total = async () => {
      const { body } = await api.get(`${base}/assets?limit=1`).expect(200);
      return body.totalItems as number;
    };
    const seen = new Set<number>();
    await eventually(async () => {
      seen.add(await total());
      expect(await total()).toBe(2_000);
    }, 60);
    expect(seen.size).toBeGreaterThan(2);
    const { body } = await api
      .get(`${base}/assets?text=plankton&libraries=PyTorch&libraries=Keras`)
      .expect(200);
    expect(body.totalItems).toBeGreaterThan(0);
    const values = body.facets.libraries.map((f: { value: string }) => f.value);
    expect(values).toContain('TensorFlow');
    await stop();
  }, 90_000);
});
