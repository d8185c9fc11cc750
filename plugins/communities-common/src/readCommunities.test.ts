import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { readCommunities } from './readCommunities';

const read = (...list: object[]) =>
  readCommunities(
    new ConfigReader({
      app: { title: 'Portal' },
      communities: { list: list as never },
    }),
  );

describe('the communities of a portal', () => {
  it('are the portal itself where none is declared', () => {
    expect(readCommunities(new ConfigReader({}))).toEqual([
      { id: 'default', title: 'Astrolabe' },
    ]);
  });

  it('are the portal itself and what is declared', () => {
    const imagine = { id: 'imagine', title: 'iMagine', hosts: ['im.test'] };
    expect(read(imagine)).toEqual([
      { id: 'default', title: 'Portal' },
      imagine,
    ]);
  });

  it('may say what the portal itself is', () => {
    const own = { id: 'default', title: 'Ours' };
    expect(read({ id: 'a', title: 'A' }, own)).toEqual([
      own,
      { id: 'a', title: 'A' },
    ]);
  });

  it.each([
    ['a missing title', [{ id: 'a' }], 'list[0].title'],
    ['an odd id', [{ id: 'A b', title: 'A' }], 'list[0].id'],
    [
      'an unknown key, and says which there are',
      [{ id: 'a', title: 'A', colour: 1 }],
      'list[0].colour: it is not known; a community has id, title, hosts',
    ],
    [
      'a host with a port',
      [{ id: 'a', title: 'A', hosts: ['a.test:80'] }],
      'list[0].hosts.0',
    ],
    [
      'an id twice',
      [
        { id: 'a', title: 'A' },
        { id: 'a', title: 'B' },
      ],
      "list[1].id: 'a' is there twice",
    ],
    [
      'a host of two',
      [
        { id: 'a', title: 'A', hosts: ['a.test'] },
        { id: 'b', title: 'B', hosts: ['a.test'] },
      ],
      "list[1].hosts: 'a.test' is there twice",
    ],
  ])('are refused with %s', (_what, list, words) => {
    expect(() => read(...list)).toThrow(`communities.${words}`);
  });
});
