import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { createShelf, put } from '../assets';
import { startWorkloads, type Portal } from '../startWorkloads';
import { Desk } from './Desk';
import { DoiProxy } from './DoiProxy';
import { reader } from './reader';
import { Repository } from './Repository';

const WITHIN_MS = 120_000;

/**
 * What the side task of datasets does on a real engine, behind the portal's door.
 *
 * @param address of this machine, as programs of the engine reach it
 */
export function itFetchesDatasets({
  engine,
  address,
}: {
  engine: () => WorkloadEngine;
  address: string;
}): void {
  let repository: Repository;
  let proxy: DoiProxy;
  let portal: Portal;
  let desk: Desk;

  beforeAll(async () => {
    repository = await Repository.start(address);
    proxy = await DoiProxy.start(address);
    proxy.pages['10.5072/fk2/corals'] = repository.page();
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    const { config } = proxy;
    portal = await startWorkloads({ engine: engine() as never, shelf, config });
    desk = new Desk(portal);
  });

  afterAll(async () => {
    await portal?.stopPortal();
    await proxy?.stop();
    await repository?.stop();
  });

  it(
    'is fetched by its DOI before the program starts, by way of the proxy of the site',
    async () => {
      const ended = await desk.ended({ datasets: ['10.5072/FK2/CORALS'] });
      const { state, reason } = ended;
      expect([state, reason.evidence]).toEqual(['completed', undefined]);
      expect(await desk.said(ended)).toEqual({
        '10.5072_fk2_corals/corals.csv': repository.files['corals.csv'],
        '10.5072_fk2_corals/read me.txt': repository.files['read me.txt'],
      });
      expect(proxy.connected).toContain('doi.org:443');
      expect(await desk.log(ended, 'datasets')).toMatch(
        /2 files, 36 B.*\n.*corals\.csv, 19 B\n.*\n.*is there, whole/,
      );
    },
    WITHIN_MS,
  );

  it(
    'ends the workload when it cannot be had, and says of which why and what to do',
    async () => {
      const missing = repository.page('doi:10.5072/FK2/REEFS');
      const ended = await desk.ended({
        datasets: [repository.page(), missing],
      });
      expect(ended).toMatchObject({
        state: 'failed',
        reason: {
          code: 'dataset-failed',
          evidence: expect.stringMatching(/✖ .*REEFS \(404\)\. Compare it/),
          nextStep: expect.stringContaining("'datasets'"),
        },
      });
      expect(await desk.log(ended, 'reader')).toBe('');
    },
    WITHIN_MS,
  );
}
