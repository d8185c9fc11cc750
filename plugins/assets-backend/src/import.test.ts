import { MAX_IMPORT_LENGTH } from '@astrolabe/plugin-assets-common';
import { expect, it } from 'vitest';
import { AssetFolder, startAssets } from './__testUtils__';

it('a document is read up to its length in letters, whatever they are', async () => {
  const folder = await AssetFolder.create();
  const { api, base, stop } = await startAssets({ folder });
  const card = '---\nlicense: mit\n---\n# Plankton\n\n';
  const read = (content: string) =>
    api.post(`${base}/import`).send({ content });
  try {
    const long = await read(card.padEnd(MAX_IMPORT_LENGTH, '海'));
    expect(long.status).toBe(200);
    expect(long.body.content).toContain('title: Plankton');
    const longer = await read(card.padEnd(MAX_IMPORT_LENGTH + 1, '海'));
    expect(longer.status).toBe(400);
    expect(longer.body.error.message).toContain(String(MAX_IMPORT_LENGTH));
  } finally {
    await stop();
    await folder.remove();
  }
});
