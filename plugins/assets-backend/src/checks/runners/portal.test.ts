import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withAdvice } from '@astrolabe/http';
import { pickVariant, type Manifest } from '@astrolabe/plugin-workloads-common';
import type { Job, JobsService } from '@astrolabe/plugin-workloads-node';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ForgeError, type Forge, type Place } from '../../forges';
import { MetadataCheck } from '../MetadataCheck';
import { RunnerAwayError } from '../types';
import { repositoryOf } from './__testUtils__/RunnerBench';
import { PortalRunner } from './portal';

const run = {
  ...{ id: 'run-1', repository: repositoryOf({}), branch: 'main' },
  personRef: 'user:default/ada',
  commit: 'c'.repeat(40),
};

/** What its ai4-metadata.yml is at the commit. */
const VALID = `metadata_version: 2.3.0
title: Leaves
summary: Counts leaves.
description: Counts the leaves of a plant.
dates: { created: '2026-11-29', updated: '2026-11-29' }
links: { source_code: 'https://forge.example/ada/leaves' }
tags: [leaves]
tasks: [Classification]
categories: [AI4 inference]
libraries: [Scikit-learn]
data-type: [Tabular]
`;

/** A forge that has one file, or cannot be read. */
const forgeWith = (content: string | undefined | Error) =>
  ({
    pages: 'https://forge.example',
    findById: async () => ({ owner: 'ada', name: 'leaves' }),
    async read(_place: Place, path: string, at: string) {
      if (content instanceof Error) throw content;
      return path === 'ai4-metadata.yml' && at === run.commit
        ? content
        : undefined;
    },
  } as unknown as Forge);

/** The workloads room, with one job in it. */
function runnerWith(
  job: Partial<Job> | undefined,
  files: Record<string, string | Error> = {},
  forge: Forge | undefined = forgeWith(VALID),
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
  const metadata = new MetadataCheck(async () => forge);
  return { runner: new PortalRunner(jobs, metadata), launched };
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

  it('have the room that its metadata speak of, or what there is for everybody', async () => {
    const needs = (inference: string) => ({
      ...run,
      repository: repositoryOf({
        content: `${VALID}resources: { inference: { ${inference} } }\n`,
      }),
    });
    const large = needs('memory_MB: 4096, storage_MB: 3072');
    const { runner, launched } = runnerWith({});
    await runner.start(large);
    await runner.start(needs('memory_MB: 1024, storage_MB: 512'));
    await runner.start(needs('memory_MB: 1024000, storage_MB: 1024000'));
    const wished = (calls: unknown[]) =>
      (calls as [string, { values: object }][]).map(([, { values }]) => ({
        ...{ ...values, general: undefined },
      }));
    expect(wished(launched)).toEqual([
      { hardware: { memory: 4 }, storage: { disk: 17 } },
      {},
      { hardware: { memory: 16 }, storage: { disk: 64 } },
    ]);
    const no = (code: string) =>
      withAdvice(new NotAllowedError(code), { code, nextStep: 'Ask.' });
    const calls = async (launch: Error) => {
      const refusing = runnerWith({}, { launch });
      await refusing.runner.start(large).catch(() => {});
      return wished(refusing.launched);
    };
    const [room] = wished(launched);
    for (const never of [new InputError('disk'), no('QUOTA_TOO_SMALL')]) {
      expect(await calls(never)).toEqual([room, {}]);
    }
    const away = new ServiceUnavailableError('Away');
    for (const passing of [no('QUOTA_EXCEEDED'), away]) {
      expect(await calls(passing)).toEqual([room]);
    }
  });

  it('are what the shipped manifest offers, and its form takes', async () => {
    const file = resolve(
      __dirname,
      '../../../../../catalog-info/manifests/deepaas.yaml',
    );
    const manifest = parse(await readFile(file, 'utf8')) as Manifest;
    const { general, hardware, storage } = pickVariant(manifest, 'check')!.form
      .properties as Record<
      string,
      { properties: Record<string, Record<string, number>> }
    >;
    expect(hardware.properties.memory).toMatchObject({ default: 2 });
    expect(storage.properties.disk).toMatchObject({ default: 5 });
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
      checks: [{}, { reason: '500' }, { name: 'metadata', status: 'passed' }],
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
        { name: 'metadata', status: 'passed', hasLog: true },
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
      checks: [{ name: 'begin' }, { name: 'metadata' }],
    });
  });

  it('have not passed where all of them were skipped, and say so', async () => {
    const skipped = { name: 'style', status: 'skipped', reason: 'no Python' };
    expect(await read({ state: 'completed' }, told(skipped))).toMatchObject({
      state: 'unclear',
      reason: 'All of its checks were skipped.',
      checks: [skipped, { name: 'metadata', status: 'passed' }],
    });
  });

  it('hold its metadata at that commit against the validator of the portal', async () => {
    const text = VALID.replace('title: Leaves', 'titel: Leaves').replace(
      'Scikit-learn',
      'Skikit',
    );
    const { runner } = runnerWith(
      { state: 'completed' },
      told(style),
      forgeWith(text),
    );
    const { state, checks } = await runner.read(run, 'job-1');
    expect([state, checks.length]).toEqual(['failed', 2]);
    expect(checks[1]).toMatchObject({ name: 'metadata', status: 'failed' });
    expect(checks[1].reason).toMatch(/^Line \d+, column \d+: .*see its log\.$/);
    const at = { reference: 'job-1', check: 'metadata', maxBytes: 10_000 };
    const log = await runner.log(run, at);
    expect(log).toMatch(/^ai4-metadata\.yml:2:8: error: 'titel'/m);
    expect(log).toMatch(/^ {2}to mend it: .*title/m);
    expect(log).toMatch(/^ {2}to mend it: .*Scikit-learn/m);
  });

  it.each<[string, string | undefined | Error, string]>([
    ['has none', undefined, 'failed: As a module, it has no ai4-metadata.yml.'],
    [
      'is endless',
      ' '.repeat(200_001),
      'failed: As a module, its ai4-metadata.yml is too large.',
    ],
    [
      'would name owners',
      'apiVersion: astrolabe.io/v1alpha1\nkind: AIModule\n',
      'failed: As a module, its ai4-metadata.yml is not in a published format of AI4.',
    ],
    [
      'cannot be read',
      new ForgeError('forbidden', 'hub lets nobody in'),
      'skipped: hub lets nobody in',
    ],
  ])('say of metadata that its repository %s', async (_what, content, said) => {
    const job = { state: 'completed' as const };
    const { checks } = await read(job, told(style), forgeWith(content));
    expect(`${checks[1].status}: ${checks[1].reason}`).toBe(said);
  });

  it('wait an hour for metadata of a forge that is away, and no longer', async () => {
    const away = new ForgeError('away', 'hub does not answer');
    const its = (changedAt: string) =>
      read({ state: 'completed', changedAt }, told(style), forgeWith(away));
    await expect(its(new Date().toISOString())).rejects.toBe(away);
    // So are the accounts of whose it is, and whatever else is not the module's fault.
    const broken = runnerWith(
      { state: 'completed', changedAt: new Date().toISOString() },
      told(style),
      forgeWith(new Error('No accounts now')),
    ).runner.read(run, 'job-1');
    await expect(broken).rejects.toBeInstanceOf(RunnerAwayError);
    const hourAgo = new Date(Date.now() - 61 * 60_000).toISOString();
    expect(await its(hourAgo)).toMatchObject({
      state: 'passed',
      checks: [{}, { status: 'skipped', reason: 'hub does not answer' }],
    });
  });

  it('leave a check of the module that is called metadata, too, as it is', async () => {
    const theirs = { ...style, name: 'metadata' };
    const feigned = { ...theirs, name: 'metadata (portal)', status: 'failed' };
    const files = { ...told(theirs, feigned), 'style.log': 'theirs' };
    const { runner } = runnerWith({ state: 'completed' }, files);
    const { checks } = await runner.read(run, 'job-1');
    expect(checks.map(({ name }) => name)).toEqual([
      ...['metadata', 'metadata (portal)'],
    ]);
    const log = (check: string) =>
      runner.log(run, { reference: 'job-1', check, maxBytes: 100 });
    expect(await log('metadata')).toBe('theirs');
    expect(await log('metadata (portal)')).toMatch(/nothing wrong/);
  });

  it('cut what a module says to a length, and name each check once', async () => {
    const long = { ...style, status: 'failed', reason: 'x'.repeat(10_000) };
    const report = await read({ state: 'failed' }, told(long, style));
    expect(report.checks).toHaveLength(2);
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
