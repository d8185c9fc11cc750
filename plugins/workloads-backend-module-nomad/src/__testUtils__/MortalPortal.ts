import createKnex, { type Knex } from 'knex';
import type { NomadEngine } from '../engine/NomadEngine';
import { FaultyProxy } from './FaultyProxy';
import type { NomadSetup } from './NomadSetup';
import { startRoom, type Portal } from './room';

/** What changes a workload's row: of all else that is written, nobody says that it happens once. */
const WRITES = /^(insert into|update|delete from) `workloads`/;

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * A life that ends where it is told to. What it does are the requests that
 * change something at Nomad, and what it writes of workloads: between two of
 * these, one moment to be killed in is like another.
 */
class Life {
  readonly deeds: string[] = [];
  isOver = false;
  #last = Infinity;

  /** @param n - of the next deeds the first that is not done; what it was doing is not done either */
  endBefore(n: number): void {
    this.#last = this.deeds.length + n - 1;
  }

  /** @throws when it is over */
  do(deed: string): void {
    if (this.deeds.length >= this.#last) this.isOver = true;
    this.go();
    this.deeds.push(deed);
  }

  go(): void {
    if (this.isOver) throw new Error('Killed');
  }
}

/**
 * A whole portal over Nomad, on a database in a file, that can be killed before
 * the n-th thing that it does: nothing that it does afterwards arrives anywhere,
 * and a transaction that it was in is undone, as with `kill -9`.
 */
export class MortalPortal {
  readonly life = new Life();
  portal!: Portal;
  engine!: NomadEngine;
  #proxy!: FaultyProxy;
  #knex!: Knex;

  static async start(
    setup: NomadSetup,
    filename: string,
  ): Promise<MortalPortal> {
    const mortal = new MortalPortal();
    mortal.#knex = mortalKnex(filename, mortal.life);
    mortal.#proxy = await FaultyProxy.start(setup.agent.url);
    mortal.#proxy.before = (method, path) => {
      const [route] = path.split('?');
      if (method === 'GET' || route.endsWith('/plan')) mortal.life.go();
      else mortal.life.do(`${method} ${route.replace(UUID, '…')}`);
    };
    mortal.engine = setup.engine({ url: mortal.#proxy.url });
    mortal.portal = await startRoom([mortal.engine], { knex: mortal.#knex });
    return mortal;
  }

  /** Clears away what is left of it in this process. */
  async bury(): Promise<void> {
    this.#proxy.cut();
    await this.portal.stop();
    await this.#proxy.close();
    await this.#knex.destroy();
  }
}

function mortalKnex(filename: string, life: Life): Knex {
  const client = 'better-sqlite3';
  const Client = createKnex({ client }).client.constructor;
  class MortalClient extends Client {
    async _query(connection: unknown, asked: { sql: string }) {
      if (WRITES.test(asked.sql)) life.do(WRITES.exec(asked.sql)![0]);
      else if (!/^rollback/i.test(asked.sql)) life.go();
      return super._query(connection, asked);
    }
  }
  return createKnex({
    client: MortalClient as never,
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
