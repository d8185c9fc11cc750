import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../__testUtils__';
import { ForgeServer } from '../../testUtils';
import { ForgeRoom, valid } from './__testUtils__/ForgeRoom';

describe('at a forge', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let forge: ForgeServer;

  beforeEach(async () => {
    forge = await ForgeServer.start();
    cleanups.push(() => forge.stop());
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  function add(name: string, files: Record<string, string> = {}) {
    const metadata = { 'ai4-metadata.yml': valid(name) };
    forge.add({ owner: 'lab', name, files: { ...metadata, ...files } });
  }

  async function start(config: object = {}) {
    const room = await ForgeRoom.start(forge, {
      organization: 'lab',
      ...config,
    });
    cleanups.push(() => room.stop());
    return room;
  }

  it('a file of 50 MB takes no module out of the catalogue, and is said to be too long', async () => {
    const long = 'a long text. '.repeat(4_000_000);
    add('long-metadata', { 'ai4-metadata.yml': `title: ${long}` });
    add('long-readme', { 'README.md': `# Of many words\n${long}` });
    add('usual');
    const { items, asset, source } = await start();
    await eventually(async () => {
      expect(await items()).toHaveLength(3);
      expect(await source()).toMatchObject({ state: 'ok' });
    }, 30);
    const metadata = await asset('long-metadata');
    expect(metadata.problems[0]).toMatchObject({
      message: 'The file is longer than 256000 characters.',
      ...{ line: 1, fix: expect.any(String) },
    });
    expect(JSON.stringify(metadata).length).toBeLessThan(1_000_000);
    const readme = await asset('long-readme');
    expect(readme).toMatchObject({
      ...{ valid: true, title: 'long-readme' },
      problems: [
        { severity: 'warning', message: expect.stringContaining('README.md') },
      ],
    });
    expect(readme.documentation).toMatch(/^# Of many words/);
    expect(readme.documentation).toHaveLength(500_000);
  }, 60_000);

  it('an entry of a list that makes no sense hides no other, and is named', async () => {
    add('usual');
    add('other');
    const [usual] = [...forge.repositories.values()];
    forge.odd = [
      ...[null, 7, [], { full_name: 'lab/ownerless', name: 'ownerless' }],
      { ...ForgeServer.describe(usual), name: 'x', html_url: 'file:///etc' },
    ];
    const { items, source, reread } = await start();
    await eventually(async () => expect(await items()).toHaveLength(2));
    const said = {
      state: 'failed',
      message: expect.stringMatching(
        /^5 of 7 repositories cannot be read \(entry 1, .*lab\/ownerless.*makes no sense/,
      ),
    };
    await eventually(async () => expect(await source()).toMatchObject(said));
    // Also when the forge says that the list is as it was.
    await reread();
    await eventually(async () => expect(await source()).toMatchObject(said));

    forge.odd = [];
    await reread();
    await eventually(async () =>
      expect(await source()).toMatchObject({ state: 'ok' }),
    );
  });

  it('a repository that cannot be read is asked for again less and less often', async () => {
    add('usual');
    add('down');
    forge.broken.add('/raw/lab/down/main/ai4-metadata.yml');
    const { items, source, reread } = await start({ everySeconds: 300 });
    await eventually(async () => expect(await items()).toHaveLength(1));
    const seconds = async (state: string) =>
      eventually(async () => {
        const { dueAt, state: is } = await source();
        expect(is).toBe(state);
        return (Date.parse(dueAt) - Date.now()) / 1000;
      });
    const waits = [await seconds('failed')];
    for (let i = 0; i < 3; i++) {
      await reread();
      waits.push(await seconds('failed'));
    }
    expect(waits.map(wait => Math.ceil(wait / 10) * 10)).toEqual([
      60, 120, 240, 300,
    ]);
    forge.broken.clear();
    await reread();
    await seconds('ok');
    expect(await items()).toHaveLength(2);
    forge.broken.add('/api/orgs/lab/repos');
    await reread();
    expect(Math.ceil((await seconds('failed')) / 10)).toBe(6);
  });

  it('what was pushed twice in one second is read as it was left', async () => {
    const pushedAt = `${new Date().toISOString().slice(0, 19)}Z`;
    const push = (title: string) =>
      forge.add({
        ...{ owner: 'lab', name: 'pushed', pushedAt },
        files: { 'ai4-metadata.yml': valid(title) },
      });
    push('First');
    const { items, asset, reread } = await start();
    await eventually(async () => expect(await items()).toHaveLength(1));
    push('Forced over it');
    await reread();
    await eventually(async () =>
      expect((await asset('pushed')).title).toBe('Forced over it'),
    );
  });

  it('a repository that is renamed keeps the name of its module, its launches and its links', async () => {
    const files = { 'ai4-metadata.yml': valid('Corals') };
    forge.add({ owner: 'lab', name: 'corals', id: 7, files });
    add('usual');
    const { items, asset, reread } = await start();
    await eventually(async () => expect(await items()).toHaveLength(2));
    const { addedAt } = await asset('corals');

    forge.repositories.delete('lab/corals');
    forge.add({ owner: 'lab', name: 'reefs', id: 7, files });
    // Another one of its name is another one.
    forge.add({ owner: 'lab', name: 'corals', id: 8, files });
    await reread();
    await eventually(async () => expect(await items()).toHaveLength(3));
    const renamed = await asset('corals');
    expect(renamed.addedAt).toBe(addedAt);
    expect(renamed.origin.location).toContain('/lab/reefs/');
    expect((await asset('lab-corals')).origin.location).toContain(
      '/lab/corals/',
    );
    await reread();
    expect((await items()).map(({ name }) => name).sort()).toEqual([
      ...['corals', 'lab-corals', 'usual'],
    ]);
  });

  it('a list that names a module at its new place, or others before it, renames none', async () => {
    const files = { 'ai4-metadata.yml': valid('Corals') };
    const list = (...ids: string[]) => {
      forge.list = ids
        .map(id => `[submodule "${id}"]\n  url = https://x.example/${id}`)
        .join('\n');
    };
    forge.add({ owner: 'sea', name: 'corals', id: 1, files });
    list('sea/corals');
    const { items, asset, reread, folder } = await start({
      ...{
        organization: undefined,
        catalogueList: { url: `${forge.url}/list` },
      },
    });
    const places = () =>
      eventually(async () => {
        const names = (await items()).map(({ name }) => name).sort();
        return Promise.all(
          names.map(async name => {
            const { location } = (await asset(name)).origin;
            return [name, location.replace(/^.*example\/|\/blob.*$/g, '')];
          }),
        );
      });
    await eventually(async () =>
      expect(await places()).toEqual([['corals', 'sea/corals']]),
    );

    forge.add({ owner: 'lab', name: 'corals', id: 2, files });
    list('lab/corals', 'sea/corals');
    await reread();
    const both = [
      ['corals', 'sea/corals'],
      ['lab-corals', 'lab/corals'],
    ];
    await eventually(async () => expect(await places()).toEqual(both));

    forge.repositories.delete('sea/corals');
    forge.add({ owner: 'ocean', name: 'corals', id: 1, files });
    list('lab/corals', 'ocean/corals');
    await reread();
    both[0][1] = 'ocean/corals';
    await eventually(async () => expect(await places()).toEqual(both));

    // Another one of its name is another one, also where the list says neither.
    forge.add({ owner: 'ocean', name: 'reefs', id: 1, files });
    forge.add({ owner: 'ocean', name: 'corals', id: 9, files });
    await reread();
    expect(await places()).toEqual(both);
    list('lab/corals', 'ocean/corals', 'ocean/reefs');
    await reread();
    both[0][1] = 'ocean/reefs';
    both.push(['ocean-corals', 'ocean/corals']);
    await eventually(async () => expect(await places()).toEqual(both));

    // Also when everything of the forge is read again.
    const mine = { 'modules/lab-corals/module.yaml': valid('Mine') };
    const [[file, text]] = Object.entries(mine);
    await folder.write(file, text);
    await eventually(async () =>
      expect(await asset('lab-corals')).toMatchObject({ title: 'Mine' }),
    );
    await folder.remove('modules/lab-corals');
    await eventually(async () => expect(await places()).toEqual(both), 20);
  }, 40_000);

  it('what may not be asked for of a repository keeps no module away', async () => {
    add('usual');
    const path = '/api/repos/lab/usual';
    forge.forbidden.add(`${path}/languages`);
    forge.forbidden.add(`${path}/releases/latest`);
    const { items, asset } = await start({ token: 'ours' });
    await eventually(async () => expect(await items()).toHaveLength(1));
    expect((await asset('usual')).spec.languages).toMatchObject([
      { name: 'Python' },
    ]);
    expect(forge.requests).toContain(`403 ${path}/languages`);
  });

  it('one that asks for a pause gets it, for as long as it says', async () => {
    add('usual');
    const { items, source, reread } = await start();
    await eventually(async () => expect(await items()).toHaveLength(1));
    forge.retryAfter = 90;
    add('later');
    await reread();
    const { pausedUntil } = await eventually(async () => {
      const told = await source();
      expect(told.state).toBe('paused');
      return told;
    });
    const pause = Date.parse(pausedUntil) - Date.now();
    expect(Math.ceil(pause / 10_000)).toBe(9);
    expect(await items()).toHaveLength(1);
  });
});
