import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect, DatabaseTicketStore } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const MINUTE = 60_000;

afterEach(() => vi.useRealTimers());

describe.each(databases.eachSupportedId())(
  'addresses of downloads, on %s',
  databaseId => {
    it('hold for one file and two minutes, and are kept as nobody could use them', async () => {
      const knex = await databases.init(databaseId);
      const db = await connect(mockServices.database({ knex }));
      const store = new DatabaseTicketStore(db);
      const file = {
        ...{ ownerRef: 'user:default/ada', storage: 'home' },
        path: 'ñ日本🙂/'.repeat(400),
      };
      const { ticket, expiresAt } = await store.make(file);
      expect(await store.find(ticket)).toEqual(file);
      expect(await store.find(ticket.toLowerCase())).toBeUndefined();
      const rows = await knex('download_tickets').select();
      expect(JSON.stringify(rows)).not.toContain(ticket);

      const now = Date.parse(expiresAt) + MINUTE;
      vi.useFakeTimers({ toFake: ['Date'], now });
      expect(await store.find(ticket)).toBeUndefined();
      await store.make(file);
      expect(await knex('download_tickets').select()).toHaveLength(1);
    });
  },
);
