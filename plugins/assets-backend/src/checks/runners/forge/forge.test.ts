import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { describe, expect, it, vi } from 'vitest';
import type { RunReport } from '../../types';
import { repositoryOf } from '../__testUtils__/RunnerBench';
import { ForgeRunner } from '.';
import { reportOf } from './reportOf';
import type { ForgeCheck, ForgeChecks } from './types';

const client = new GuardedClient(new NetworkGuard({ anything: true }));

describe('the CI of a forge', () => {
  const commit = '1'.repeat(40);
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const read = async (
    found: Partial<ForgeChecks>,
    from = since,
  ): Promise<RunReport> => reportOf({ checks: [], ...found }, from);
  const check = (to: Partial<ForgeCheck>): ForgeCheck => ({
    ...{ name: 'test', status: 'passed', ...to },
  });

  it('is waited for, and then said to have checked nothing', async () => {
    const now = new Date().toISOString();
    expect(await read({}, now)).toMatchObject({ state: 'queued' });
    expect(await read({})).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/not checked/) },
    });
  });

  const running = check({ status: 'running' });
  const failed = check({ status: 'failed', isOptional: true });
  const stopped = check({ status: 'skipped', isStopped: true });
  const justNow = check({ endedAt: new Date().toISOString() });
  it.each<[string, Partial<ForgeChecks>, string]>([
    ['a job waits for others', { checks: [check({})], isOn: true }, 'running'],
    ['one still runs', { checks: [check({}), running] }, 'running'],
    ['none has begun', { checks: [check({ status: 'queued' })] }, 'queued'],
    ['one may fail', { checks: [check({}), failed] }, 'passed'],
    ['one was stopped', { checks: [check({}), stopped] }, 'stopped'],
    ['all are left out', { checks: [check({ status: 'skipped' })] }, 'unclear'],
    ['one has ended just now', { checks: [justNow] }, 'running'],
  ])('when %s', async (_, found, state) => {
    expect(await read(found)).toMatchObject({ state });
  });

  it('ends where a clock is ahead, and where nothing ever comes', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const checks = [check({ endedAt: ahead })];
    expect(await read({ checks })).toMatchObject({ state: 'passed' });
    const waits = { checks: [running] };
    expect(await read(waits)).toMatchObject({ state: 'running' });
    expect(await read(waits, new Date(0).toISOString())).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/within a day/) },
    });
  });

  it('tells times in UTC, whatever zone a forge is in, and none that is none', async () => {
    const times = ['2026-03-01T00:30:00+01:00', '2026-02-28T23:45:00Z', 'x'];
    const checks = times.map(time => check({ startedAt: time, endedAt: time }));
    checks.push(check({ startedAt: '1970-01-01T01:00:00+01:00' }));
    expect(await read({ checks })).toMatchObject({
      startedAt: '2026-02-28T23:30:00.000Z',
      endedAt: '2026-02-28T23:45:00.000Z',
    });
  });

  it('names two checks of one name apart, and leads to pages alone', async () => {
    // eslint-disable-next-line no-script-url
    const url = 'javascript:alert(1)';
    const page = 'https://ci.example/1';
    const { checks } = await read({
      checks: [check({ url }), check({ url: page, status: 'failed' })],
    });
    expect(checks).toMatchObject([
      { name: 'test', url: undefined },
      { name: 'test (2)', url: page },
    ]);
  });

  it('says that it is linked no more, and nothing in the name of others', async () => {
    const accessOf = vi.fn(async () => undefined);
    const runner = new ForgeRunner({ client, accessOf });
    const repository = repositoryOf({});
    const { personRef } = repository;
    const run = { id: 'a', repository, branch: 'main', commit, personRef };
    expect(await runner.takes(repository)).toBe(false);
    expect(await runner.read(run, since)).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/linked no more/) },
    });
    expect(accessOf.mock.calls).toContainEqual(['user:default/ada', 'hub']);
  });
});
