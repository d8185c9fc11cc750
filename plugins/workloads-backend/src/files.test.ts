import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

describe('logs and files of workloads', () => {
  let portal: Portal;
  beforeEach(async () => {
    const logLimitBytes = 8 * 1024 ** 2;
    const engine = new InMemoryWorkloadEngine({ logLimitBytes });
    portal = await startWorkloads({ engine });
  });
  afterEach(() => portal.stop());

  async function running(): Promise<string> {
    const ada = portal.as('ada');
    const { body } = await ada.launch().expect(201);
    await ada.until(body.id, 'running');
    return body.id;
  }

  it('give me their whole log as a file, whatever its length', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const long = `${'ü'.repeat(900_000)}\n`;
    portal.engine.write(id, long);
    const at = `/v1/workloads/${id}/logs/content`;
    const whole = await ada.get(at).buffer(true).expect(200);
    // Compared as a whole: nobody wants to read a megabyte when it differs.
    expect(whole.text === `listening\n${long}`).toBe(true);
    expect(whole.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="Hello-greeter.log"',
      'x-content-type-options': 'nosniff',
    });
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-log-download:succeeded',
      meta: expect.objectContaining({ workloadId: id }),
    });
    const other = await ada.get(`${at}?task=nothing`).expect(404);
    expect(other.body.error.code).toBe('TASK_NOT_FOUND');
    portal.engine.lose();
    await ada.get(at).expect(503);
  });

  it('say in a download of their log where something is missing', async () => {
    const id = await running();
    const ada = portal.as('ada');
    // More than the engine keeps, which cuts the oldest line.
    portal.engine.write(id, `${'x'.repeat(99)}\n`.repeat(90_000));
    const at = `/v1/workloads/${id}/logs/content`;
    const cut = await ada.get(at).buffer(true).expect(200);
    expect(cut.headers['x-astrolabe-truncated']).toBe('true');
    const [first, second] = cut.text.split('\n');
    expect(first).toBe(
      '[Older output is no longer kept: the next line may be the end of one.]',
    );
    expect(second).toMatch(/^x+$/);
  });

  it('break a download of their log off when the portal stops', async () => {
    const id = await running();
    portal.engine.write(id, `${'x'.repeat(2_000_000)}\n`);
    const gate = portal.engine.hold('logs', 1);
    const seen = portal
      .as('ada')
      .get(`/v1/workloads/${id}/logs/content`)
      .then(
        () => 'whole',
        () => 'broken off',
      );
    await eventually(() => {
      const asked = portal.engine.calls.filter(call => call.method === 'logs');
      expect(asked).toHaveLength(2);
    });
    await portal.stopPortal();
    expect(await seen).toBe('broken off');
    gate.open();
  });

  it('show what lies in their folder, and give a file of it, to me alone', async () => {
    const id = await running();
    const ada = portal.as('ada');
    portal.engine.leave(id, 'notes/two.txt', 'second');
    portal.engine.leave(id, "odd ' & ü.txt", 'odd');
    const at = `/v1/workloads/${id}/files`;
    const root = await ada.get(at).expect(200);
    expect(root.body).toMatchObject({
      folder: '',
      items: [
        { name: 'notes', kind: 'folder' },
        { name: "odd ' & ü.txt", kind: 'file', bytes: 3 },
      ],
      truncated: false,
      gone: false,
    });
    const notes = await ada.get(`${at}?folder=notes`).expect(200);
    expect(notes.body.items).toMatchObject([{ name: 'two.txt', bytes: 6 }]);
    const content = (path: string, who = ada) =>
      who.get(`${at}/content?path=${encodeURIComponent(path)}`);
    const odd = await content("odd ' & ü.txt").expect(200);
    expect(String(odd.body)).toBe('odd');
    expect(odd.headers['content-disposition']).toMatch(/^attachment;/);
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-download:succeeded',
      meta: expect.objectContaining({ workloadId: id }),
    });
    const missing = await content('notes').expect(404);
    expect(missing.body.error.code).toBe('FILE_NOT_FOUND');
    for (const path of ['../x', '/etc/passwd', 'notes/../../x', 'a\\b']) {
      await content(path).expect(400);
      await ada.get(`${at}?folder=${encodeURIComponent(path)}`).expect(400);
    }
    await content('notes/two.txt', portal.as('nia')).expect(404);
    await portal.as('nia').get(at).expect(404);
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    portal.engine.forget(id);
    const gone = await ada.get(at).expect(200);
    expect(gone.body).toMatchObject({ items: [], gone: true });
  });
});
