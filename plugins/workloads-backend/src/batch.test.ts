import type { Workload } from '@astrolabe/plugin-workloads-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

const script =
  '#!/bin/bash\necho "${{ user.ref }} $(id) \'ü\'" > $ARTEFACTS/x\n';
const values = { script: { text: script } };

describe('a batch job', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await startWorkloads();
  });
  afterEach(() => portal.stop());

  const launch = (request: object = {}, key?: string) =>
    portal.as('ada').launch(values, {
      tool: 'scripted',
      key,
      request: { variant: 'batch', ...request },
    });
  const mainOf = ({ id }: { id: string }) =>
    portal.engine.submitted(id)!.spec.tasks[0];
  const list = async (query: string) =>
    (await portal.as('ada').get(`/v1/workloads?${query}`).expect(200)).body;
  const counts = async () => (await list('')).purposes;

  it('has a form of its own, and the usual one names it', async () => {
    const form = (query = '') =>
      portal
        .as('ada')
        .get(`/v1/launch-form?entityRef=aitool:default/scripted${query}`);
    const variants = [
      { kind: 'service' },
      { name: 'batch', title: 'Batch job', kind: 'batch' },
    ];
    const usual = (await form().expect(200)).body;
    expect(usual).toMatchObject({ kind: 'service', variants });
    expect(usual.schema.properties).not.toHaveProperty('script');
    const batch = (await form('&variant=batch').expect(200)).body;
    expect(batch).toMatchObject({ kind: 'batch', variant: 'batch', variants });
    expect(batch.schema.properties).toHaveProperty('script');
    const { body } = await form('&variant=night').expect(400);
    expect(body.error).toMatchObject({
      code: 'UNKNOWN_VARIANT',
      cause: expect.stringContaining('batch'),
    });
  });

  it('gets the script as a file and the parameters as variables, whatever they hold', async () => {
    const parameters = { RATE: '0.1', ODD: "${{ x }} $(id) '\n" };
    const { body } = await launch({ parameters }).expect(201);
    await portal.as('ada').until(body.id, 'completed');
    expect(mainOf(body)).toMatchObject({
      command: ['leave', 'bash', { parts: [{ folder: 'work' }, '/script'] }],
      files: [{ path: 'script', content: script }],
      env: {
        ...parameters,
        ASTROLABE_TASK_INDEX: '0',
        ASTROLABE_TASK_COUNT: '1',
      },
    });
    const whole = await portal.as('ada').get(`/v1/workloads/${body.id}`);
    expect(whole.body.request).toMatchObject({ values, parameters });
    // A list of them would be as long as all their scripts.
    expect((await list('purpose=batch')).items[0]).not.toHaveProperty(
      'request',
    );
  });

  it('is refused with the names of the parameters that cannot be', async () => {
    const refused = async (request: object) =>
      (await launch(request).expect(400)).body.error;
    expect(
      await refused({
        parameters: { '1x': '', ARTEFACTS: '/etc' },
        array: { rows: [{ OK: '1' }, { ASTROLABE_TASK_INDEX: '7' }] },
      }),
    ).toMatchObject({
      code: 'INVALID_PARAMETERS',
      cause:
        'parameters.1x, parameters.ARTEFACTS, array.rows.1.ASTROLABE_TASK_INDEX',
    });
    for (const array of [{ count: 0 }, { count: 201 }, { rows: [] }, {}]) {
      await refused({ array });
    }
    await refused({ array: { count: 1, rows: [{}] } });
    const service = { variant: undefined, array: { count: 2 } };
    const answer = await portal
      .as('ada')
      .launch({}, { tool: 'scripted', request: service })
      .expect(400);
    expect(answer.body.error).toMatchObject({
      code: 'INVALID_PARAMETERS',
      cause: 'array',
    });
    expect(await counts()).toEqual({ interactive: 0, batch: 0, try: 0 });
  });

  it('is an array of several, made once of one key, and listed as one', async () => {
    const rows = [{ SEED: '1' }, { SEED: '2' }, { SEED: '3', RATE: '9' }];
    const request = { parameters: { RATE: '0.1' }, array: { rows } };
    const [one, other] = await Promise.all([
      launch(request, 'key-of-array'),
      launch(request, 'key-of-array'),
    ]);
    expect(other.body.id).toBe(one.body.id);
    const { group } = one.body;
    expect(group).toMatchObject({ index: 0, size: 3 });
    await portal.as('ada').launch({}, { tool: 'scripted' });
    expect(await counts()).toEqual({ interactive: 1, batch: 3, try: 0 });

    const members = await eventually(async () => {
      const { items } = await list(`group=${group.id}`);
      for (const { state } of items) expect(state).toBe('completed');
      return items.reverse() as Workload[];
    });
    expect(members.map(each => mainOf(each).env)).toMatchObject([
      { SEED: '1', RATE: '0.1', ASTROLABE_TASK_INDEX: '0' },
      { SEED: '2', RATE: '0.1', ASTROLABE_TASK_INDEX: '1' },
      { SEED: '3', RATE: '9', ASTROLABE_TASK_COUNT: '3' },
    ]);
    const grouped = await list('purpose=batch&grouped=true');
    expect(grouped).toMatchObject({
      totalItems: 1,
      items: [
        { id: one.body.id, group: { size: 3, states: { completed: 3 } } },
      ],
    });
    // The first one goes, and the next one stands for the group.
    await portal.as('ada').delete(`/v1/workloads/${one.body.id}`);
    await eventually(async () =>
      expect(await list('grouped=true&purpose=batch')).toMatchObject({
        items: [{ id: members[1].id, group: { states: { completed: 2 } } }],
      }),
    );
  });

  it('is none at all when an array has more tasks than I may have', async () => {
    const nia = portal.as('nia');
    const { body } = await nia
      .launch(values, {
        tool: 'scripted',
        request: { variant: 'batch', array: { count: 3 } },
      })
      .expect(403);
    expect(body.error).toMatchObject({
      code: 'LIMIT_WORKLOADS',
      message: expect.stringContaining('this array has 3'),
    });
    expect((await nia.get('/v1/workloads')).body.totalItems).toBe(0);
  });

  it('is stopped and deleted with all of its array, by me alone', async () => {
    portal.engine.delay('submit', 2500);
    const { body } = await launch({ array: { count: 3 } }).expect(201);
    const at = `/v1/groups/${body.group.id}`;
    for (const other of ['max', 'olga']) {
      const answers = [
        await portal.as(other).post(`${at}/stop`),
        await portal.as(other).delete(at),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(404);
        expect(answer.body.error.code).toBe('GROUP_NOT_FOUND');
      }
    }
    await portal.as('mallory').delete(at).expect(403);
    await portal.as('nobody').delete(at).expect(401);
    await portal.as('ada').post(`${at}/stop`).expect(204);
    await eventually(async () => {
      const { items } = await list(`group=${body.group.id}`);
      expect(items.map((each: Workload) => each.desired)).toEqual([
        'stop',
        'stop',
        'stop',
      ]);
    });
    await portal.as('ada').delete(at).expect(204);
    await eventually(async () => expect((await counts()).batch).toBe(0));
    expect(portal.heard.audits.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'group-stop:succeeded',
        'group-delete:succeeded',
        'group-delete:failed',
      ]),
    );
  });

  it('leaves artefacts that I can list and download, and nobody else', async () => {
    const { body } = await launch().expect(201);
    const ada = portal.as('ada');
    await ada.until(body.id, 'completed');
    const at = `/v1/workloads/${body.id}/artefacts`;
    expect((await ada.get(at).expect(200)).body).toMatchObject({
      items: [{ path: 'deep/two.bin', bytes: 3_000_000 }, { path: 'one.txt' }],
      truncated: false,
      gone: false,
    });
    const file = await ada.get(`${at}/content?path=one.txt`).expect(200);
    expect(file.headers).toMatchObject({
      'content-disposition': 'attachment; filename="one.txt"',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(file.body.toString()).toBe('first');
    const big = await ada.get(`${at}/content?path=deep/two.bin`);
    expect(big.body).toHaveLength(3_000_000);

    const missing = await ada.get(`${at}/content?path=no.txt`).expect(404);
    expect(missing.body.error.code).toBe('ARTEFACT_NOT_FOUND');
    for (const path of [
      '../script',
      'a/../../script',
      '%2e%2e/script',
      'a%00',
    ]) {
      await ada.get(`${at}/content?path=${path}`).expect(400);
    }
    for (const path of ['', '/content?path=one.txt']) {
      await portal
        .as('max')
        .get(at + path)
        .expect(404);
      await portal
        .as('nobody')
        .get(at + path)
        .expect(401);
    }
  });
});
