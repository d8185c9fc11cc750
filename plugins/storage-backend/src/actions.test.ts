import { mockCredentials } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startStorage } from './__testUtils__/startStorage';

let portal: Awaited<ReturnType<typeof startStorage>>;
beforeAll(async () => {
  portal = await startStorage();
});
afterAll(() => portal?.stop());

/** What an assistant of somebody does. */
async function run(name: string, input: object, who = ADA) {
  const { actions } = await portal.actions.list();
  const { id } = actions.find(action => action.name === name)!;
  const credentials = mockCredentials.user(who);
  const done = await portal.actions.invoke({
    ...{ id, credentials, input: input as never },
  });
  return done.output as Record<string, unknown>;
}

describe('an assistant', () => {
  it('renames, copies and moves what is mine, and replaces nothing', async () => {
    const ada = portal.as('ada');
    for (const [path, text] of [
      ['first.txt', 'one'],
      ['there.txt', 'two'],
    ]) {
      await ada
        .put(`/storages/home/content?path=${path}`)
        .set('content-type', 'application/octet-stream')
        .send(text)
        .expect(201);
    }
    expect(
      await run('move-file', { from: 'first.txt', to: 'second.txt' }),
    ).toMatchObject({ kind: 'move', state: 'done', to: 'second.txt' });
    expect(
      await run('move-file', {
        ...{ from: 'second.txt', to: 'third.txt', copy: true },
      }),
    ).toMatchObject({ kind: 'copy', state: 'done' });
    const { items } = (await run('list-files', {})) as {
      items: { name: string }[];
    };
    expect(items.map(({ name }) => name).sort()).toEqual([
      ...['second.txt', 'there.txt', 'third.txt'],
    ]);
    await expect(
      run('move-file', { from: 'second.txt', to: 'there.txt' }),
    ).rejects.toMatchObject({ code: 'ENTRY_EXISTS' });
    expect(await run('read-file', { path: 'there.txt' })).toMatchObject({
      text: 'two',
    });
  });

  it('of somebody else does not come near it', async () => {
    const eve = 'user:default/eve';
    await expect(
      run('move-file', { from: 'second.txt', to: 'mine.txt' }, eve),
    ).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND' });
    await expect(
      run('move-file', { from: 'a', to: 'b', toStorage: 'other' }, eve),
    ).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
  });
});
