import { ConfigReader, type Config } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import {
  communityAt,
  describePortal,
  followCommunities,
  inLanguage,
  shownBy,
} from '.';

const own = { id: 'default', title: 'Portal' };
const sea = { id: 'sea', title: 'Sea', hosts: ['sea.example.org'] };
const wood = { id: 'wood', title: 'Wood' };
const all = [own, sea, wood];

describe('whose portal a request is at', () => {
  it.each([
    { what: 'that of its host', host: 'sea.example.org', id: 'sea' },
    {
      what: 'that of its host in capitals',
      host: 'SEA.EXAMPLE.org.',
      id: 'sea',
    },
    {
      what: 'that of its host, whatever was chosen before',
      host: 'sea.example.org',
      chosen: 'wood',
      id: 'sea',
    },
    {
      what: 'that of its path',
      host: 'example.org',
      chosen: 'wood',
      id: 'wood',
    },
    {
      what: 'the portal itself, where the path names nobody',
      host: 'example.org',
      chosen: 'gone',
      id: 'default',
    },
    { what: 'the portal itself', host: 'example.org', id: 'default' },
    {
      what: 'the portal itself, below a host of another',
      host: 'x.sea.example.org',
      id: 'default',
    },
  ])('is $what', ({ host, chosen, id }) => {
    const cookie = chosen && `a=b; astrolabe-community=${chosen}`;
    const request = { hostname: host, headers: { cookie } };
    expect(communityAt(all, request).id).toBe(id);
  });
});

describe('what a portal shows of the assets', () => {
  const asset = {
    kind: 'module',
    name: 'fish',
    tags: ['sea', 'image'],
    categories: ['AI'],
    tasks: [],
    owner: 'group:default/sea',
  };
  const tool = { ...asset, kind: 'tool', name: 'jupyterlab', tags: [] };

  it('is everything where nothing is said', () => {
    expect(shownBy({})).toBeUndefined();
  });

  it.each([
    ['a tag of several', { tags: ['wood', 'sea'] }, true],
    [
      'all keys',
      {
        tags: ['sea'],
        kinds: ['module' as const],
        owners: ['group:default/sea'],
      },
      true,
    ],
    ['not another kind', { tags: ['sea'], kinds: ['tool' as const] }, false],
    ['not another owner', { owners: ['group:default/wood'] }, false],
    ['not what has none of the tasks', { tasks: ['x'] }, false],
    ['a name', { names: ['fish'] }, true],
    ['a category', { categories: ['AI'] }, true],
  ])('is what fits in %s', (_what, filter, isShown) => {
    expect(shownBy({ catalogue: [filter] })!(asset)).toBe(isShown);
  });

  it('is what one of several filters lets through', () => {
    const shows = shownBy({
      catalogue: [{ names: ['x'] }, { kinds: ['module'] }],
    })!;
    expect([shows(asset), shows(tool)]).toEqual([true, false]);
  });

  it('has the tools that are offered, and no other, whatever the filters say', () => {
    const shows = shownBy({
      catalogue: [{ kinds: ['module'] }],
      tools: ['jupyterlab'],
    })!;
    expect([shows(asset), shows(tool)]).toEqual([true, true]);
    expect(shownBy({ tools: ['other'] })!(tool)).toBe(false);
  });
});

describe('a portal', () => {
  const at = (now: string) =>
    describePortal(
      {
        ...wood,
        announcements: [
          {
            text: 'Felling',
            from: '2026-03-01',
            until: '2026-03-08T12:00Z',
            tone: 'warning',
          },
        ],
      },
      { now: new Date(now) },
    ).announcements;

  it('announces what holds now', () => {
    expect(at('2026-02-28T23:59:00Z')).toEqual([]);
    expect(at('2026-03-01T00:00:00Z')).toEqual([
      { text: 'Felling', tone: 'warning' },
    ]);
    expect(at('2026-03-08T12:00:00Z')).toEqual([]);
  });

  it('says which licence its people begin with', () => {
    const community = { ...wood, licence: 'EUPL-1.2' };
    expect(describePortal(community).licence).toBe('EUPL-1.2');
  });

  it('speaks the language that is asked for, or one that it has', () => {
    expect(inLanguage({ en: 'Hello', es: 'Hola' }, 'es')).toBe('Hola');
    expect(inLanguage({ en: 'Hello' }, 'es')).toBe('Hello');
    expect(inLanguage('Salve', 'es')).toBe('Salve');
  });
});

describe('a changed configuration', () => {
  function changing(title: string) {
    let reader = new ConfigReader({
      communities: { list: [{ id: 'a', title }] },
    });
    let told = () => {};
    const config = {
      getOptional: (key: string) => reader.getOptional(key),
      getOptionalString: (key: string) => reader.getOptionalString(key),
      subscribe(onChange: () => void) {
        told = onChange;
        return { unsubscribe() {} };
      },
    } as unknown as Config;
    return {
      config,
      change(list: object[]) {
        reader = new ConfigReader({ communities: { list: list as never } });
        told();
      },
    };
  }

  it('holds at once', () => {
    const { config, change } = changing('Before');
    const directory = followCommunities(config);
    change([{ id: 'a', title: 'After' }]);
    expect(directory.list()[1].title).toBe('After');
  });

  it('keeps what was before where it is wrong, and is told with the key', () => {
    const { config, change } = changing('Before');
    const refusals: (Error | undefined)[] = [];
    const directory = followCommunities(config, each => refusals.push(each));
    change([{ id: 'a', titel: 'After' }]);
    expect(directory.list()[1].title).toBe('Before');
    expect(refusals[0]?.message).toContain('communities.list[0].titel');
    change([{ id: 'a', title: 'Mended' }]);
    expect(directory.list()[1].title).toBe('Mended');
  });
});
