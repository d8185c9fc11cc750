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

it('a file is mended, or brought to the newest version, and what is left is said', async () => {
  const folder = await AssetFolder.create();
  const { api, base, stop } = await startAssets({ folder });
  const mend = async (more: object = {}) => {
    const content = '# Ours.\ntitle: 5\nkeywords: [sea]\nsources: {}\n';
    const asked = { content, kind: 'module', ...more };
    const { status, body } = await api.post(`${base}/mend`).send(asked);
    expect(status).toBe(200);
    return body;
  };
  try {
    const mended = await mend();
    expect(mended.content).toMatch(/^# Ours\.\n[^]*title: ["']5["']/);
    expect(mended.check.valid).toBe(false);
    const newest = await mend({ newest: true });
    expect(newest.from).toBe('1.0.0');
    expect(newest.content).toMatch(
      /^# Ours\.\n[^]*title: ["']5["']\ntags: \[sea\]/,
    );
    expect(newest.check.format).toMatch(/^2/);
  } finally {
    await stop();
    await folder.remove();
  }
});
