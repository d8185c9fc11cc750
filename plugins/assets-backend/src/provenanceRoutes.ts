import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import type { Addresses } from './descriptions';
import type { Provenance } from './provenance';
import type { CallerOptions } from './service/types';

/** What was done with assets, for other graphs to take in. */
export function addProvenanceRoutes(
  routes: express.Router,
  options: {
    addresses: Addresses;
    provenance: Provenance;
    caller(req: express.Request): Promise<CallerOptions>;
  },
): void {
  const { addresses, caller, provenance } = options;
  routes.get('/v1/assets/:kind/:name/provenance', async (req, res) => {
    const name = { kind: req.params.kind as AssetKind, name: req.params.name };
    const by = await caller(req);
    const text = await provenance.describe(name, addresses, by);
    res.set('x-content-type-options', 'nosniff');
    res.type('application/ld+json').send(text);
  });
}
