import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
/* eslint-disable @backstage/no-relative-monorepo-imports -- servers of tests */
import { actionlintProgram } from '../../../../scripts/engines/actionlint.mjs';
import { readJenkinsfiles } from '../../../../scripts/engines/groovy.mjs';
import { startHub } from '../../../../scripts/engines/hub.mjs';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import {
  devcontainer,
  ends,
  installDevcontainer,
  tools,
} from './__testUtils__/tools';
import { makeProject } from './makeProject';
import { readTemplates } from './readTemplates';

const values: FormValues = {
  module: { title: 'Leaf counter', name: 'leaf-counter', summary: 'Counts.' },
  people: { authors: ['Ada <a@b.org>'], owner: 'https://github.com/lab' },
  code: { framework: 'none', python: '3.12', image: 'cpu' },
  metadata: { tasks: [], dataTypes: [], tags: [] },
};

/** Every project that has such files, with each choice once. */
const projects = readTemplates([
  path.resolve(__dirname, '../../../../templates'),
])
  .filter(({ skeleton }) => 'Jenkinsfile' in skeleton)
  .flatMap(template =>
    template.choices
      .filter(({ path: at }) => at.startsWith('code.'))
      .flatMap(({ path: at, entries }) =>
        entries.map(({ id }) => {
          const code = { ...values.code, [at.slice('code.'.length)]: id };
          const { files } = makeProject(
            template,
            { ...values, code, people: { ...values.people, licence: 'MIT' } },
            new Date(),
          );
          return new Map(files.map(file => [file.path, file.text]));
        }),
      ),
  );

/** On demand: it brings a registry and an operating system. See `CONTRIBUTING.md`. */
const buildsImages = process.env.ASTROLABE_MODULE_IMAGE === 'true';

describe('the files of CI of every template and choice', () => {
  let folder: string;
  beforeAll(async () => {
    await installDevcontainer();
    folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-ci-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Each text that this file has among them once, in a folder of its own. */
  async function all(name: string): Promise<string[]> {
    const texts = new Set(projects.map(files => files.get(name)!));
    return Promise.all(
      [...texts].map((text, i) => write(`${i}/${name}`, text)),
    );
  }
  async function write(name: string, text: string): Promise<string> {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }
  const textOf = (name: string) => projects[0].get(name)!;
  /** By the schemas that the forges publish. */
  const check = (forge: string, files: string[], ...how: string[]) =>
    ends(
      path.join(tools, 'bin/check-jsonschema'),
      ['--builtin-schema', `vendor.${forge}`, ...how, ...files],
      folder,
    );
  const CHECKS = '.github/workflows/checks.yml';

  it('are workflows that GitHub runs', async () => {
    const image = '.github/workflows/image.yml';
    const files = [...(await all(CHECKS)), ...(await all(image))];
    expect(files.length).toBeGreaterThan(2);
    await check('github-workflows', files);
    const actionlint = await actionlintProgram();
    expect(await ends(actionlint, files, folder)).toBe('');
    const text = textOf(CHECKS);
    const misspelt = await write('w1.yml', text.replace('runs-on', 'runs_on'));
    await expect(check('github-workflows', [misspelt])).rejects.toThrow(
      'runs_on',
    );
    const wrong = await write('w2.yml', text.replace('secrets.', 'secret.'));
    await expect(ends(actionlint, [wrong], folder)).rejects.toThrow(
      'undefined variable "secret"',
    );
  });

  it('are pipelines that GitLab runs', async () => {
    const how = ['--data-transform', 'gitlab-ci'];
    await check('gitlab-ci', await all('.gitlab-ci.yml'), ...how);
    const text = textOf('.gitlab-ci.yml').replace('when: always', 'when: ever');
    const wrong = check('gitlab-ci', [await write('w.yml', text)], ...how);
    await expect(wrong).rejects.toThrow('ever');
  });

  it('are pipelines that Jenkins reads, of all that tox checks', async () => {
    const files = await all('Jenkinsfile');
    const wrong = {
      "'stepz' does not belong into 'stage'": ['steps {', 'stepz {'],
      "'pipeline' lacks 'agent'": [/agent .*/, ''],
      'startup failed': [/}\s*$/, ''],
    } as const;
    const broken = Object.values(wrong).map(([from, to], i) =>
      write(`w${i}`, textOf('Jenkinsfile').replace(from, to)),
    );
    const read = await readJenkinsfiles([
      ...files,
      ...(await Promise.all(broken)),
    ]);
    const [, environments] = /^env_list = (.*)$/m.exec(textOf('tox.ini'))!;
    for (const { holds } of read.slice(0, files.length)) {
      const commands = textsIn(holds);
      const checked = commands.flatMap(
        text => /tox -e (\S+)$/.exec(text)?.slice(1) ?? [],
      );
      expect(checked.sort()).toEqual(environments.split(', ').sort());
      expect(commands).toContainEqual(expect.stringMatching(/^python:3\.\d+$/));
    }
    expect(
      read
        .slice(files.length)
        .map(({ problem }: { problem: string }) =>
          Object.keys(wrong).find(each => problem.includes(each)),
        ),
    ).toEqual(Object.keys(wrong));
  });

  it('are containers to develop in, of a stage that the Dockerfile has', async () => {
    for (const [i, files] of projects.entries()) {
      const name = '.devcontainer/devcontainer.json';
      await write(`${i}/${name}`, files.get(name)!);
      if (i > 0 && files.get(name) === textOf(name)) continue;
      const where = ['--workspace-folder', path.join(folder, String(i))];
      const said = await ends(
        process.execPath,
        [devcontainer, 'read-configuration', ...where, '--docker-path', 'true'],
        folder,
      );
      const [line] = /^\{.*\}$/m.exec(said)!;
      const { configuration } = JSON.parse(line);
      expect(configuration.build.dockerfile).toBe('../Dockerfile');
      const { target } = configuration.build;
      expect(files.get('Dockerfile')).toMatch(
        new RegExp(`^FROM \\S+ AS ${target}$`, 'm'),
      );
      expect(files.get('Dockerfile')).toContain(
        `EXPOSE ${configuration.forwardPorts[0]}`,
      );
    }
  });

  it.runIf(buildsImages)(
    'have a stage to develop in that can be built',
    { timeout: 300_000 },
    async () => {
      const files = await all('Dockerfile');
      const { podman, stop } = await startHub();
      try {
        for (const [i, file] of files.entries()) {
          const [, variables] = /^ENV (.*)$/m.exec(
            await readFile(file, 'utf8'),
          )!;
          const build = ['build', '--quiet', '--target=base'];
          podman.run(...build, `--tag=base-${i}`, path.dirname(file));
          const run = ['run', '--rm', '--user=module', `base-${i}`];
          const said = podman.run(...run, 'sh', '-ec', 'id -u && env');
          expect(said.split('\n')).toEqual(
            expect.arrayContaining(['10001', ...variables.split(' ')]),
          );
        }
      } finally {
        await stop();
      }
    },
  );
});

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null
    ? Object.values(node).flatMap(textsIn)
    : [];
}
