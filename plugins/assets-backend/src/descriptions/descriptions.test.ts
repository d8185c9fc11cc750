import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';

const modules = ['alpha', 'beta', 'gamma'];
/** Modules, and what each of them builds on. */
const circles = [
  ['chicken', 'egg'],
  ['egg', 'chicken', 'egg'],
];

let room: Awaited<ReturnType<typeof startAssets>>;
let folder: AssetFolder;

beforeAll(async () => {
  folder = await AssetFolder.create();
  for (const name of modules) {
    await folder.write(
      `modules/${name}/module.yaml`,
      own('AiModule', name, `Module ${name} "x" <b>`),
    );
  }
  await folder.write(
    'datasets/iris/dataset.yaml',
    own('Dataset', 'iris', 'Irises'),
  );
  for (const [name, ...others] of circles) {
    const refs = others.map(other => `aimodule:default/${other}`);
    await folder.write(
      `modules/${name}/module.yaml`,
      `${own('AiModule', name, name)}  dependsOn: [${refs.join(', ')}]\n`,
    );
  }
  room = await startAssets({ folder });
  await eventually(async () => {
    const { body } = await room.api.get(`${room.base}/assets`);
    expect(body.totalItems).toBe(6);
  });
});
afterAll(async () => {
  await room?.stop();
  await folder?.remove();
});

function own(kind: string, name: string, title: string): string {
  return `apiVersion: astrolabe.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec:
  title: ${JSON.stringify(title)}
  summary: One of several
  license: Apache-2.0
  libraries: []
  tasks: [Classification]
  categories: []
  tags: []
  dataTypes: []
`;
}

const get = (path: string, accept?: string) => {
  const asked = room.api.get(`${room.base}${path}`);
  return accept ? asked.set('accept', accept) : asked;
};

describe('an asset at its address', () => {
  it('says what was done with it, in words of others', async () => {
    const { headers, text } = await get('/assets/module/alpha/provenance');
    expect(headers['content-type']).toContain('application/ld+json');
    expect(JSON.parse(text)).toMatchObject({
      '@type': ['prov:Entity', 'prov:Bundle'],
      'foaf:primaryTopic': { 'rdfs:label': 'Module alpha "x" <b>' },
    });
  });

  it('is our own JSON for whoever takes anything', async () => {
    for (const accept of [undefined, '*/*', 'application/json', 'text/html']) {
      const { body, headers } = await get('/assets/module/alpha', accept);
      expect(body.name).toBe('alpha');
      expect(headers.vary).toMatch(/accept/i);
    }
  });

  it.each([
    ['text/turtle', 'text/turtle', 'it6:MachineLearningModel'],
    ['application/ld+json', 'application/ld+json', 'it6:MachineLearningModel'],
    [
      'application/ld+json;profile="https://schema.org"',
      'application/ld+json',
      'SoftwareApplication',
    ],
    [
      'application/ld+json; profile=schema-org; q=0.9, application/json;q=0.1',
      'application/ld+json',
      'SoftwareApplication',
    ],
    ['application/json;q=0.5, text/turtle', 'text/turtle', 'dct:title'],
    ['application/yaml', 'application/yaml', 'cff-version'],
    ['text/markdown', 'text/markdown', 'model_name'],
  ])('is for "%s" what that asks for', async (accept, type, word) => {
    const answer = await get('/assets/module/alpha', accept).buffer(true);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    const text = answer.text ?? JSON.stringify(answer.body);
    expect(text).toContain(word);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('names each of its descriptions, which are there', async () => {
    const { headers } = await get('/assets/dataset/iris');
    const links = [...headers.link.matchAll(/<([^>]+)>; rel="describedby"/g)];
    expect(links.length).toBeGreaterThan(8);
    for (const [, address] of links) {
      const { pathname, search } = new URL(address);
      const answer = await room.api.get(`${pathname}${search}`);
      expect([address, answer.status]).toEqual([address, 200]);
      expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    }
  });

  it('that builds on what builds on it, or on itself, is described as any other', async () => {
    const { body, headers } = await get('/assets/module/egg');
    const relations = (body.relations as { type: string; entityRef: string }[])
      .map(({ type, entityRef }) => `${type} ${entityRef.split('/')[1]}`)
      .sort();
    expect(relations).toEqual([
      ...['dependencyOf chicken', 'dependencyOf egg'],
      ...['dependsOn chicken', 'dependsOn egg'],
    ]);
    const links = [...headers.link.matchAll(/<([^>]+)>; rel="describedby"/g)];
    for (const [, address] of links) {
      const { pathname, search } = new URL(address);
      const { status } = await room.api.get(`${pathname}${search}`);
      expect([address, status]).toEqual([address, 200]);
    }
  });

  it('is not there in any standard when it is not there', async () => {
    const { status, body } = await get('/assets/module/none', 'text/turtle');
    expect([status, body.error.code]).toEqual([404, 'ASSET_UNKNOWN']);
  });

  it('tells of no descriptions of what is not there', async () => {
    const { status, headers } = await get('/assets/module/none');
    expect([status, headers.link]).toEqual([404, undefined]);
  });

  it('says which standard it is described in', async () => {
    const { headers } = await get(
      '/assets/module/alpha',
      'text/turtle;charset=utf-8',
    );
    const [standard] = headers.link.split(', ');
    expect(standard).toBe(
      '<https://semiceu.github.io/MLDCAT-AP/releases/3.0.0>; rel="profile"',
    );
  });
});

describe('standards', () => {
  it('are listed for an asset, with what it lacks', async () => {
    const { body } = await get('/assets/module/alpha/profiles');
    expect(body.items[0]).toEqual({
      id: 'mldcat-ap-3',
      title: 'MLDCAT-AP 3.0',
      iri: 'https://semiceu.github.io/MLDCAT-AP/releases/3.0.0',
      formats: [
        {
          id: 'turtle',
          mediaType: 'text/turtle',
          fileName: 'alpha.mldcat-ap-3.ttl',
        },
        {
          id: 'json-ld',
          mediaType: 'application/ld+json',
          fileName: 'alpha.mldcat-ap-3.jsonld',
        },
      ],
      gaps: ['createdAt', 'version', 'links.dataset', 'links.weights'],
    });
  });

  it('that are not there are refused, with those that are', async () => {
    const unknown = await get(
      '/assets/module/alpha/metadata?profile=croissant',
    );
    expect(unknown.status).toBe(400);
    expect(unknown.body.error).toMatchObject({
      message: "No standard 'croissant' is there for a module",
      nextStep: expect.stringContaining('mldcat-ap-3'),
    });
    const format = await get(
      '/assets/module/alpha/metadata?profile=codemeta&format=turtle',
    );
    expect(format.status).toBe(400);
    expect(format.body.error.nextStep).toBe('Choose one of: json-ld.');
  });

  it('that a standard has needs its name', async () => {
    const { status, body } = await get(
      '/assets/module/alpha/metadata?format=turtle',
    );
    expect(status).toBe(400);
    expect(body.error.nextStep).toMatch(/profile/);
  });
});

describe('the catalogue', () => {
  it('is walked through by harvesters, page after page, each asset once', async () => {
    const seen: string[] = [];
    let next: string | undefined =
      '/api/assets/v1/catalogue?limit=3&format=json-ld';
    for (let pages = 0; next; pages++) {
      expect(pages).toBeLessThan(5);
      const answer: { text: string; headers: Record<string, string> } =
        await room.api.get(next).buffer(true);
      const page = JSON.parse(answer.text);
      expect(page['hydra:totalItems']).toBe(6);
      seen.push(
        ...[page['dcat:resource']]
          .flat()
          .map((thing: Record<string, string>) => thing['dct:identifier']),
      );
      const address = page['hydra:view']['hydra:next']?.['@id'];
      if (address)
        expect(answer.headers.link).toContain(`<${address}>; rel="next"`);
      else expect(answer.headers.link).toBeUndefined();
      const url: URL | undefined = address && new URL(address);
      next = url && `${url.pathname}${url.search}`;
    }
    expect(seen.sort()).toEqual(
      [...modules, 'iris', ...circles.map(([name]) => name)].sort(),
    );
  });

  it('is Turtle unless somebody wants JSON-LD', async () => {
    const turtle = await get('/catalogue').buffer(true);
    expect(turtle.headers['content-type']).toContain('text/turtle');
    const text = turtle.text ?? turtle.body.toString();
    expect(text).toContain('dcat:Catalog');
    expect(text).toContain('dcat:dataset <');
    const json = await get('/catalogue', 'application/ld+json').buffer(true);
    expect(json.headers['content-type']).toContain('application/ld+json');
  });
});

describe('a document of a standard', () => {
  const send = (body: object) =>
    room.api.post(`${room.base}/import`).send(body);

  it('of what we publish ourselves becomes the draft of it again', async () => {
    const { text } = await get('/assets/module/alpha', 'text/turtle');
    const { status, body } = await send({ content: text, format: 'own' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      profile: { id: 'mldcat-ap-3' },
      kind: 'module',
      check: {
        valid: true,
        spec: {
          title: 'Module alpha "x" <b>',
          license: 'Apache-2.0',
          tasks: ['Classification'],
        },
      },
    });
    expect(body.left.length).toBeGreaterThan(0);
  });

  it('that is none is refused, with those that are read', async () => {
    const { status, body } = await send({ content: 'title: x' });
    expect([status, body.error.code]).toEqual([400, 'NOT_IMPORTABLE']);
    expect(body.error.nextStep).toContain('Citation File Format 1.2');
    const unknown = await send({
      content: '{"@type": "Dataset"}',
      profile: 'x',
    });
    expect(unknown.body.error.message).toBe("No standard 'x' is read");
  });

  it('of more than is read is refused before it is looked into', async () => {
    const long = await send({ content: 'a'.repeat(500_001) });
    expect(long.status).toBe(400);
    const longer = await send({ content: 'a'.repeat(4_200_000) });
    expect(longer.status).toBe(413);
  });
});
