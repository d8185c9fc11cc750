import path from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AssetFolder, startAssets } from '../__testUtils__';

const templates = path.resolve(__dirname, '../../../../templates');

const values = {
  module: {
    title: 'Leaf counter',
    name: 'leaf-counter',
    summary: 'Counts leaves.',
    description: 'Counts them.',
  },
  people: {
    authors: ['Ada Lovelace <ada@example.org>'],
    owner: 'https://github.com/example',
  },
  metadata: { tasks: ['Computer Vision'], dataTypes: ['Image'] },
};

describe('projects, over the API', () => {
  let room: Awaited<ReturnType<typeof startAssets>>;
  let folder: AssetFolder;
  let isDenied = false;

  beforeAll(async () => {
    folder = await AssetFolder.create();
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result:
            isDenied && permission.name === 'asset.create'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    });
    room = await startAssets({
      folder,
      templates: [templates],
      features: [permissions.factory],
    });
  });
  afterAll(async () => {
    await room?.stop();
    await folder?.remove();
  });

  const make = (more: object = {}, template = 'ai-module-minimal') =>
    room.api
      .post(`${room.base}/projects`)
      .send({ template, values: { ...values, ...more } });

  it('say what they ask, with all that can be chosen', async () => {
    const { body } = await room.api.get(`${room.base}/project-templates`);
    const found = body.items.find(
      ({ id }: { id: string }) => id === 'ai-module-minimal',
    );
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
      ...['ai-module-minimal', 'ai-module-advanced', 'ai-tool'],
      'portal-plugin',
    ]);
    expect(found.translations.es.title).toBe('Módulo de IA');
    expect(found.defaults.people.licence).toBe('Apache-2.0');
    const { metadata, code } = found.schema.properties;
    expect(metadata.properties.tasks.items.enum).toContain('Computer Vision');
    expect(code.properties.framework.enum).toContain('pytorch');
  });

  it('are made of the values, and of defaults where there is none', async () => {
    const { status, body } = await make();
    expect(status).toBe(200);
    expect(body.name).toBe('leaf-counter');
    expect(body.metadata).toEqual({
      ...{ path: 'ai4-metadata.yml', valid: true, problems: [], mended: 0 },
    });
    const tool = await room.api.post(`${room.base}/projects`).send({
      template: 'ai-tool',
      values: {
        module: values.module,
        code: {
          ...{ packages: ['streamlit==1.51.0'], program: 'streamlit' },
          ...{ hostOption: '--host', portOption: '--port' },
        },
      },
    });
    expect(tool.body.metadata).toMatchObject({
      path: 'tool.yaml',
      valid: true,
    });
    const licence = body.files.find(
      (file: { path: string }) => file.path === 'LICENSE',
    );
    expect(licence.text).toContain('Apache License');
  });

  it('come as a zip file for whoever asks for one', async () => {
    const { body, headers } = await make()
      .set('accept', 'application/zip')
      .buffer()
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(headers['content-disposition']).toContain('leaf-counter.zip');
    const files = unzipSync(new Uint8Array(body));
    expect(
      strFromU8(files['leaf-counter/src/leaf_counter/__init__.py']),
    ).toContain('"""');
  });

  it.each([
    ['a name that is a word of Python', { name: 'class' }, 'module.name'],
    ['a name that tests have', { name: 'test-model' }, 'module.name'],
    ['a name of what is installed beside it', { name: 'yarl' }, 'module.name'],
    [
      'an end of line that few see',
      { summary: 'a\u2028b: c' },
      'module.summary',
    ],
    ['what no YAML can hold', { description: 'a\u0090' }, 'module.description'],
    ['a megabyte', { title: `${'a'.repeat(900_000)}\n` }, 'module.title'],
    ['a name that climbs', { name: '../x' }, 'module.name'],
    ['a title of two lines', { title: 'a\nb' }, 'module.title'],
    ['half of a character', { description: '\ud800' }, 'module.description'],
    ['a field that nobody asked for', { x: 1 }, 'module.x'],
  ])('are refused with %s, naming the field', async (_what, wrong, field) => {
    const { status, body } = await make({
      module: { ...values.module, ...wrong },
    });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'PROJECT_INVALID' });
    expect(body.error.problems[0].path).toBe(field);
  });

  it('are refused in words, where a field says what it takes', async () => {
    const people = { ...values.people, authors: ['Ada'] };
    const { body } = await make({ people });
    expect(body.error.problems).toEqual([
      {
        path: 'people.authors.0',
        message: expect.stringMatching(/^Authors .*such as Ada Lovelace </),
      },
    ]);
  });

  it('are refused with a group that nobody asked for', async () => {
    const { body } = await make({ constructor: { name: 'x' } });
    expect(body.error.code).toBe('PROJECT_INVALID');
  });

  it('name the templates that there are, when one is not', async () => {
    const { status, body } = await make({}, 'constructor');
    expect(status).toBe(404);
    expect(body.error.nextStep).toContain('ai-module-minimal');
  });

  it('are not made for whoever may not', async () => {
    isDenied = true;
    expect((await make()).status).toBe(403);
    isDenied = false;
  });
});
