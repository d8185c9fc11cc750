import { TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { startWorkloads, type Portal } from '../__testUtils__';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

describe.each(databases.eachSupportedId())('two portals on %s', databaseId => {
  const portals: Portal[] = [];
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
  });

  /** The same person at both, whose tier allows two workloads. */
  async function startBoth() {
    const knex = await databases.init(databaseId);
    const first = await startWorkloads({ knex });
    portals.push(first);
    const { engine } = first;
    portals.push(await startWorkloads({ knex, engine }));
    return portals.map(portal => portal.as('nia'));
  }

  const statuses = (answers: { status: number }[]) =>
    answers.map(({ status }) => status).sort();

  it('let me have no more than my tier allows, when I launch at both at once', async () => {
    const [one, other] = await startBoth();
    const launched = await Promise.all(
      [one, other, one, other, one, other].map(nia => nia.launch()),
    );
    expect(statuses(launched)).toEqual([201, 201, 403, 403, 403, 403]);
    for (const { status, body } of launched) {
      if (status === 201) continue;
      expect(body.error).toMatchObject({
        code: 'LIMIT_WORKLOADS',
        message: expect.stringContaining('and you have 2'),
      });
    }
    const { body } = await other.get('/v1/workloads');
    expect(body.totalItems).toBe(2);
  });

  it('let me have no more when I start what has ended, either', async () => {
    const [one, other] = await startBoth();
    const ids: string[] = [];
    while (ids.length < 4) {
      const { body } = await one.launch().expect(201);
      await one.until(body.id, 'running');
      await other.post(`/v1/workloads/${body.id}/stop`).expect(200);
      await one.until(body.id, 'stopped');
      ids.push(body.id);
    }
    const again = await Promise.all([
      ...ids.map((id, index) =>
        [one, other][index % 2].post(`/v1/workloads/${id}/restart`),
      ),
      one.launch(),
      other.launch(),
    ]);
    const done = again.filter(({ status }) => status < 300);
    expect(done).toHaveLength(2);
    const refused = again.filter(({ status }) => status === 403);
    expect(refused).toHaveLength(4);
    // What was refused is as it was.
    const { body } = await other.get('/v1/workloads');
    const states = body.items.map(({ state }: { state: string }) => state);
    expect(states.filter((state: string) => state !== 'stopped')).toHaveLength(
      2,
    );
  });

  it('make one workload of one key, also of the last that my tier allows', async () => {
    const [one, other] = await startBoth();
    await one.launch().expect(201);
    const key = 'the-same-key';
    const launched = await Promise.all(
      [one, other, one, other].map(nia => nia.launch({}, { key })),
    );
    expect(statuses(launched)).toEqual([201, 201, 201, 201]);
    const ids = new Set(launched.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
  });
});
