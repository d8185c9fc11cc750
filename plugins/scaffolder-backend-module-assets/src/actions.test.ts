import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AssetsClient } from '@astrolabe/plugin-assets-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cookiecutterAction, makeAction } from './makeActions';
import { publishAction } from './publishAction';

const wish = { template: 'ai-tool', values: { module: { name: 'leaf' } } };
const published = {
  ...{ url: 'https://forge.example/ada/leaf', steps: [], dryRun: false },
};

describe('what a template of the scaffolder may do', () => {
  let workspacePath: string;
  let asked: { url: string; key: string | null; body: unknown }[];
  let answer: { status: number; body: object };
  beforeEach(async () => {
    workspacePath = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-task-'));
    asked = [];
    answer = { status: 200, body: published };
  });
  afterEach(() => rm(workspacePath, { recursive: true }));

  /** The room, which answers as it is told. */
  const clients = async () =>
    new AssetsClient({
      baseUrl: 'http://assets',
      fetch: async (url, init) => {
        const key = new Headers(init?.headers).get('idempotency-key');
        const body = JSON.parse(String(init?.body));
        asked.push({ url: String(url), key, body });
        return Response.json(answer.body, { status: answer.status });
      },
    });

  async function run(
    action: { handler(ctx: never): Promise<void> },
    input: object,
    more: object = {},
  ) {
    const outputs: Record<string, unknown> = {};
    const ctx = {
      ...{ input, workspacePath, task: { id: 'task-1' } },
      ...{ step: { id: 'publish' }, logger: { info() {} } },
      getInitiatorCredentials: async () => ({}),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      ...more,
    };
    await action.handler(ctx as never);
    return outputs;
  }

  it('is to make the files of a project, which are there for what comes after', async () => {
    const files = [
      { path: 'src/a.txt', text: 'a' },
      { path: 'b.bin', text: 'iVBORw==', encoding: 'base64' },
    ];
    answer.body = { name: 'leaf', files };
    expect(await run(makeAction(clients), wish)).toMatchObject({ files });
    const read = (name: string) => readFile(path.join(workspacePath, name));
    expect(String(await read('src/a.txt'))).toBe('a');
    expect((await read('b.bin')).at(0)).toBe(0x89);
    answer.body = { name: 'x', files: [{ path: '../x', text: 'x' }] };
    await expect(run(makeAction(clients), wish)).rejects.toThrow(
      /Relative path/,
    );
  });

  it('is to have cookiecutter make them of its answers', async () => {
    answer.body = { name: 'leaf', files: [] };
    const answers = { project_name: 'Leaf' };
    await run(cookiecutterAction(clients), { template: 'group', answers });
    expect(asked[0].body).toEqual({
      ...{ template: 'group', values: { project: answers } },
    });
  });

  it('is to make a repository, once for each task, whatever is lost', async () => {
    const to = { account: 'hub', visibility: 'private' };
    const action = publishAction(clients);
    await run(action, { ...wish, ...to });
    expect(await run(action, { ...wish, ...to })).toMatchObject(published);
    await run(action, { ...wish, ...to }, { task: { id: 'task-2' } });
    const [first, again, other] = asked;
    expect(first).toMatchObject({
      url: 'http://assets/v1/repositories',
      body: { ...wish, to },
    });
    expect(again.key).toBe(first.key);
    expect(other.key).not.toBe(first.key);
  });

  it('is to say what would be made, in a dry run', async () => {
    const input = { ...wish, account: 'hub' };
    await run(publishAction(clients), input, { isDryRun: true });
    await run(publishAction(clients), { ...input, dryRun: true });
    const dry = { dryRun: true, to: { visibility: 'private' } };
    expect(asked.map(({ body }) => body)).toMatchObject([dry, dry]);
  });

  it('is to tell in its one line what is wrong, and what to do', async () => {
    const error = {
      ...{ name: 'InputError', message: 'It is missing' },
      problems: [{ path: 'module.title', message: 'Title is missing' }],
      nextStep: 'Fill it in',
    };
    answer = {
      status: 400,
      body: { error, response: { statusCode: 400 } },
    };
    await expect(run(makeAction(clients), wish)).rejects.toThrow(
      'It is missing. module.title: Title is missing. Fill it in',
    );
  });
});
