import { mockServices } from '@backstage/backend-test-utils';
import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditTrail } from './AuditTrail';

const entry = (outcome: AuditEntry['outcome'] = 'succeeded'): AuditEntry => ({
  id: uuid(),
  at: '2026-11-28T08:00:00.000Z',
  plugin: 'workloads',
  event: 'workload-stop',
  severity: 'medium',
  outcome,
});

/** A table that can be away. */
class Shelf {
  isAway = false;
  readonly kept = new Map<string, AuditEntry>();
  async append(entries: AuditEntry[]): Promise<void> {
    if (this.isAway) throw new Error('away');
    for (const each of entries) this.kept.set(each.id, each);
  }
}

describe('entries on their way', () => {
  const logger = mockServices.logger.mock();
  let shelf: Shelf;
  let trail: AuditTrail;

  beforeEach(() => {
    vi.useFakeTimers();
    logger.error.mockClear();
    shelf = new Shelf();
    trail = new AuditTrail({ logger });
    trail.connect(shelf);
  });

  afterEach(() => vi.useRealTimers());

  it('wait for the database when it is away, and say so', async () => {
    shelf.isAway = true;
    for (let n = 0; n < 500; n += 1) trail.open().note(entry());
    await trail.flush();
    expect(shelf.kept.size).toBe(0);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('500 entries wait, 0 are lost'),
      expect.anything(),
    );
    shelf.isAway = false;
    await trail.flush();
    expect(shelf.kept.size).toBe(500);
  });

  it('are one for what has an outcome soon, and begun for what has none', async () => {
    const soon = trail.open();
    soon.note(entry('started'));
    soon.note(entry('failed'));
    const late = trail.open();
    late.note(entry('started'));
    await trail.flush();
    const outcomes = () => [...shelf.kept.values()].map(each => each.outcome);
    expect(outcomes()).toEqual(['failed']);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(outcomes()).toEqual(['failed', 'started']);
    late.note(entry('succeeded'));
    await trail.flush();
    expect(outcomes()).toEqual(['failed', 'started', 'succeeded']);
  });

  it('beyond what can wait are counted, in the log and in the table', async () => {
    shelf.isAway = true;
    for (let n = 0; n < 20_007; n += 1) trail.open().note(entry());
    await trail.flush();
    shelf.isAway = false;
    await trail.flush();
    const lost = [...shelf.kept.values()].find(
      each => each.event === 'audit-entries-lost',
    );
    expect(lost?.meta).toEqual({ count: 7 });
    expect(shelf.kept.size).toBe(20_001);
    expect(logger.error).toHaveBeenLastCalledWith(
      '7 entries of the audit log are lost',
    );
  });

  it('are written when the portal ends, what is still open too, and what comes after', async () => {
    trail.open().note(entry());
    trail.open().note(entry('started'));
    await trail.stop();
    expect(shelf.kept.size).toBe(2);
    trail.open().note(entry());
    await trail.flush();
    expect(shelf.kept.size).toBe(3);
  });
});
