import { afterEach, describe, expect, it } from 'vitest';
import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { WORKLOAD_LAUNCHED_TOPIC } from '@astrolabe/plugin-workloads-common';
import {
  AssetFolder,
  eventually,
  manifest,
  module,
  startAssets,
  tool,
} from './__testUtils__';

describe('the assets room', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function start(
    files: Record<string, string>,
    features: BackendFeature[] = [],
  ) {
    const folder = await AssetFolder.create();
    for (const [file, text] of Object.entries(files)) {
      await folder.write(file, text);
    }
    const room = await startAssets({ folder, features });
    cleanups.push(
      () => folder.remove(),
      () => room.stop(),
    );
    const names = async (query = '') => {
      const { body } = await room.api.get(`${room.base}/assets${query}`);
      return body.items.map((item: { name: string }) => item.name);
    };
    return { ...room, folder, names };
  }

  it('shows the files of a folder, and follows their changes', async () => {
    const { folder, names, api, base } = await start({
      'tools/jupyterlab/tool.yaml': tool(),
      'tools/jupyterlab/README.md': '# Jupyter',
    });
    await eventually(async () => expect(await names()).toEqual(['jupyterlab']));

    await folder.write('modules/plankton/module.yaml', module('Plankton'));
    await eventually(async () =>
      expect(await names()).toEqual(['jupyterlab', 'plankton']),
    );

    const { body } = await api.get(`${base}/assets/tool/jupyterlab`);
    expect(body).toMatchObject({
      entityRef: 'aitool:default/jupyterlab',
      title: 'JupyterLab',
      valid: true,
      launchable: false,
      launches: 0,
      documentation: '# Jupyter',
      spec: { license: 'BSD-3-Clause', tags: ['notebook', 'python'] },
      origin: { source: 'files', format: 'astrolabe' },
      problems: [],
      relations: [],
    });

    await folder.remove('tools/jupyterlab');
    await eventually(async () => expect(await names()).toEqual(['plankton']));
    await api.get(`${base}/assets/tool/jupyterlab`).expect(404);
  });

  it('shows a broken file with its problems, beside the others', async () => {
    const { names, api, base } = await start({
      'modules/good/module.yaml': module('Good'),
      'modules/broken/module.yaml': module('A broken: one'),
      'modules/empty/README.md': 'No metadata here',
    });
    await eventually(async () =>
      expect((await names()).sort()).toEqual(['broken', 'empty', 'good']),
    );
    const { body } = await api.get(`${base}/assets/module/broken`);
    expect(body).toMatchObject({
      title: 'A broken: one',
      valid: false,
      problems: [{ severity: 'error', line: 2, fix: expect.any(String) }],
      spec: { libraries: ['PyTorch'] },
    });
    const overview = await api.get(`${base}/problems`).expect(200);
    expect(overview.body).toMatchObject({
      totalItems: 2,
      items: [{ name: 'broken' }, { name: 'empty' }],
      sources: [
        { id: 'files', conflicts: [] },
        { id: 'imported' },
        { id: 'published' },
      ],
    });
  });

  it('puts a shared manifest in its place, and says when there is none', async () => {
    const { names, folder, api, base } = await start({
      'manifests/notebook.yaml': manifest,
      'tools/jupyterlab/tool.yaml': tool('  manifest: notebook'),
    });
    await eventually(async () => expect(await names()).toHaveLength(1));
    const { body } = await api.get(`${base}/assets/tool/jupyterlab`);
    expect(body).toMatchObject({
      launchable: true,
      spec: { manifest: { workload: { lifetime: { kind: 'service' } } } },
      problems: [],
    });
    await folder.write('manifests/notebook.yaml', 'form: 5\n');
    await eventually(async () => {
      const broken = await api.get(`${base}/assets/tool/jupyterlab`);
      expect(broken.body).toMatchObject({ launchable: false, valid: false });
      expect(broken.body.problems[0].message).toContain(
        'notebook.yaml, line 1',
      );
    });
    await folder.remove('manifests/notebook.yaml');
    await eventually(async () => {
      const missing = await api.get(`${base}/assets/tool/jupyterlab`);
      expect(missing.body).toMatchObject({
        launchable: false,
        problems: [{ pointer: '/spec/manifest', allowed: [] }],
      });
    });
  });

  it('places what is wrong in a manifest', async () => {
    const own = manifest
      .replace('asset.title', 'form.general.titel')
      .replace(/^/gm, '    ');
    const { names, api, base } = await start({
      'tools/jupyterlab/tool.yaml': tool(`  manifest:\n${own}`),
    });
    await eventually(async () => expect(await names()).toHaveLength(1));
    const { body } = await api.get(`${base}/assets/tool/jupyterlab`);
    expect(body).toMatchObject({
      valid: false,
      launchable: false,
      problems: [
        {
          pointer: '/spec/manifest/workload/tasks/0/command/1',
          line: 14,
          message: expect.stringContaining('form.general.titel'),
        },
      ],
    });
  });

  it('tells what an asset builds on and what builds on it', async () => {
    const { names, api, base } = await start({
      'tools/jupyterlab/tool.yaml': tool(),
      'models/lm/model.yaml': `apiVersion: astrolabe.dev/v1alpha1
kind: AiModel
metadata: { name: lm, title: A model }
spec: { dependsOn: ['aitool:default/jupyterlab'], owner: 'group:default/tier-full' }
`,
    });
    await eventually(async () => expect(await names()).toHaveLength(2));
    const model = await api.get(`${base}/assets/model/lm`);
    expect(model.body.relations).toEqual([
      {
        type: 'dependsOn',
        entityRef: 'aitool:default/jupyterlab',
        title: 'JupyterLab',
      },
      {
        type: 'ownedBy',
        entityRef: 'group:default/tier-full',
        title: 'tier-full',
      },
    ]);
    const other = await api.get(`${base}/assets/tool/jupyterlab`);
    expect(other.body.relations).toEqual([
      {
        type: 'dependencyOf',
        entityRef: 'aimodel:default/lm',
        title: 'A model',
      },
    ]);
  });

  it('gives the metadata as a file', async () => {
    const { names, api, base } = await start({
      'modules/plankton/module.yaml': module('Plankton'),
    });
    await eventually(async () => expect(await names()).toHaveLength(1));
    const where = `${base}/assets/module/plankton/metadata`;
    const source = await api.get(where).expect(200);
    expect(source.text).toBe(module('Plankton'));
    expect(source.headers['content-disposition']).toBe(
      'attachment; filename="plankton.yml"',
    );
    const json = await api.get(`${where}?format=json`).expect(200);
    expect(json.body).toMatchObject({
      kind: 'AiModule',
      metadata: { name: 'plankton' },
      spec: { categories: ['Inference'] },
    });
    const yaml = await api.get(`${where}?format=yaml`).expect(200);
    const check = await api.post(`${base}/check`).send({ content: yaml.text });
    expect(check.body).toMatchObject({ valid: true, format: 'astrolabe' });
    const asking = manifest
      .replace(
        'properties: {}',
        'properties: { a: { type: object, properties: { b: { type: string, default: c, format: password } } } }',
      )
      .replaceAll(/^/gm, '    ');
    const warned = await api
      .post(`${base}/check`)
      .send({ content: tool(`  manifest:\n${asking}`) });
    expect(warned.body).toMatchObject({
      valid: true,
      problems: [
        { severity: 'warning', line: 9, fix: expect.stringContaining('given') },
      ],
    });
  });

  it('counts each launch once, and sorts by launches', async () => {
    const heard: ((event: object) => Promise<void>)[] = [];
    const events = createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        publish: async () => {},
        subscribe: async ({ onEvent }) => {
          heard.push(onEvent as never);
        },
      }),
    });
    const { names, api, base } = await start(
      {
        'modules/a/module.yaml': module('A'),
        'modules/b/module.yaml': module('B'),
      },
      [events],
    );
    await eventually(async () => expect(await names()).toEqual(['a', 'b']));
    const launch = {
      topic: WORKLOAD_LAUNCHED_TOPIC,
      eventPayload: {
        entityRef: 'aimodule:default/b',
        workloadId: 'w1',
        at: 'x',
      },
    };
    await Promise.all([heard[0](launch), heard[0](launch)]);
    await heard[0]({ topic: WORKLOAD_LAUNCHED_TOPIC, eventPayload: {} });
    expect(await names('?sort=most-used')).toEqual(['b', 'a']);
    const { body } = await api.get(`${base}/assets/module/b`);
    expect(body.launches).toBe(1);
  });

  it('refuses what it cannot read, what is not allowed and who is not signed in', async () => {
    const { api, base } = await start({});
    const bad = async (query: string, message: RegExp) => {
      const { body } = await api.get(`${base}/assets?${query}`).expect(400);
      expect(body.error.message).toMatch(message);
    };
    await bad('kind=animal', /kind.*module, tool, model, dataset/);
    await bad('limit=101', /limit.*100/);
    await bad('sort=size', /sort.*name, newest, added, most-used, relevance/);
    await bad('cursor=abc', /cursor/);
    await bad('color=red', /color/);
    await api
      .get(`${base}/assets`)
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    const unknown = await api.get(`${base}/assets/module/nothing`).expect(404);
    expect(unknown.body.error).toMatchObject({
      name: 'NotFoundError',
      code: 'ASSET_UNKNOWN',
      nextStep: expect.any(String),
    });
    await api
      .post(`${base}/check`)
      .send({ content: 'x'.repeat(10_000_000) })
      .expect(413);
    const { body } = await api
      .post(`${base}/check`)
      .send({ content: 'x', text: 1 });
    expect(body.error).toMatchObject({
      code: 'INVALID_REQUEST',
      message: 'body.text is not known here; what is known is content, kind',
      nextStep: expect.stringContaining('openapi.json'),
    });
    const { text } = await api.get(`${base}/assets?colour=blue`).expect(400);
    expect(text).toContain('query.colour');
    await api.get(`${base}/entities`).expect(403);
    await api
      .get(`${base}/entities`)
      .set('authorization', mockCredentials.service.header())
      .expect(200);

    const denied = await start({}, [
      mockServices.permissions.mock({
        authorize: async () => [{ result: AuthorizeResult.DENY }],
      }).factory,
    ]);
    const refusal = await denied.api.get(`${base}/assets`).expect(403);
    expect(refusal.body.error).toMatchObject({ code: 'NO_TIER' });
    await denied.api.post(`${base}/refresh`).expect(403);
  });

  it('reads the sources again when asked, and leaves a trace of who did', async () => {
    const auditor = mockServices.auditor.mock();
    const said: string[] = [];
    auditor.createEvent.mockImplementation(async ({ eventId }) => {
      said.push(eventId);
      return {
        success: async () => void said.push('success'),
        fail: async () => void said.push('fail'),
      };
    });
    const { api, base } = await start({}, [auditor.factory]);
    const { body } = await api.post(`${base}/refresh`).expect(202);
    expect(body).toEqual({ sources: ['files', 'imported', 'published'] });
    const wrong = await api
      .post(`${base}/refresh`)
      .send({ source: 'forge:x' })
      .expect(400);
    expect(wrong.body.error.message).toContain('one of: files');
    expect(said).toEqual(['asset-refresh', 'success', 'asset-refresh', 'fail']);
  });

  it('slows down who asks too much, and stays up for the others', async () => {
    const { api, base } = await start({});
    const statuses = new Map<number, number>();
    let retryAfter: string | undefined;
    for (let i = 0; i < 1000; i += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => api.get(`${base}/assets`)),
      );
      for (const { status, headers } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) retryAfter = headers['retry-after'];
      }
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 600, 429: 400 });
    expect(Number(retryAfter)).toBeGreaterThan(0);
    await api
      .get(`${base}/assets`)
      .set('authorization', mockCredentials.user.header('user:default/other'))
      .expect(200);
  });

  it('offers what its pages do as actions', async () => {
    const actions = actionsRegistryServiceMock();
    const { names } = await start({ 'tools/jupyterlab/tool.yaml': tool() }, [
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
    ]);
    await eventually(async () => expect(await names()).toHaveLength(1));
    const run = async (name: string, input: object) => {
      const { actions: known } = await actions.list();
      const { id } = known.find(action => action.name === name)!;
      const credentials = mockCredentials.user();
      return (await actions.invoke({ id, input: input as never, credentials }))
        .output;
    };
    const says = (name: string, input: object) =>
      expect(run(name, input)).resolves;
    const search = { text: 'note', facets: { tags: ['python'] } };
    const found = { totalItems: 1, items: [{ name: 'jupyterlab' }] };
    await says('search-assets', search).toMatchObject(found);
    const jupyterlab = { kind: 'tool', name: 'jupyterlab' };
    const title = 'JupyterLab';
    await says('get-asset', jupyterlab).toMatchObject({ title });
    const wrong = { content: 'title: 5' };
    await says('check-metadata', wrong).toMatchObject({ valid: false });
    const content = 'metadata_version: 2.3.0\ntitle: "5"';
    await says('mend-metadata', wrong).toMatchObject({ content });
    const dataset = { content: '{"@type":"Dataset","name":"x"}' };
    const draft = { kind: 'dataset', format: 'own' };
    await says('import-metadata', dataset).toMatchObject(draft);
  });

  it('describes its API to anyone', async () => {
    const { api } = await start({});
    const { body } = await api
      .get('/api/assets/openapi.json')
      .set('authorization', mockCredentials.none.header())
      .expect(200);
    expect(Object.keys(body.paths)).toContain('/api/assets/v1/assets');
  });
});
