import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorOf, useBench } from './__testUtils__/bench';

const bench = useBench();
const base = '/api/storage/v1';
const home = `${base}/storages/home`;
const entry = {
  ...{ name: 'a.json', path: 'data/a.json', kind: 'file', bytes: 9 },
  changedAt: '2026-11-28T10:00:00.000Z',
};
const task = {
  ...{ id: 't1', kind: 'delete', storage: 'home', path: 'data' },
  startedAt: '2026-11-28T10:00:00.000Z',
};

describe('one’s files', () => {
  it('are listed page by page, also of a storage that is linked', async () => {
    await bench.signedIn();
    const { answers } = bench.portal;
    answers[`GET ${base}/storages/cloud/entries`] = [
      { json: { items: [entry], total: 2, nextCursor: 'x.1' } },
      { json: { items: [{ ...entry, name: 'd', kind: 'folder' }], total: 2 } },
    ];
    const { stdout } = await bench.astrolabe('storage', 'ls', 'cloud:data');
    expect(stdout).toMatch(/a\.json +9 B/);
    expect(stdout).toContain('d/');
    expect(bench.portal.calls.at(-1)?.path).toContain('/cloud/entries');
  });

  it('are uploaded and downloaded', async () => {
    await bench.signedIn();
    const { answers, calls } = bench.portal;
    const file = path.join(bench.home, 'a.json');
    await writeFile(file, '{"a": 1}\n');
    answers[`PUT ${home}/content`] = [{ status: 201, json: entry }];
    const put = await bench.astrolabe('storage', 'put', file, 'data/');
    expect(put.stdout).toBe('data/a.json: 9 B\n');
    expect(calls.at(-1)).toMatchObject({
      method: 'PUT',
      headers: { 'content-length': '9' },
      body: '{"a": 1}\n',
    });
    answers[`GET ${home}/content`] = [{ json: { b: 2 } }];
    const target = path.join(bench.home, 'out', 'b.json');
    await bench.astrolabe('storage', 'get', 'data/a.json', target);
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ b: 2 });
  });

  it('are moved and copied, also to another storage', async () => {
    await bench.signedIn();
    const { answers, calls } = bench.portal;
    answers[`POST ${base}/storages/cloud/moves`] = [
      { json: { ...task, kind: 'move', state: 'done' } },
    ];
    const moved = await bench.astrolabe('storage', 'mv', 'cloud:a', 'b');
    expect(moved.stdout).toBe('b: moved\n');
    expect(calls.at(-1)?.body).toEqual({ from: 'a', to: 'b' });
    answers[`POST ${home}/copies`] = [
      { status: 202, json: { ...task, kind: 'copy', state: 'running' } },
    ];
    answers[`GET ${base}/tasks/t1`] = [{ json: { ...task, state: 'done' } }];
    const copied = await bench.astrolabe('storage', 'cp', 'a', 'cloud:b');
    expect(copied.stdout).toBe('cloud:b: copied\n');
    const asked = calls.find(({ path: at }) => at.endsWith('/copies'));
    expect(asked?.body).toEqual({ from: 'a', to: 'b', toStorage: 'cloud' });
  });

  it('are deleted when one is sure, and waited for', async () => {
    await bench.signedIn();
    const { answers } = bench.portal;
    const refused = await bench.astrolabe('storage', 'rm', 'data', '--json');
    expect(errorOf(refused).message).toBe('A program has to be sure');
    answers[`DELETE ${home}/entry`] = [
      { status: 202, json: { ...task, state: 'running', done: 1 } },
    ];
    answers[`GET ${base}/tasks/t1`] = [{ json: { ...task, state: 'done' } }];
    const { stdout, stderr } = await bench.astrolabe(
      ...['storage', 'rm', 'data', '--recursive', '--yes'],
    );
    expect(stdout).toBe('data: deleted\n');
    expect(stderr).toContain('1 done');
  });
});
