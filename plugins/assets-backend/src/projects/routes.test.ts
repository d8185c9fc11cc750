/* eslint-disable no-restricted-syntax -- colours of a community */
import path from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { readCommunity } from '@astrolabe/plugin-communities-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import { AssetFolder, startAssets } from '../__testUtils__';

const templates = path.resolve(__dirname, '../../../../templates');
const others = path.resolve(__dirname, '../__testUtils__/templates');

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
      templates: [templates, others],
      communities: [{ id: 'reef', title: 'Reef' }],
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
      ...['community', 'portal-backend', 'portal-plugin', 'half-said'],
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

  it('come to be looked at without the bytes of what is no text', async () => {
    const pictureOf = async (more: object) => {
      const { body } = await room.api.post(`${room.base}/projects`).send({
        ...{ template: 'half-said', values: { module: { name: 'a' } } },
        ...more,
      });
      const { files } = body as { files: { path: string; text: string }[] };
      return files.find(({ path: at }) => at === 'logo.png');
    };
    expect((await pictureOf({}))!.text).not.toBe('');
    expect(await pictureOf({ preview: true })).toEqual({
      ...{ path: 'logo.png', encoding: 'base64', text: '' },
    });
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

  describe('of the portal of a community', () => {
    const logo = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
    const sea = { title: 'Sea Life', name: 'sea', summary: 'yes: no' };
    const portal = (more: Record<string, object> = {}) =>
      room.api.post(`${room.base}/projects`).send({
        template: 'community',
        values: {
          module: { ...sea, ...more.module },
          ...{ looks: { ...more.looks }, people: { ...more.people } },
        },
      });

    it('are valid, and hold what was filled in as it is', async () => {
      const text = '# Hello\n${{ 7 * 7 }} {{ x }} $env: "quoted" # no comment';
      const { body } = await portal({
        module: { description: text },
        looks: { logo, font: 'serif' },
        people: { contact: 'help@sea.example.org', terms: 'Be kind.' },
      });
      const textOf = (name: string) =>
        body.files.find((file: { path: string }) => file.path === name)?.text;
      expect(textOf('logo.svg')).toBe(`${logo}\n`);
      const block = parse(textOf('community.yaml'));
      expect(block).toEqual({
        ...{ id: 'sea', title: 'Sea Life', description: 'yes: no' },
        colours: { light: { accent: '#00696b' } },
        fonts: { text: 'serif' },
        home: { text },
        contacts: [
          {
            title: 'help@sea.example.org',
            href: 'mailto:help@sea.example.org',
          },
        ],
        terms: {
          version: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          text: 'Be kind.',
        },
        logo: { $file: 'logo.svg' },
      });
      expect(readCommunity({ ...block, logo }, '').id).toBe('sea');
      const bare = await portal();
      expect(
        bare.body.files.map(({ path: at }: { path: string }) => at),
      ).toEqual(['README.md', 'community.yaml']);
    });

    it.each([
      ['a colour that cannot be read', 'looks.accent', '#9fd8d6'],
      ['a short name that cannot be', 'module.name', 'Sea Life'],
      ['the name of the portal itself', 'module.name', 'default'],
      ['the name of one that is there', 'module.name', 'reef'],
      ['a logo that is no picture', 'looks.logo', '/etc/passwd'],
      ['letters that there are not', 'looks.font', 'comic'],
      ['no name', 'module.title', ' '],
      ['a mail that is none', 'people.contact', 'help'],
    ])('are not made of %s, naming the field', async (_what, field, value) => {
      const [group, name] = field.split('.');
      const { status, body } = await portal({ [group]: { [name]: value } });
      expect(status).toBe(400);
      const paths = body.error.problems.map(
        (each: { path: string }) => each.path,
      );
      expect(paths).toEqual([field]);
    });
  });
});
