import { describe, expect, it } from 'vitest';
import type { NomadAllocation, NomadJob } from '../client/types';
import type { JobDocument } from '../job/document';
import { observe } from './observe';

const document = {
  workloadId: 'w',
  generation: 1,
  slug: 'corals',
  tasks: ['main'],
  endpoints: [],
} as Partial<JobDocument> as JobDocument;

/** One that had to leave its node. */
const gone = {
  ID: 'a',
  NodeName: 'n1',
  DesiredStatus: 'stop',
  DesiredDescription: 'alloc is being migrated',
  ClientStatus: 'complete',
  CreateIndex: 12,
} as Partial<NomadAllocation> as NomadAllocation;

const seen = (Status: string) =>
  observe(
    {
      document,
      job: { ID: 'j', Status, JobModifyIndex: 11 } as NomadJob,
      allocations: [gone],
      isNodeLost: false,
    },
    { endpointBase: 'http://apps.localhost', whyItWaits: () => undefined },
  );

describe('a workload whose node was emptied', () => {
  it('is moved as long as Nomad looks for another node', () => {
    const { state, reason } = seen('pending');
    expect(state).toBe('starting');
    expect(reason).toMatchObject({
      text: 'restarting.moved',
      nextStep: undefined,
    });
  });

  it('is to be restarted by hand where Nomad takes it for done', () => {
    const { state, reason } = seen('dead');
    expect(state).toBe('lost');
    expect(reason).toMatchObject({
      text: 'node-lost.emptied',
      evidence: 'alloc is being migrated',
      nextStep: expect.stringContaining('Restart it'),
    });
  });
});
