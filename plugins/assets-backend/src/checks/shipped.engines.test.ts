import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { AssetChecks, CheckRun } from '@astrolabe/plugin-assets-common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
/* eslint-disable @backstage/no-relative-monorepo-imports -- servers of tests */
import { startGitea } from '../../../../scripts/engines/gitea.mjs';
import { startHub } from '../../../../scripts/engines/hub.mjs';
import { freePort } from '../../../../scripts/lib/freePort.mjs';
import { NomadSetup } from '../../../workloads-backend-module-nomad/src/__testUtils__/NomadSetup';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { wishOf } from '../__testUtils__/forges/wishOf';
import { CheckedPortal } from './__testUtils__/CheckedPortal';

/** Whether the image is built as well. */
const buildsImage = process.env.ASTROLABE_MODULE_IMAGE === 'true';

/** Checks install what they need, as they do for people. */
const MINUTES = buildsImage ? 25 : 8;

// One story, told in order: the template, a real forge, the shipped manifest on the
// real local engine and then on a real Nomad, and there git, pip, tox and DEEPaaS.
describe('a module as the template makes it, checked as it is shipped', () => {
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let token: string;
  let hub: Awaited<ReturnType<typeof startHub>> | undefined;
  let nomad: NomadSetup;
  let portal: CheckedPortal;

  beforeAll(async () => {
    if (buildsImage) hub = await startHub();
    [gitea, nomad] = await Promise.all([startGitea(), NomadSetup.start()]);
    await gitea.addUser('ada');
    token = await gitea.tokenFor('ada', 'write:repository,write:user');
    portal = await CheckedPortal.open(
      () => ({ service: 'gitea', url: gitea.url, user: 'ada', token }),
      { shippedWith: hub?.settings ?? {} },
    );
  });
  afterAll(async () => {
    await portal?.removeWorkloads();
    await portal?.end();
    await nomad?.dispose();
    await gitea?.stop();
    await hub?.stop();
  });

  const at = '/assets/module/leaf-counter/checks';
  /** The newest run, when it is over and of another commit than that. */
  const nextRun = async (before?: string): Promise<CheckRun> => {
    for (const end = Date.now() + MINUTES * 60_000; Date.now() < end; ) {
      const { body } = await portal.ask('get', at).expect(200);
      const [run] = (body as AssetChecks).items;
      if (run?.endedAt && run.commit !== before) return run;
      await setTimeout(500);
    }
    throw new Error(`The checks have not ended within ${MINUTES} minutes`);
  };
  const statusesOf = ({ checks }: CheckRun) =>
    Object.fromEntries(checks.map(({ name, status }) => [name, status]));
  const logOf = async ({ id }: CheckRun, check: string) =>
    (await portal.ask('get', `${at}/${id}/logs/${check}`).expect(200)).text;

  it('passes them all from its first commit, and says what is installed for it', async () => {
    const { values, ...wish } = wishOf('leaf-counter', {
      visibility: 'public',
    });
    // What is most likely to break a file that is made of it.
    const odd = `Ñandú's "leaf": {{ x }} \${{ y }} \\n 漢字 #1 --- '''`;
    const module = { ...values.module, title: odd, summary: odd };
    const { status } = await portal
      .ask('post', '/repositories')
      .set('idempotency-key', randomUUID())
      .send({ ...wish, values: { ...values, module } });
    expect(status).toBe(201);
    const run = await nextRun();
    expect([run.state, run.reason]).toEqual(['passed', undefined]);
    const { image, ...statuses } = statusesOf(run);
    expect(statuses).toEqual({
      ...{ 'qc.sty': 'passed', 'qc.cov': 'passed', 'qc.sec': 'passed' },
      ...{ 'qc.meta': 'passed', docs: 'passed', metadata: 'passed' },
      ...{ api: 'passed', predict: 'passed', sbom: 'passed' },
    });
    // Where the registry of its base image does not answer, it is not built.
    expect(image).toMatch(buildsImage ? 'passed' : /^(passed|skipped)$/);
    expect(await logOf(run, 'qc.cov')).toMatch(/\d+ passed/);
    const said = await logOf(run, 'predict');
    expect(said).toContain('predict/?width=9.0&height=1.0\n');
    expect(said).toContain('"label": "flat"');
    const sbom = `${at}/${run.id}/files/sbom.cdx.json`;
    const { body, headers } = await portal.ask('get', sbom).expect(200);
    expect(headers['content-disposition']).toContain('leaf-counter-sbom.cdx');
    expect(body).toMatchObject({
      ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
      metadata: { component: { name: 'leaf-counter' } },
    });
    const packages = (body.components as { name: string }[]).map(c => c.name);
    expect(packages).toEqual(
      expect.arrayContaining(['deepaas', 'scikit-learn']),
    );
    expect(portal.told).toMatchObject([
      { commit: run.commit, state: 'passed' },
    ]);
  });

  it.runIf(buildsImage)('has an image that answers', async () => {
    const { body } = await portal.ask('get', at).expect(200);
    const [run] = (body as AssetChecks).items;
    const file = `${at}/${run.id}/files/sbom.image.cdx.json`;
    const sbom = (await portal.ask('get', file).expect(200)).body;
    const names = sbom.components.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['deepaas', 'leaf-counter', 'libc6']),
    );
    const port = await freePort();
    const repository = `${gitea.url}/ada/leaf-counter.git`;
    hub!.podman.run('build', '--quiet', '--tag', 'leaf-counter', repository);
    const published = ['--publish', `127.0.0.1:${port}:5000`];
    hub!.podman.run('run', '--detach', '--rm', ...published, 'leaf-counter');
    const where = `http://127.0.0.1:${port}/v2/models/leaf-counter/predict/`;
    const ask = () =>
      fetch(`${where}?width=9.0&height=1.0`, { method: 'POST' });
    const isUp = async () => expect((await ask()).status).toBe(200);
    await vi.waitFor(isUp, { timeout: 120_000, interval: 500 });
    expect(await (await ask()).text()).toContain('"label": "flat"');
  });

  it('is said on a site of Nomad as well in which of them a push has broken something', async () => {
    await portal.removeWorkloads();
    await portal.moveTo(nomad.agent);
    const [{ commit }] = ((await portal.ask('get', at)).body as AssetChecks)
      .items;
    const there = async (path: string) => {
      const where = `repos/ada/leaf-counter/contents/${path}`;
      const { sha, content } = await gitea.ask(token, 'GET', where);
      return { path, sha, text: Buffer.from(content, 'base64').toString() };
    };
    const file = async (path: string, change: (text: string) => string) => {
      const { sha, text } = await there(path);
      const content = Buffer.from(change(text)).toString('base64');
      return { operation: 'update', path, sha, content };
    };
    const { sha } = await there('Dockerfile');
    const files = [
      { operation: 'delete', path: 'Dockerfile', sha },
      await file('src/leaf_counter/model.py', text => `${text}eval("1" )\n`),
      await file('ai4-metadata.yml', text =>
        text.replace('categories:', 'categoris:'),
      ),
      // So that it does not say what it needs.
      await file('pyproject.toml', text =>
        text.replace(/^dependencies = \[[^\]]*\]/m, 'dependencies = []'),
      ),
      await file('tox.ini', text =>
        text.replace('qc.sty, qc.cov, qc.sec, qc.meta, docs', 'qc.sty, qc.sec'),
      ),
    ];
    const body = { files, message: 'Break it', branch: 'main' };
    await gitea.ask(token, 'POST', 'repos/ada/leaf-counter/contents', body);
    const run = await nextRun(commit);
    expect(run).toMatchObject({ state: 'failed', cause: 'push' });
    expect(statusesOf(run)).toEqual({
      ...{ 'qc.sty': 'failed', 'qc.sec': 'failed', metadata: 'failed' },
      ...{ api: 'failed', predict: 'skipped', sbom: 'passed' },
    });
    expect(await logOf(run, 'qc.sty')).toContain('E202');
    expect(await logOf(run, 'qc.sec')).toContain('eval');
    expect(await logOf(run, 'api')).toContain('sklearn');
    expect(await logOf(run, 'metadata')).toMatch(
      /^ai4-metadata\.yml:\d+:\d+: error: 'categoris' .*\n.*categories/m,
    );
    const sbom = `${at}/${run.id}/files/sbom.cdx.json`;
    const packages = (await portal.ask('get', sbom).expect(200)).body
      .components as { name: string }[];
    const names = packages.map(({ name }) => name);
    expect(names).toContain('deepaas');
    expect(names).not.toContain('scikit-learn');
    const its = await portal.workloads('get', `/${run.workloadId}`);
    expect(its.body).toMatchObject({
      engine: expect.stringContaining('nomad'),
    });
  });
});
