import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { demoPersonRef } from '@astrolabe/plugin-communities-common';
import { jobsServiceRef, JobsSlot } from '@astrolabe/plugin-workloads-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

const ADA = demoPersonRef('ada');
const request = {
  entityRef: 'aitool:default/scripted',
  variant: 'batch',
  values: { script: { text: 'echo well' } },
};

describe('what another room has run for a person who is away', () => {
  let portal: Portal;
  let jobs: JobsSlot;
  beforeEach(async () => {
    jobs = new JobsSlot();
    portal = await startWorkloads({
      features: [
        createServiceFactory({
          service: jobsServiceRef,
          deps: {},
          factory: () => jobs,
        }),
      ],
    });
  });
  afterEach(() => portal.stop());

  /** They were here once, by the front door. */
  const meet = (name: string) =>
    jobs.meet(mockCredentials.user(demoPersonRef(name)));

  const ends = (id: string) =>
    eventually(async () => {
      const job = await jobs.get(ADA, id);
      expect(job?.state).toBe('completed');
      return job!;
    });

  it('is a workload of theirs, once for each key, and no launch of the asset', async () => {
    await meet('ada');
    const key = crypto.randomUUID();
    const launch = () => jobs.launch(ADA, request, { key });
    const [one, other] = await Promise.all([launch(), launch()]);
    expect(other.id).toBe(one.id);
    await ends(one.id);
    expect((await launch()).id).toBe(one.id);
    const { body } = await portal.as('ada').get('/v1/workloads').expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ id: one.id, ownerRef: ADA }),
    ]);
    expect(portal.heard.launches).toEqual([]);
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-launch:succeeded',
      meta: expect.objectContaining({ inAbsenceOf: ADA }),
    });
  });

  it('has its files and its log read in the name of its owner alone', async () => {
    await meet('ada');
    const { id } = await jobs.launch(ADA, request, { key: 'a-key-of-ada' });
    await ends(id);
    const most = { maxBytes: 3, longest: 5 };
    const [grace, path] = [demoPersonRef('max'), 'one.txt'];
    const own = await jobs.artefact(ADA, { id, path }, most);
    expect(Buffer.from(own!).toString()).toBe('rst');
    expect(await jobs.artefact(ADA, { id, path: 'none' }, most)).toBe(
      undefined,
    );
    expect(
      await jobs.artefact(ADA, { id, path }, { ...most, longest: 4 }),
    ).toBe(undefined);
    expect(await jobs.artefact(grace, { id, path }, most)).toBe(undefined);
    expect(await jobs.get(grace, id)).toBe(undefined);
    expect(await jobs.log(grace, id, { maxBytes: 100 })).toBe('');
    await jobs.stop(grace, id);
  });

  it('is refused to whom it would be refused themselves', async () => {
    await meet('ada');
    const refused = jobs.launch(demoPersonRef('max'), request, { key: 'x' });
    await expect(refused).rejects.toMatchObject({ name: 'NotAllowedError' });
    const unknown = { ...request, entityRef: 'aitool:default/none' };
    const missing = jobs.launch(ADA, unknown, { key: 'another-key' });
    await expect(missing).rejects.toMatchObject({ code: 'ASSET_NOT_FOUND' });
  });
});
