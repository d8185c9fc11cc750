import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import {
  eventually,
  MailServer,
  startWorkloads,
  type Portal,
} from '../__testUtils__';
import { connect, DatabaseNoticeStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

describe.each(databases.eachSupportedId())('two portals on %s', databaseId => {
  const portals: Portal[] = [];
  let mail: MailServer;
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
    await mail.stop();
  });

  it('send one mail of each, and of all that end together, also when both see it and one begins again', async () => {
    mail = await MailServer.start();
    const knex = await databases.init(databaseId);
    const start = async (others: Partial<Portal> = {}) => {
      const { engine } = others;
      const { config } = mail;
      portals.push(await startWorkloads({ knex, engine, config }));
      return portals.at(-1)!;
    };
    const arrived = (count: number) =>
      eventually(() => expect(mail.mails).toHaveLength(count));
    const first = await start();
    const second = await start(first);
    const nia = first.as('nia');
    const wish = { afterSeconds: 0, mail: true, language: 'en' };
    await nia.put('/v1/notices').send(wish).expect(200);
    const { body } = await nia.launch().expect(201);
    await arrived(1);
    const runs = 4;
    for (let run = 2; run <= runs; run++) {
      await nia.post(`/v1/workloads/${body.id}/restart`).expect(200);
      await arrived(run);
    }
    await second.stopPortal();
    portals.pop();
    await start(first);
    const request = { variant: 'batch', array: { count: 2 } };
    const script = { text: 'exit 0' };
    await nia.post(`/v1/workloads/${body.id}/stop`).expect(200);
    await nia.until(body.id, 'stopped');
    await nia.launch({ script }, { tool: 'scripted', request }).expect(201);
    await new Promise(resolve => setTimeout(resolve, 3000));
    expect(mail.mails).toHaveLength(runs + 1);
  });
});

it('are looked for by their channel, past all that is unread in the portal', async () => {
  const knex = await databases.init('SQLITE_3');
  const db = await connect(mockServices.database({ knex }));
  const asked: { sql: string; bindings: string[] }[] = [];
  db.on('query', query => asked.push(query));
  await new DatabaseNoticeStore(db).listDue('mail');
  const [{ sql, bindings }] = asked;
  const steps: { detail: string }[] = await db.raw(
    `explain query plan ${sql}`,
    bindings,
  );
  expect(steps[0].detail).toContain('(channel=? AND due_at<?)');
});
