import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
// The two rooms meet over HTTP only; here is where that is tested.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import assetsPlugin from '@astrolabe/plugin-assets-backend';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import assetsInCatalogue from '.';

const own = (kind: string, name: string, spec = '') =>
  `apiVersion: astrolabe.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name}, title: The ${name} }
spec:
  tags: [Deep Learning]
${spec}`;

/** Specs that mean harm, by the name of their module. */
const hostile: Record<string, string> = {
  constructor: '  owner: __proto__\n',
  owner: `  owner: "user:${'x'.repeat(500)}/../../y"\n`,
  refs: '  dependsOn: [":", "a:b:c/d/e", "aimodel:default/", "../x", 7, null]\n',
  title: `  title: "${'\\u202e<script>'.repeat(30)}"\n  summary: 5\n`,
  status: '  status: { items: 5 }\n  lifecycle: [x]\n  type: { a: 1 }\n',
  [`${'a'.repeat(62)}b`]: `  license: "${'y'.repeat(5_000)}"\n`,
};

describe('assets in the catalogue', () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  async function write(file: string, text: string) {
    const target = path.join(folder!, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  async function start() {
    const scheduler = mockServices.scheduler();
    const { server } = await startTestBackend({
      features: [
        assetsPlugin,
        catalogPlugin,
        assetsInCatalogue,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            assets: { files: { roots: [folder!], everySeconds: 0.1 } },
            catalog: { processingInterval: { seconds: 1 } },
          },
        }),
      ],
    });
    const entity = async (ref: string) => {
      const { body } = await request(server)
        .get(`/api/catalog/entities/by-name/${ref}`)
        .set('authorization', mockCredentials.service.header())
        .expect(200);
      return body;
    };
    const eventually = async (check: () => Promise<void>) => {
      for (const end = Date.now() + 20_000; ; ) {
        await scheduler.triggerTask('assets-to-catalogue');
        try {
          await check();
          return;
        } catch (error) {
          if (Date.now() > end) throw error;
        }
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    };
    return { entity, eventually };
  }

  it('makes an entity of every asset, with relations, and of invalid ones too', async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-catalogue-'));
    await write(
      'models/lm/model.yaml',
      // In a circle, also of one.
      own(
        'AiModel',
        'lm',
        '  dependsOn: [aimodule:default/plankton, aimodel:default/lm]\n',
      ),
    );
    // What the catalogue would refuse, it refuses with all that is brought at once.
    for (const [name, spec] of Object.entries(hostile)) {
      await write(`modules/${name}/module.yaml`, own('AiModule', name, spec));
    }
    await write(
      'modules/plankton/module.yaml',
      own(
        'AiModule',
        'plankton',
        '  owner: group:default/tier-full\n  dependsOn: [aimodel:default/lm]\n',
      ),
    );
    await write(
      'tools/broken/tool.yaml',
      own('AiTool', 'broken', '  size: 5\n'),
    );
    const { entity, eventually } = await start();

    await eventually(async () => {
      expect(await entity('aimodule/default/plankton')).toMatchObject({
        metadata: { title: 'The plankton', tags: ['deep-learning'] },
        relations: expect.arrayContaining([
          { type: 'ownedBy', targetRef: 'group:default/tier-full' },
          { type: 'dependsOn', targetRef: 'aimodel:default/lm' },
        ]),
      });
      expect(await entity('aimodel/default/lm')).toMatchObject({
        relations: expect.arrayContaining([
          { type: 'dependencyOf', targetRef: 'aimodule:default/plankton' },
          { type: 'dependsOn', targetRef: 'aimodule:default/plankton' },
          { type: 'dependsOn', targetRef: 'aimodel:default/lm' },
        ]),
      });
      for (const name of Object.keys(hostile)) {
        const { metadata } = await entity(`aimodule/default/${name}`);
        expect(metadata.annotations).toHaveProperty(['astrolabe.dev/source']);
      }
      expect(await entity('aitool/default/broken')).toMatchObject({
        metadata: { annotations: { 'astrolabe.dev/problems': '1' } },
        status: {
          items: [
            {
              type: 'astrolabe.dev/metadata',
              level: 'error',
              message: expect.stringContaining(`Line 6: 'size'`),
            },
          ],
        },
      });
    });

    await rm(path.join(folder, 'tools/broken'), { recursive: true });
    await eventually(async () => {
      await expect(entity('aitool/default/broken')).rejects.toThrow('404');
    });
  });
});
