import { ServiceUnavailableError } from '@backstage/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, World } from '../__testUtils__';

describe('the reconciler', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.create();
  });
  afterEach(() => world.dispose());

  const runs = (...ids: string[]) =>
    eventually(async () =>
      expect(await world.states()).toEqual(ids.map(() => 'running')),
    );

  it('begins nothing twice, and tells nothing twice, when two replicas share a store', async () => {
    const { store, engine, notifier } = world;
    const replicas = [world.begin(), world.begin()];
    const pursue = (id: string) => replicas.forEach(each => each.pursue(id));
    const ids = await Promise.all([1, 2, 3, 4].map(() => world.launch()));
    ids.forEach(pursue);
    await runs(...ids);
    expect(world.begun.sort()).toEqual(ids.map(id => `${id}#1`).sort());
    for (const id of ids) {
      const states = (await store.events(id)).map(({ state }) => state);
      expect(states).toEqual([...new Set(states)]);
      await world.wish('delete', id);
    }
    ids.forEach(pursue);
    await eventually(async () => {
      expect(await world.states()).toEqual([]);
      expect(await engine.list()).toEqual([]);
    });
    expect(notifier.deleted).toHaveBeenCalledTimes(ids.length);
  });

  it('has one retry under way for each workload, however often it fails', async () => {
    const { engine, logger } = world;
    const reconciler = world.begin();
    const broken = new ServiceUnavailableError('Busy');
    for (let n = 0; n < 40; n++) engine.failNext('submit', broken);
    const id = await world.launch();
    for (let n = 0; n < 20; n++) reconciler.pursue(id);
    await runs(id);
    const count = (which: string) =>
      engine.calls.filter(({ method }) => method === which).length;
    const lists = count('list');
    await eventually(() => expect(count('list')).toBeGreaterThan(lists + 10));
    // One for each failure, the one that worked, and the retry that was under way.
    expect(count('submit')).toBeLessThanOrEqual(42);
    // Said once, and not 40 times.
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('takes away what a submit has left that failed while another replica deleted its workload', async () => {
    const { engine, store } = world;
    const id = await world.launch();
    engine.submit = async () => {
      await world.wish('delete', id);
      await store.delete(id);
      throw new ServiceUnavailableError('Some of it may have arrived');
    };
    world.begin();
    await eventually(() =>
      expect(engine.calls).toContainEqual(
        expect.objectContaining({ method: 'remove', workloadId: id }),
      ),
    );
  });

  it('takes away what is left at an engine of what was deleted, and nothing else', async () => {
    const { engine } = world;
    const id = await world.launch();
    const { id: deleted } = await world.depart();
    // A database that was restored does not know what came after.
    const leftovers = async () => ['of-another-database', deleted, id];
    Object.assign(engine, { leftovers });
    world.begin();
    await runs(id);
    const removed = () =>
      engine.calls
        .filter(({ method }) => method === 'remove')
        .map(({ workloadId }) => workloadId);
    await eventually(() => expect(removed()).toContain(deleted));
    expect(new Set(removed())).toEqual(new Set([deleted]));
  });

  it('looks again when an engine stops telling', async () => {
    const { engine } = world;
    const watch = engine.watch.bind(engine);
    const ways = [
      async () => {
        throw new Error('Connection lost');
      },
      async () => {},
    ];
    let watched = 0;
    engine.watch = options => {
      watched++;
      return (ways.shift() ?? watch)(options);
    };
    const reconciler = world.begin();
    const id = await world.launch();
    reconciler.pursue(id);
    await runs(id);
    await eventually(() => expect(watched).toBe(3));
  });

  it('trusts what it was told over a list that is older', async () => {
    const { engine, store } = world;
    const id = await world.launch();
    world.begin();
    await runs(id);
    const old = await engine.list();
    let lists = 0;
    engine.list = async () => {
      lists++;
      // While the list was on its way, the program has ended.
      engine.observe(id, {
        state: 'completed',
        reason: { code: 'ended-by-itself', message: 'Ended.' },
      });
      return old;
    };
    await eventually(() => expect(lists).toBeGreaterThan(3));
    const states = (await store.events(id)).map(({ state }) => state);
    expect(states.filter(state => state === 'running')).toHaveLength(1);
    expect(states.at(-1)).toBe('completed');
  });
});
