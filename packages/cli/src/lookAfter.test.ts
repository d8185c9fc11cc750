import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { errorOf, useBench } from './__testUtils__/bench';
import { refusal } from './__testUtils__/fakePortal';
import { runCli } from './__testUtils__/runCli';
import { snapshot, workload } from './__testUtils__/samples';

const bench = useBench();

describe('looking after', () => {
  it('lists in columns that a program can cut', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('list');
    const [header, row] = stdout.split('\n');
    expect(header.indexOf('STATE')).toBe(row.indexOf('running'));
    expect(row.startsWith(workload.id)).toBe(true);
  });

  it('shows state, reason and what happened', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe('show', workload.id);
    expect(stdout).toContain('reason     It answers [ready]');
    expect(stdout).toContain('site       Here [here, local]');
    expect(stdout).toContain('queued  Queued');
    const json = await bench.astrolabe('show', workload.id, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      id: workload.id,
      events: [{ state: 'queued' }],
    });
  });

  it('says how fast its storage is, and that it does not answer', async () => {
    await bench.signedIn();
    const route = `GET /api/workloads/v1/workloads/${workload.id}`;
    const since = workload.createdAt;
    const corals = { account: 'corals', mode: 'mount', since };
    const speed = { answersMs: 12.3, readsBytesPerSecond: 110_000_000 };
    const shown = async (status: object) => {
      const items = [{ ...corals, ...status }];
      const json = { ...workload, storage: 'mount' };
      bench.portal.answers[route] = [{ json }];
      bench.portal.answers[`${route}/storages`] = [{ json: { items } }];
      return (await bench.astrolabe('show', workload.id)).stdout;
    };
    expect(await shown({ state: 'answers', ...speed })).toContain(
      'corals: answers in 12 ms, reads 110 MB/s',
    );
    expect(await shown({ state: 'silent', reason: 'refused' })).toContain(
      'corals: does not answer; the workload goes on: refused',
    );
  });

  it('says where something stands that waits, and for how long', async () => {
    await bench.signedIn();
    const queue = {
      resource: 'gpu',
      position: 3,
      ahead: 2,
      total: 7,
      since: workload.createdAt,
      wait: {
        p50Seconds: 1100,
        p80Seconds: 4100,
        samples: 50,
        at: workload.createdAt,
      },
    };
    bench.portal.answers[`GET /api/workloads/v1/workloads/${workload.id}`] = [
      { json: { ...workload, state: 'queued', queue } },
    ];
    const { stdout } = await bench.astrolabe('show', workload.id);
    expect(stdout).toContain(
      'number 3 of 7 that wait for a GPU; likely within 19 min, very likely within 1 h 10 min',
    );
  });

  it('says what it uses of what it has, and what to ask for next time', async () => {
    await bench.signedIn();
    const shown = await bench.astrolabe('show', workload.id);
    expect(shown.stdout).toContain(
      '0.25 of 8 cores (at most 0.5), 2 GiB of 16 GiB of memory',
    );
    const { stdout } = await bench.astrolabe('usage', workload.id);
    expect(stdout).toContain(
      'memory  2 GiB of 16 GiB on average, 3 GiB at most',
    );
    expect(stdout).toContain('1 of 8 cores would do');
    // Nobody has measured them.
    expect(stdout).not.toContain('GPUs');
    const table = await bench.astrolabe('usage', workload.id, '--table');
    expect(table.stdout.split('\n')[1]).toMatch(
      /^2026-11-24T08:10:00\.000Z +0\.25 +2 GiB +- +-$/,
    );
    await bench.astrolabe('usage', workload.id, '--range', 'day', '--run', '2');
    expect(bench.portal.calls.at(-1)!.path).toContain(
      '/usage?range=day&generation=2',
    );
    const wrong = await bench.astrolabe('usage', workload.id, '--range', 'era');
    expect(wrong.exitCode).toBe(exitCodes.usage);
  });

  it('says what will be stopped because nobody uses it, and keeps it running', async () => {
    await bench.signedIn();
    const idle = {
      warnings: 1,
      since: '2026-11-24T08:00:00.000Z',
      stopsAt: '2026-11-27T08:00:00.000Z',
    };
    bench.portal.answers[`GET /api/workloads/v1/workloads/${workload.id}`] = [
      { json: { ...workload, idle } },
    ];
    const shown = await bench.astrolabe('show', workload.id);
    expect(shown.stdout).toContain('will be stopped at 2026-11-27T08:00');
    const kept = await bench.astrolabe('snooze', workload.id, '--hours', '48');
    expect(kept.stdout).toContain('kept running until 2026-11-26T08:00');
    expect(bench.portal.calls.at(-1)!.body).toEqual({ hours: 48 });
    const followed = await bench.astrolabe('follow', workload.id);
    expect(followed.stdout).toContain('goes on with newer versions');
    expect(bench.portal.calls.at(-1)!.body).toEqual({ isOn: true });
    const wrong = await bench.astrolabe('snooze', workload.id, '--hours', '0');
    expect(wrong.exitCode).toBe(exitCodes.usage);
  });

  it('says when a site will be down, and lets an operator announce it and take it back', async () => {
    await bench.signedIn();
    const shown = await bench.astrolabe('show', workload.id);
    expect(shown.stdout).toContain('will be down from 2026-12-24T08:00');
    const { stdout } = await bench.astrolabe('downtime', 'list');
    expect(stdout).toMatch(/^d1 +here +2026-12-24T08.*New power supplies$/m);
    const times = ['--from', '2026-12-25T08:00Z', '--until', '2026-12-26Z'];
    const announce = ['downtime', 'announce', 'eu.far', ...times];
    await bench.astrolabe(...announce, '--why', 'Cooling');
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      siteId: 'eu.far',
      from: '2026-12-25T08:00Z',
      until: '2026-12-26Z',
      why: 'Cooling',
    });
    const back = await bench.astrolabe('downtime', 'cancel', 'd1');
    expect(back.stdout).toContain('taken back');
    expect((await bench.astrolabe(...announce)).exitCode).toBe(exitCodes.usage);
  });

  it('says that a workload is not there, and not more', async () => {
    await bench.signedIn();
    const result = await bench.astrolabe('show', 'of-another', '--json');
    expect(result.exitCode).toBe(exitCodes.notFound);
    expect(errorOf(result).name).toBe('NotFoundError');
  });

  it('prints logs as they were written, and follows them', async () => {
    await bench.signedIn();
    expect((await bench.astrolabe('logs', workload.id)).stdout).toBe(
      'one\ntwo\n',
    );
    expect((await bench.astrolabe('logs', '-f', workload.id)).stdout).toBe(
      'one\ntwo\n',
    );
    const { stdout } = await bench.astrolabe(
      'logs',
      '-f',
      workload.id,
      '--json',
    );
    expect(
      stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).nextOffset),
    ).toEqual([4, 8]);
  });

  it('says why a log may not be followed any more', async () => {
    await bench.signedIn();
    const chunk = { task: 'main', text: 'one\n', nextOffset: 4 };
    const error = {
      name: 'NotAllowedError',
      message: 'You may not have this open any more',
      code: 'ACCESS_ENDED',
    };
    const said = [chunk, { error, response: { statusCode: 403 } }];
    bench.portal.answers[
      `GET /api/workloads/v1/workloads/${workload.id}/logs/follow`
    ] = [{ lines: said.map(line => `${JSON.stringify(line)}\n`) }];
    const result = await bench.astrolabe('logs', '-f', workload.id);
    expect(result.stdout).toBe('one\n');
    expect(result.stderr).toContain('You may not have this open any more');
    expect(result.exitCode).toBe(exitCodes.notFound);
  });

  it('follows a log until Ctrl-C', async () => {
    await bench.signedIn();
    const chunk = { task: 'main', text: 'one\n', nextOffset: 4 };
    bench.portal.answers[
      `GET /api/workloads/v1/workloads/${workload.id}/logs/follow`
    ] = [{ lines: [JSON.stringify(chunk)], open: true }];
    const result = await runCli(['logs', '-f', workload.id], {
      home: bench.home,
      onStdout: (_text, interrupt) => interrupt(),
    });
    expect(result).toEqual({
      exitCode: exitCodes.interrupted,
      stdout: 'one\n',
      stderr: '',
    });
  });

  it('is said that the state does not allow it', async () => {
    await bench.signedIn();
    bench.portal.answers[
      `POST /api/workloads/v1/workloads/${workload.id}/stop`
    ] = [
      refusal(409, { name: 'ConflictError', message: 'It is stopped already' }),
    ];
    const result = await bench.astrolabe('stop', workload.id);
    expect(result.exitCode).toBe(exitCodes.conflict);
  });

  it('lists what I was told, which is read then', async () => {
    await bench.signedIn();
    const inbox = '/api/workloads/v1/notices/inbox';
    const at = new Date().toISOString();
    const told = { workloadId: workload.id, title: 'Plankton', at };
    bench.portal.answers[`GET ${inbox}`] = [
      {
        json: {
          items: [
            { ...told, kind: 'ready', isRead: false },
            { ...told, kind: 'failed', isRead: true },
          ],
          unread: 1,
        },
      },
    ];
    bench.portal.answers[`POST ${inbox}/read`] = [{ status: 204 }];
    const { stdout, exitCode } = await bench.astrolabe('notices', '--list');
    expect(exitCode).toBe(exitCodes.ok);
    expect(stdout).toMatch(/^ready +Plankton .* new$/m);
    expect(stdout).toMatch(/^failed +Plankton /m);
    expect(bench.portal.calls.at(-1)!.body).toEqual({ until: at });
  });

  it('writes its whole log to a file, and downloads a file of its folder', async () => {
    await bench.signedIn();
    const own = `GET /api/workloads/v1/workloads/${workload.id}`;
    const changedAt = new Date().toISOString();
    bench.portal.answers[`${own}/logs/content`] = [
      { lines: ['one', 'two'], headers: { 'x-astrolabe-truncated': 'true' } },
    ];
    bench.portal.answers[`${own}/files`] = [
      {
        json: {
          folder: 'notes',
          items: [
            { name: 'deep', kind: 'folder', changedAt },
            { name: 'a.txt', kind: 'file', bytes: 12, changedAt },
          ],
          truncated: false,
          gone: false,
        },
      },
    ];
    bench.portal.answers[`${own}/files/content`] = [{ lines: ['content'] }];
    const log = path.join(bench.home, 'whole.log');
    const saved = await bench.astrolabe('logs', workload.id, '-o', log);
    expect(saved.stderr).toContain('older lines are gone');
    expect(await readFile(log, 'utf8')).toContain('one');

    const { stdout } = await bench.astrolabe('files', workload.id, 'notes');
    expect(stdout).toMatch(/^deep\/ /m);
    expect(stdout).toMatch(/^a\.txt +12 B/m);
    await bench.astrolabe(
      ...['files', workload.id, 'notes/a.txt', '--to', bench.home],
    );
    const file = await readFile(path.join(bench.home, 'a.txt'), 'utf8');
    expect(file).toContain('content');
  });

  it('says what becomes of files when something is stopped or started again, and saves them first', async () => {
    await bench.signedIn();
    const own = `/api/workloads/v1/workloads/${workload.id}`;
    const losing = { ...workload, keepsFiles: false };
    const become = (json: object) => {
      bench.portal.answers[`GET ${own}`] = [{ json }, { json }];
    };
    const kept = await bench.astrolabe('stop', workload.id);
    expect(kept.stderr).toBe('');

    become(losing);
    const shown = await bench.astrolabe('show', workload.id);
    expect(shown.stdout).toContain('begins with an empty folder');
    become(losing);
    const lost = await bench.astrolabe('stop', workload.id);
    expect(lost.stderr).toContain('keeps no files of what has ended');
    expect(lost.stderr).toContain('--snapshot');
    expect(lost.exitCode).toBe(exitCodes.ok);

    become(losing);
    const saved = await bench.astrolabe('stop', workload.id, '--snapshot');
    expect(saved.stderr).toContain(`snapshot: ${snapshot.id}`);
    const posted = bench.portal.calls.filter(call => call.method === 'POST');
    const [taken, stopped] = posted.slice(-2).map(call => call.path);
    expect(taken).toContain('/snapshots');
    expect(stopped).toContain('/stop');

    become({ ...losing, state: 'stopped' });
    const again = await bench.astrolabe('restart', workload.id);
    expect(again.stderr).toContain('begins with an empty folder');
  });

  it('deletes only when it is told to be sure', async () => {
    await bench.signedIn();
    const unsure = await bench.astrolabe('delete', workload.id);
    expect(unsure.exitCode).toBe(exitCodes.usage);
    expect(unsure.stderr).toContain('--yes');
    expect(bench.portal.workloads.has(workload.id)).toBe(true);

    const sure = await bench.astrolabe(
      'delete',
      workload.id,
      '--yes',
      '--wait',
    );
    expect(sure.exitCode).toBe(exitCodes.ok);
    expect(bench.portal.workloads.has(workload.id)).toBe(false);
  });

  it('deletes what is not in a storage only when it is told to', async () => {
    await bench.signedIn();
    const at = `/api/workloads/v1/workloads/${workload.id}`;
    bench.portal.answers[`DELETE ${at}`] = [
      refusal(409, {
        ...{ name: 'ConflictError', code: 'FILES_NOT_COPIED_BACK' },
        message: 'Not all that it changed is in its storage',
        nextStep: 'Say giveUpFiles=true',
      }),
      { status: 204 },
    ];
    const refused = await bench.astrolabe('delete', workload.id, '--yes');
    expect(refused.exitCode).not.toBe(exitCodes.ok);
    expect(refused.stderr).toContain('Not all that it changed');
    const args = ['delete', workload.id, '--yes', '--give-up-files'];
    const done = await bench.astrolabe(...args);
    expect(done.exitCode).toBe(exitCodes.ok);
    expect(bench.portal.calls.map(call => call.path)).toContain(
      `${at}?giveUpFiles=true`,
    );
  });

  it('asks to wait where the portal does', async () => {
    await bench.signedIn();
    bench.portal.answers['GET /api/workloads/v1/workloads'] = [
      {
        ...refusal(429, { name: 'Error', message: 'Too many' }),
        headers: { 'retry-after': '7' },
      },
    ];
    const result = await bench.astrolabe('list', '--json');
    expect(result.exitCode).toBe(exitCodes.unavailable);
    expect(errorOf(result).nextStep).toBe('Try again in 7 seconds');
  });
});
