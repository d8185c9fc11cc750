import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultRun } from '../__testUtils__/faults/FaultRun';

const {
  BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING: postgres,
  // For `scripts/bench/run.mjs faults`.
  ASTROLABE_FAULT_WORKLOADS: workloads = '200',
  ASTROLABE_FAULT_SEED: seed = '7',
  ASTROLABE_FAULT_REPORT: report,
} = process.env;

let run: FaultRun | undefined;

beforeEach(async () => {
  run = await FaultRun.begin({ postgres: postgres!, seed: Number(seed) });
});

afterEach(() => run?.dispose());

describe(`${workloads} workloads of two portals, while everything breaks`, () => {
  it('come to what was wished for: none lost, none doubled, none left over', async () => {
    const found = await run!.run(Number(workloads));
    if (report) await writeFile(report, JSON.stringify(found));
    // The end of a long log shows the message alone.
    expect(found, JSON.stringify(found)).toMatchObject({
      lost: [],
      doubled: [],
      orphans: [],
    });
    expect(Object.values(found.faults), 'Each fault came').not.toContain(0);
  });
});
