import { afterAll, beforeAll } from 'vitest';
import { runsBatchJobs } from './nomadWork/runsBatchJobs.mts';
import { startSite, type Site } from './nomadWork/site.mts';
import { triesThings } from './nomadWork/triesThings.mts';
import { usesTheCommandLine } from './nomadWork/usesTheCommandLine.mts';
import { waitsForAGpu } from './nomadWork/waitsForAGpu.mts';

// What people do with a site of Nomad: one portal and one Nomad for all of it.
let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(() => site?.stop());

runsBatchJobs(() => site);
triesThings(() => site);
usesTheCommandLine(() => site);
waitsForAGpu(() => site);
