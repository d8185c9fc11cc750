import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- only in tests
import { freePort } from '../../../../scripts/lib/freePort.mjs';
import { AssetFolder, startAssets } from '../__testUtils__';
import { ends, installTools, tools } from './__testUtils__/tools';
import { makeProject } from './makeProject';
import { readTemplates } from './readTemplates';

const templates = readTemplates([
  path.resolve(__dirname, '../../../../templates'),
]);

/** What is most likely to break a file that is made of it. */
const odd = `Ñandú's "leaf" counter: {{ x }} \${{ y }} \\n 漢字 #1 --- '''`;

/** The others take gigabytes: they are tried by hand. */
const framework = process.env.ASTROLABE_FRAMEWORK ?? 'scikit-learn';

const values: FormValues = {
  module: {
    title: odd,
    name: 'leaf-counter',
    summary: odd,
    description: `${odd}\n\n![a](logo.png)\n\n- [ ] a: b\n\n<!-- open\n\n\`\`\`\nopen`,
    version: '1.2.3',
  },
  people: {
    authors: [`José "Pepe" O'Neill, Jr. <jose@example.org>`],
    licence: 'Apache-2.0',
    owner: 'https://github.com/example',
  },
  code: { framework, python: '3.11', image: 'cpu' },
  metadata: {
    tasks: ['Classification'],
    dataTypes: ['Tabular'],
    tags: ['yes', '1.0', odd],
  },
};

beforeAll(installTools);

/**
 * Those whose projects have checks of their own; but for the one that is checked as
 * people have it checked, in checks/shipped.engines.test.ts.
 */
const checked = templates.filter(
  ({ id, skeleton }) => 'tox.ini' in skeleton && id !== 'ai-module-minimal',
);

describe.each(checked.map(template => [template.id, template] as const))(
  'a project of the template %s',
  (_id, template) => {
    let folder: string;
    let server: ChildProcess | undefined;
    let assets: AssetFolder;
    let room: Awaited<ReturnType<typeof startAssets>>;
    /** Variables that say which portal is asked. */
    let portal: string[];

    beforeAll(async () => {
      assets = await AssetFolder.create();
      room = await startAssets({ folder: assets });
      portal = [
        `ASTROLABE_URL=http://127.0.0.1:${room.server.port()}`,
        `ASTROLABE_TOKEN=${mockCredentials.user.token()}`,
      ];
      folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-project-'));
      const { files } = makeProject(template, values, new Date());
      for (const { path: at, text } of files) {
        const file = path.join(folder, at);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    });

    afterAll(async () => {
      server?.kill();
      await room.stop();
      await assets.remove();
      await rm(folder, { recursive: true, force: true });
    });

    it('passes all of its own checks: style, tests, coverage, security, metadata', async () => {
      const said = await ends(
        'env',
        [...portal, path.join(tools, 'bin/tox')],
        folder,
      );
      expect(said).toContain('ai4-metadata.yml: nothing wrong');
      expect(said).toMatch(/congratulations/);
      for (const name of [
        ...['qc.sty', 'qc.cov', 'qc.sec', 'qc.meta', 'docs'],
      ]) {
        expect(said).toMatch(new RegExp(`${name}: OK`));
      }
    });

    it('is told by a portal that is named what is wrong, in which line, and how to mend it', async () => {
      const at = await mkdtemp(path.join(folder, 'wrong-'));
      const file = path.join(folder, 'ai4-metadata.yml');
      const right = await readFile(file, 'utf8');
      const script = path.join(folder, 'checks/portal.py');
      const ask = (...of: string[]) =>
        ends('env', [...of, 'python3', script], at);
      const say = (text: string) =>
        writeFile(path.join(at, 'ai4-metadata.yml'), text);
      // The published schema has nothing against it.
      await say(right.replace(/^license:/m, 'licence:'));
      expect(await ask(...portal)).toMatch(
        /^ai4-metadata.yml:\d+:\d+: warning: .* Did you mean 'license'\?$/m,
      );
      await say(right.replace(/^metadata_version: .*$/m, 'title: 7'));
      await expect(ask(...portal)).rejects.toThrow(
        /^ai4-metadata.yml:1:\d+: error: /m,
      );
      const stranger = ask(...portal, 'ASTROLABE_TOKEN=x');
      await expect(stranger).rejects.toThrow(/HTTP Error 401/);
      const away = await ask(...portal, 'ASTROLABE_URL=http://127.0.0.1:9');
      expect(away).toMatch(/was not asked: .*refused/);
      expect(await ask()).toMatch(/name none/);
    });

    it('is told to Python as it was typed', async () => {
      const program = `
import json, pathlib
from importlib import metadata
found = metadata.metadata("leaf-counter")
print(json.dumps([found["Summary"], found["Version"], found["License-Expression"]]))`;
      const said = await ends(
        path.join(folder, '.tox/qc.cov/bin/python'),
        ['-c', program],
        folder,
      );
      expect(JSON.parse(said)).toEqual([odd, '1.2.3', 'Apache-2.0']);
    });

    it('answers predictions through DEEPaaS', async () => {
      const port = await freePort();
      server = spawn(
        path.join(folder, '.tox/qc.cov/bin/deepaas-run'),
        [
          ...['--listen-ip', '127.0.0.1', '--listen-port', String(port)],
          ...['--model-name', 'leaf-counter'],
        ],
        { cwd: folder, stdio: 'ignore' },
      );
      const address = `http://127.0.0.1:${port}/v2/models/leaf-counter`;
      await answers(address);
      const ask = (query: string) =>
        fetch(`${address}/predict/?${query}`, { method: 'POST' });
      const answer = await ask('width=9&height=1');
      expect(await answer.json()).toMatchObject({
        predictions: [{ label: 'flat' }],
      });
      const bad = await ask('width=-1&height=1');
      expect(bad.status).toBe(400);
      expect(await bad.text()).toContain('greater than 0');
      server.kill();
      await once(server, 'exit');
    });
  },
);

async function answers(address: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await wait(250);
  }
  throw new Error(`${address} does not answer`);
}

it('is read by PyYAML and tomllib as it was typed', async () => {
  const typed = ['=', '<<', 'no', '2026-11-29', '1_0', '12:30', '!x', odd];
  const lines = ['a\nb: c', '  a\n# b\n\n', '\n\n', '\ta\n---\n', 'a\r\nb'];
  const template = templates.find(({ id }) => id === 'ai-module-minimal')!;
  const files = typed.map((text, i) => {
    const description = lines[i % lines.length];
    const module = {
      ...values.module,
      title: text,
      summary: text,
      description,
    };
    const made = makeProject(template, { ...values, module }, new Date()).files;
    const of = (name: string) => made.find(({ path: at }) => at === name)!.text;
    return [of('ai4-metadata.yml'), of('pyproject.toml')];
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-project-'));
  await writeFile(path.join(folder, 'files.json'), JSON.stringify(files));
  const program = `
import json, tomllib, yaml
print(json.dumps([
    [*map(yaml.safe_load(y).get, ["title", "summary", "description"]), tomllib.loads(t)["project"]["description"]]
    for y, t in json.load(open("files.json"))
]))`;
  const said = await ends(
    path.join(tools, 'bin/python'),
    ['-c', program],
    folder,
  );
  expect(JSON.parse(said)).toEqual(
    typed.map((text, i) => [text, text, lines[i % lines.length], text]),
  );
  await rm(folder, { recursive: true });
});
