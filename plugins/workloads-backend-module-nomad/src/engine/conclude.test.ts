import { describe, expect, it } from 'vitest';
import type { NomadAllocation, NomadJob } from '../client/types';
import type { JobDocument } from '../job/document';
import type { JobView } from '../region/Mirror';
import { conclusionOf } from './conclude';

/** A batch job whose program ended with 3. */
function ended(StartedAt: string | null): JobView {
  const Events = [{ Type: 'Terminated', ExitCode: 3, Time: 2 }];
  const main = { State: 'dead', Failed: true, Restarts: 0, StartedAt, Events };
  return {
    document: {
      kind: 'batch',
      tasks: ['main'],
      memoryBytes: { main: 1 },
    } as Partial<JobDocument> as JobDocument,
    job: { ID: 'j', JobModifyIndex: 11 } as NomadJob,
    allocations: [
      {
        DesiredStatus: 'run',
        ClientStatus: 'failed',
        CreateIndex: 12,
        TaskStates: { main },
      } as unknown as NomadAllocation,
    ],
    isNodeLost: false,
  };
}

/** Ends it; its log is read as these texts, one after the other, and as the last from then on. */
async function end(view: JobView, tails: string[]) {
  let reads = 0;
  const { reason } = await conclusionOf(view, {
    pending: 'failed',
    readTail: async () => tails[Math.min(reads++, tails.length - 1)],
  });
  return { evidence: reason.evidence, reads };
}

const began = ended('2026-01-01T00:00:00Z');

describe('what a program said last, when it has failed', () => {
  it('is told though Nomad writes it late', async () => {
    const late = ['', 'something went wrong'];
    for (const tails of [late, ['begins', `begins\n${late[1]}`]]) {
      const { evidence } = await end(began, tails);
      expect(evidence).toBe(`exit code 3\n${tails[1]}`);
    }
  });

  it('is not waited for without end: it may have been silent', async () => {
    const { evidence, reads } = await end(began, ['']);
    expect(evidence).toBe('exit code 3');
    expect(reads).toBeGreaterThan(1);
  });

  it('is not asked for when it never began', async () => {
    expect(await end(ended(null), ['of another'])).toMatchObject({ reads: 0 });
  });
});
