import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AssetDelta } from '@astrolabe/plugin-assets-node';
import { toRecord } from './ingest/toRecord';
import { checkManifestFile } from './manifests/checkManifest';
import { FilesSource } from './sources/files/FilesSource';

describe('the assets of this installation', () => {
  it('have no problems, and all that one sees of them is there in Spanish', async () => {
    const deltas: AssetDelta[] = [];
    await new FilesSource({
      roots: [path.resolve(__dirname, '../../../catalog-info')],
      everySeconds: 1,
    }).read({
      state: undefined,
      onPage: async delta => {
        deltas.push(delta);
      },
    });
    const [{ upserted, manifests = [] }] = deltas;
    expect(upserted.length).toBeGreaterThan(0);
    const ids = manifests.map(({ id }) => id);
    for (const file of manifests) {
      expect([file.id, checkManifestFile(file).problems]).toEqual([
        file.id,
        [],
      ]);
    }
    for (const file of upserted) {
      const { details } = toRecord(file, 'files');
      const where = file.origin.location;
      expect([where, details.problems]).toEqual([where, []]);
      const { manifest, translations } = details.spec;
      // What lacks a text is a problem; what has none at all is not.
      expect([where, Object.keys(translations ?? {})]).toEqual([where, ['es']]);
      if (typeof manifest === 'string') expect(ids).toContain(manifest);
    }
  });
});
