import { expect, it } from 'vitest';
import { eventually, startWorkloads } from '../__testUtils__';

it('a snapshot that a manager takes is the owner’s, and tells nothing of what that one keeps', async () => {
  const portal = await startWorkloads({
    communities: { signIn: { demo: { enabled: true } } },
    others: { auth: { providers: { demo: {} } } },
    config: { snapshots: { perPerson: 1 } },
  });
  try {
    const [ada, max] = [portal.as('ada'), portal.as('max')];
    const { body: workload } = await ada.launch().expect(201);
    const { id } = await ada.until(workload.id, 'running');
    portal.engine.leave(id, 'notes.txt', 'x'.repeat(1000));
    const path = `/v1/workloads/${id}`;
    const wish = { subjectRef: 'user:default/max', role: 'manage' };
    await ada.put(`${path}/shares`).send(wish).expect(200);

    const size = await max.get(`${path}/snapshot-size`).expect(200);
    expect(size.body.bytes).toBe(1000);
    expect(Object.keys(size.body.limits).sort()).toEqual([
      ...['bytesEach', 'bytesPerPerson', 'perPerson'],
    ]);
    const take = (who: typeof ada) => who.post(`${path}/snapshots`).send({});
    const { body } = await take(max).expect(201);
    expect(body).toMatchObject({
      ownerRef: 'user:default/ada',
      shared: { role: 'manage' },
    });
    await eventually(async () => {
      const { items } = (await ada.get('/v1/snapshots').expect(200)).body;
      expect(items).toMatchObject([{ id: body.id, state: 'complete' }]);
      expect(items[0]).not.toHaveProperty('shared');
    });
    await max.get(`/v1/snapshots/${body.id}`).expect(404);
    const full = await take(max).expect(403);
    expect(full.body.error.code).toBe('SNAPSHOT_OWNER_QUOTA');
    expect(JSON.stringify(full.body)).not.toMatch(/\d of \d/);
    const own = await take(ada).expect(403);
    expect(own.body.error.code).toBe('SNAPSHOT_QUOTA');
  } finally {
    await portal.stop();
  }
});
