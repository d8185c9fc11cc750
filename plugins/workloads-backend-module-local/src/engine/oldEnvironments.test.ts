import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeEnvironment, npmLock } from '../__testUtils__/environmentRoot';
import { running, script, STAY } from '../__testUtils__/programs';
import { Local, until } from '../__testUtils__/useLocal';
import { tryLock } from '../folder/lock';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('an environment that was installed', () => {
  let local: Local;
  let config: Record<string, unknown>;

  beforeEach(() => {
    local = new Local({});
    const root = path.join(local.setup.folder, 'catalogue');
    mkdirSync(root);
    describeEnvironment(root, 'tools/empty', npmLock());
    config = { environmentRoots: [root] };
    local.reopen(config);
    return () => local.dispose();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is removed when nobody has used it for 30 days, and made again when somebody wants it', async () => {
    await used();
    unusedFor(29);
    local.reopen();
    expect(installed()).toHaveLength(1);
    unusedFor(31);
    local.reopen();
    expect(installed()).toEqual([]);
    await until(() => readdirSync(inData('trash')).length === 0);

    await used();
    expect(installed()).toHaveLength(1);
  });

  it('counts its days from its last use, not from its installation', async () => {
    await used();
    unusedFor(31);
    await used();
    local.reopen();
    expect(installed()).toHaveLength(1);
  });

  it('is kept for as long as the configuration says: 0 is for ever', async () => {
    await used();
    unusedFor(1000);
    local.reopen({ ...config, environments: { keepDays: 0 } });
    expect(installed()).toHaveLength(1);
    local.reopen({ ...config, environments: { keepDays: 1001 } });
    expect(installed()).toHaveLength(1);
    local.reopen({ ...config, environments: { keepDays: 999 } });
    expect(installed()).toEqual([]);
  });

  it('stays while a workload runs in it, however long ago that began, and its days count from then', async () => {
    const { probe, pid, engine } = local;
    const { id } = await probe.submit(inEnvironment(STAY));
    await pid(id);
    unusedFor(400);
    local.reopen();
    expect(installed()).toHaveLength(1);
    await engine.stop(id);
    await until(isFree);
    local.reopen();
    expect(installed()).toHaveLength(1);
  });

  it('stays while it is being installed, and goes when that broke off long ago', () => {
    const folder = path.join(
      inData('environments'),
      'tools-half-0123456789abcdef',
    );
    mkdirSync(folder, { recursive: true });
    const installing = tryLock(`${folder}.lock`)!;
    unusedFor(31);
    local.reopen();
    expect(installed()).toEqual([folder]);
    installing.release();
    unusedFor(31);
    local.reopen();
    expect(installed()).toEqual([]);
  });

  it('is no reason for the portal to end when somebody has removed all by hand', () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    local.reopen();
    rmSync(inData('environments'), { recursive: true });
    expect(() => vi.advanceTimersByTime(DAY_MS)).not.toThrow();
  });

  it('is looked at once a day, while the portal runs on', async () => {
    await used();
    vi.useFakeTimers({ toFake: ['setInterval'] });
    local.reopen();
    unusedFor(31);
    vi.advanceTimersByTime(DAY_MS - 1);
    expect(installed()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(installed()).toEqual([]);
  });

  /** A workload that uses it, from its beginning to its end. */
  async function used(): Promise<void> {
    const { probe } = local;
    const { id } = await probe.submit(inEnvironment(''));
    expect(await probe.settled(id)).toMatchObject({ state: 'completed' });
    await until(isFree);
  }

  /** Whether every supervisor has let go of it. */
  function isFree(): boolean {
    return installed().every(folder => {
      const lock = tryLock(`${folder}.lock`);
      lock?.release();
      return lock !== undefined;
    });
  }

  function unusedFor(days: number): void {
    const then = new Date(Date.now() - days * DAY_MS);
    for (const folder of installed()) utimesSync(`${folder}.lock`, then, then);
  }

  function installed(): string[] {
    return readdirSync(inData('environments'))
      .map(name => path.join(inData('environments'), name))
      .filter(file => statSync(file).isDirectory());
  }

  function inData(name: string): string {
    return path.join(local.setup.dataDirectory, name);
  }
});

function inEnvironment(code: string) {
  return running(
    script('', {
      environment: { kind: 'node', id: 'tools/empty' },
      command: ['node', '-e', code],
    }),
  );
}
