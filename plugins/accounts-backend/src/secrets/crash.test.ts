import { mockServices } from '@backstage/backend-test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, InMemorySecretStore, refOf } from '../__testUtils__';
import { connect, DatabaseSecrets, type SecretRecord } from '../database';
import { StoreAwayError } from '../stores';
import { Secrets } from './Secrets';

const by = refOf('ada');
const key = {
  ...{ scope: 'personal' as const, ownerRef: by, community: '', name: 'key' },
  kind: 'text' as const,
};
const first = { by, data: { text: 'first' } };
const second = { by, data: { text: 'second' } };

type Step = 'write' | 'remove';
/** When the portal is killed: it never comes to what is after it. */
type Moment = 'before' | 'after';

/** A store in whose calls the portal is killed: they never return. */
class LastCall extends InMemorySecretStore {
  killed?: { step: Step; moment: Moment };

  override async write(...args: Parameters<InMemorySecretStore['write']>) {
    return this.#call('write', () => super.write(...args));
  }

  override async remove(...args: Parameters<InMemorySecretStore['remove']>) {
    return this.#call('remove', () => super.remove(...args));
  }

  async #call<T>(step: Step, act: () => Promise<T>): Promise<T> {
    const { killed } = this;
    if (killed?.step !== step) return act();
    if (killed.moment === 'after') await act();
    return new Promise(() => {});
  }
}

let store: LastCall;
let db: DatabaseSecrets;
let secrets: Secrets;
beforeEach(async () => {
  const knex = createDatabase();
  store = new LastCall();
  db = new DatabaseSecrets(await connect(mockServices.database({ knex })));
  secrets = portalAt(0);
});

/** A portal on the same places, some minutes later. */
function portalAt(minutes: number): Secrets {
  const logger = mockServices.logger.mock();
  const now = () => Date.now() + minutes * 60_000;
  return new Secrets({ db, store, logger, now });
}

async function killIn(
  step: Step,
  moment: Moment,
  act: () => Promise<unknown>,
): Promise<void> {
  store.killed = { step, moment };
  let hasEnded = false;
  void act().finally(() => {
    hasEnded = true;
  });
  await expect.poll(async () => (await db.begun('9')).length).toBe(1);
  expect(hasEnded).toBe(false);
  store.killed = undefined;
}

const listed = () => db.list({ ownerRef: by, communities: [] });
const values = () => [...store.kept.values()].map(({ data }) => data.text);

describe.each(['before', 'after'] as const)(
  'a portal that is killed %s the store was changed',
  moment => {
    it('leaves nothing of a new secret', async () => {
      await killIn('write', moment, () => secrets.create(key, first));
      expect(await listed()).toEqual([]);
      await expect(portalAt(1).create(key, second)).rejects.toMatchObject({
        code: 'SECRET_BUSY',
      });
      const later = portalAt(3);
      await later.recover();
      expect(values()).toEqual([]);
      await later.create(key, second);
      expect(values()).toEqual(['second']);
    });

    it('leaves a secret with its old value or its new one, and says which', async () => {
      const made = await secrets.create(key, first);
      await killIn('write', moment, () => secrets.rotate(made, second));
      await portalAt(3).recover();
      const [now] = await listed();
      const isNew = moment === 'after';
      expect(now.version).toBe(isNew ? 2 : 1);
      expect(now.doing).toBeUndefined();
      expect(await secrets.read(now)).toEqual({
        text: isNew ? 'second' : 'first',
      });
      const events = await db.events([made.id]);
      expect(events.map(({ what }) => what)).toEqual(
        isNew ? ['rotate', 'create'] : ['create'],
      );
      const next = await portalAt(3).rotate(now, { by, data: { text: 'x' } });
      expect(next.version).toBe(now.version + 1);
    });

    it('ends a removal', async () => {
      const made = await secrets.create(key, first);
      await killIn('remove', moment, () => secrets.remove(made, { by }));
      expect(await listed()).toEqual([]);
      await portalAt(3).recover();
      expect(await db.find(made.id)).toBeUndefined();
      expect(values()).toEqual([]);
    });
  },
);

describe('a store that is away', () => {
  const sealed = { state: 'sealed', reason: 'it is sealed' } as const;

  it('changes nothing, and nothing is left to be done', async () => {
    const made = await secrets.create(key, first);
    store.state = sealed;
    const other = { ...key, name: 'other' };
    for (const act of [
      () => secrets.create(other, first),
      () => secrets.rotate(made, second),
      () => secrets.remove(made, { by }),
    ]) {
      await expect(act()).rejects.toBeInstanceOf(StoreAwayError);
    }
    store.state = { state: 'ready' };
    await portalAt(3).recover();
    const left = await listed();
    expect(left.map(({ name, version }) => [name, version])).toEqual([
      ['key', 1],
    ]);
    expect(await secrets.read(left[0])).toEqual({ text: 'first' });
    await secrets.create(other, first);
  });

  it('may have written what it did not answer: it is found out later', async () => {
    const made = await secrets.create(key, first);
    const write = store.write.bind(store);
    store.write = async (...args) => {
      await write(...args);
      throw new StoreAwayError({ state: 'away' }, { mayHaveChanged: true });
    };
    await expect(secrets.rotate(made, second)).rejects.toThrow();
    await expect(
      secrets.rotate((await db.find(made.id)) as SecretRecord, second),
    ).rejects.toMatchObject({ code: 'SECRET_BUSY' });
    await portalAt(3).recover();
    expect((await db.find(made.id))?.version).toBe(2);
  });
});
