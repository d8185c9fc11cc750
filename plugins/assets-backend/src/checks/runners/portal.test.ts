import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withAdvice } from '@astrolabe/http';
import { pickVariant, type Manifest } from '@astrolabe/plugin-workloads-common';
import type { Job, JobsService } from '@astrolabe/plugin-workloads-node';
import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RunnerAwayError } from '../types';
import { repositoryOf } from './__testUtils__/RunnerBench';
import { PortalRunner } from './portal';

const run = {
  ...{ id: 'run-1', repository: repositoryOf({}), branch: 'main' },
  personRef: 'user:default/ada',
  commit: 'c'.repeat(40),
};

/** The workloads room, with one job in it. */
function runnerWith(
  job: Partial<Job> | undefined,
  files: Record<string, string | Error> = {},
) {
  const launched: unknown[] = [];
  const jobs: JobsService = {
    meet: async () => {},
    launch: async (...args) => {
      launched.push(args);
      if (files.launch instanceof Error) throw files.launch;
      return { id: 'job-1' } as Job;
    },
    async get() {
      if (files.get instanceof Error) throw files.get;
      return (
        job && {
          ...{ id: 'job-1', state: 'running', reason: 'It runs.' },
          ...{ changedAt: '2026-12-06T10:00:00.000Z', ...job },
        }
      );
    },
    async artefact(_owner, { path }, { maxBytes, longest }) {
      const file = files[path];
      if (file instanceof Error) throw file;
      return file === undefined || file.length > longest
        ? undefined
        : Buffer.from(file).subarray(-maxBytes);
    },
    async log() {
      if (files.log instanceof Error) throw files.log;
      return 'pip has failed';
    },
    async stop() {
      if (files.stop instanceof Error) throw files.stop;
    },
  };
  return { runner: new PortalRunner(jobs), launched };
}

const read = (...args: Parameters<typeof runnerWith>) =>
  runnerWith(...args).runner.read(run, 'job-1');
const told = (...checks: object[]) => ({
  'checks.json': JSON.stringify({ checks }),
});
const style = { name: 'style', status: 'passed', seconds: 2, log: 'style.log' };

describe('the checks that the portal runs itself', () => {
  it('are the checks of the manifest, of this commit, in the name of its owner, once', async () => {
    const { runner, launched } = runnerWith({});
    expect(await runner.start(run)).toBe('job-1');
    expect(launched).toEqual([
      [
        'user:default/ada',
        {
          ...{ entityRef: 'aimodule:default/leaves', variant: 'check' },
          values: {
            general: {
              title: 'Checks of leaves at ccccccc',
              revision: run.commit,
            },
          },
        },
        { key: 'run-1' },
      ],
    ]);
  });

  it('are what the shipped manifest offers, and its form takes', async () => {
    const file = resolve(
      __dirname,
      '../../../../../catalog-info/manifests/deepaas.yaml',
    );
    const manifest = parse(await readFile(file, 'utf8')) as Manifest;
    const { general } = pickVariant(manifest, 'check')!.form.properties as {
      general: { properties: Record<string, { maxLength: number }> };
    };
    const { title, revision } = general.properties;
    expect(title.maxLength).toBeGreaterThanOrEqual(80);
    expect(revision.maxLength).toBeGreaterThanOrEqual(40);
  });

  it('take what is launched without an account alone', async () => {
    const { runner } = runnerWith({});
    const takes = (to: object) => runner.takes(repositoryOf(to));
    expect(await takes({})).toBe(true);
    expect(await takes({ visibility: 'private' })).toBe(false);
    expect(await takes({ trouble: 'gone' })).toBe(false);
    expect(await takes({ trouble: 'away' })).toBe(true);
  });

  it('say how far they are, and what came of them', async () => {
    const waits = await read({ state: 'queued', reason: 'No room.' });
    expect(waits).toMatchObject({ state: 'queued', reason: 'No room.' });
    const half = await read({ state: 'running' }, told(style));
    expect(half).toMatchObject({ state: 'running', workloadId: 'job-1' });
    expect(half.checks).toEqual([
      { name: 'style', status: 'passed', seconds: 2, hasLog: true },
    ]);
    const failed = { ...style, name: 'api', status: 'failed', reason: '500' };
    const passed = await read({ state: 'completed' }, told(style));
    expect(passed).toMatchObject({
      state: 'passed',
      endedAt: expect.any(String),
    });
    const ended = await read({ state: 'failed' }, told(style, failed));
    expect(ended).toMatchObject({
      state: 'failed',
      checks: [{}, { reason: '500' }],
    });
    expect(await read({ state: 'stopped' })).toMatchObject({
      state: 'stopped',
    });
    expect(await read(undefined)).toMatchObject({ state: 'stopped' });
  });

  it('are said to have failed where they came to none, with the log of all', async () => {
    const { runner } = runnerWith({ state: 'failed', reason: 'Exit code 1.' });
    const { state, checks } = await runner.read(run, 'job-1');
    expect([state, checks]).toEqual([
      'failed',
      [
        {
          ...{ name: 'begin', status: 'failed', hasLog: true },
          reason: 'Exit code 1.',
        },
      ],
    ]);
    const asked = { reference: 'job-1', check: 'begin', maxBytes: 100 };
    expect(await runner.log(run, asked)).toBe('pip has failed');
  });

  it.each([
    ['no JSON', '{"checks": ['],
    ['another shape', '{"checks": {"style": true}}'],
    ['too much', JSON.stringify({ checks: Array(101).fill(style) })],
    ['a path out', JSON.stringify({ checks: [{ ...style, log: '../../x' }] })],
    ['a folder', JSON.stringify({ checks: [{ ...style, log: '.' }] })],
    ['the one above', JSON.stringify({ checks: [{ ...style, log: '..' }] })],
    [
      'more than is read',
      `${' '.repeat(256 * 1024)}${JSON.stringify({ checks: [style] })}`,
    ],
    [
      'a name of nothing',
      JSON.stringify({ checks: [{ ...style, name: 'a\0' }] }),
    ],
    [
      'a state of its own',
      JSON.stringify({ checks: [{ ...style, status: 'ok' }] }),
    ],
  ])('believe a module nothing that says %s', async (_what, text) => {
    const report = await read({ state: 'completed' }, { 'checks.json': text });
    expect(report).toMatchObject({
      state: 'failed',
      checks: [{ name: 'begin' }],
    });
  });

  it('cut what a module says to a length, and name each check once', async () => {
    const long = { ...style, status: 'failed', reason: 'x'.repeat(10_000) };
    const report = await read({ state: 'failed' }, told(long, style));
    expect(report.checks).toHaveLength(1);
    expect(report.checks[0].reason).toHaveLength(500);
  });

  it('have logs by the name of the check, and by no path', async () => {
    const { runner } = runnerWith(
      {},
      { ...told(style), 'style.log': 'line 1\nline 2' },
    );
    const log = (check: string) =>
      runner.log(run, { reference: 'job-1', check, maxBytes: 6 });
    expect(await log('style')).toBe('line 2');
    expect(await log('style.log')).toBeUndefined();
    expect(await log('../checks.json')).toBeUndefined();
  });

  it('wait where the person has no room or nobody answers, and fail elsewhere', async () => {
    const full = withAdvice(new NotAllowedError('2 of 2 in use'), {
      ...{ code: 'QUOTA_EXCEEDED', nextStep: 'Stop one.' },
    });
    const start = (launch: Error) =>
      runnerWith({}, { launch }).runner.start(run);
    const waiting = await start(full).catch(error => error);
    expect(waiting).toBeInstanceOf(RunnerAwayError);
    expect(waiting.message).toBe('2 of 2 in use. Stop one.');
    const away = new ServiceUnavailableError('assets are away');
    await expect(start(away)).rejects.toBeInstanceOf(RunnerAwayError);
    const odd = new ConflictError('says nothing about how to launch it');
    await expect(start(odd)).rejects.toBe(odd);
  });

  it('are asked again whatever of them was not told, since the engine is away', async () => {
    const away = new ServiceUnavailableError("The engine 'a' does not answer");
    const at = { reference: 'job-1', maxBytes: 100 };
    const { runner } = runnerWith(
      {},
      { ...told(style), 'style.log': away, log: away, stop: away },
    );
    for (const answer of [
      read({}, { get: away }),
      read({}, { 'checks.json': away }),
      runner.log(run, { ...at, check: 'begin' }),
      runner.log(run, { ...at, check: 'style' }),
      runner.file(run, { ...at, path: 'style.log' }),
      runner.stop(run, 'job-1'),
    ]) {
      await expect(answer).rejects.toBeInstanceOf(RunnerAwayError);
    }
  });

  it('leave a file whole or not at all', async () => {
    const { runner } = runnerWith({}, { 'sbom.cdx.json': '{"bomFormat": 1}' });
    const file = (maxBytes: number) =>
      runner.file(run, { reference: 'job-1', path: 'sbom.cdx.json', maxBytes });
    expect(await file(16)).toBe('{"bomFormat": 1}');
    expect(await file(15)).toBe(undefined);
  });
});
