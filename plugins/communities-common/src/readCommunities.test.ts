/* eslint-disable no-restricted-syntax -- colours of a community */
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

  it('begin with the one whose portal it is where nothing says another', () => {
    const list = [{ id: 'a', title: 'A' }];
    const readWith = (portal: string) =>
      readCommunities(new ConfigReader({ communities: { portal, list } }));
    expect(readWith('a').map(({ id }) => id)).toEqual(['a', 'default']);
    expect(() => readWith('b')).toThrow(
      'communities.portal: it is b, but has to be one of default, a',
    );
  });

  it.each([
    ['a missing title', [{ id: 'a' }], 'list[0].title'],
    ['an odd id', [{ id: 'A b', title: 'A' }], 'list[0].id'],
    [
      'an unknown key, and says which there are',
      [{ id: 'a', title: 'A', colour: 1 }],
      'list[0].colour: it is not known; what is known is id, title, hosts',
    ],
    [
      'a host with a port',
      [{ id: 'a', title: 'A', hosts: ['a.test:80'] }],
      'list[0].hosts.0',
    ],
    [
      'an unknown key of a part, and says which there are',
      [{ id: 'a', title: 'A', fonts: { body: 'serif' } }],
      'list[0].fonts.body: it is not known; what is known is text, headings',
    ],
    [
      'an unknown value, and says which there are',
      [{ id: 'a', title: 'A', fonts: { text: 'comic' } }],
      'list[0].fonts.text: it is "comic", but has to be one of system, humanist',
    ],
    [
      'an unknown page in the navigation',
      [{ id: 'a', title: 'A', navigation: ['home', 'modulos'] }],
      'list[0].navigation.1: it is "modulos", but has to be one of home, modules',
    ],
    [
      'a link that leads nowhere',
      [{ id: 'a', title: 'A', contacts: [{ title: 'X' }] }],
      "list[0].contacts.0.href: it must have required property 'href'",
    ],
    [
      'a link that is a script',
      [
        {
          id: 'a',
          title: 'A',
          contacts: [
            { title: 'X', href: ['javascript', 'alert(1)'].join(':') },
          ],
        },
      ],
      'list[0].contacts.0.href: it must match pattern',
    ],
    [
      'words in a language that the portal does not speak',
      [{ id: 'a', title: 'A', description: { fr: 'Bonjour' } }],
      'list[0].description.fr: it is not known; what is known is en, es',
    ],
    [
      'a logo that would be fetched from somewhere',
      [{ id: 'a', title: 'A', logo: 'https://example.org/logo.svg' }],
      'list[0].logo: it must match pattern',
    ],
    [
      'a day that there is not',
      [
        {
          id: 'a',
          title: 'A',
          announcements: [{ text: 'T', from: '2026-13-01' }],
        },
      ],
      'list[0].announcements.0.from: there is no 2026-13-01',
    ],
    [
      'an announcement that ends before it begins',
      [
        {
          id: 'a',
          title: 'A',
          announcements: [
            { text: 'T', from: '2026-02-02', until: '2026-02-01' },
          ],
        },
      ],
      'list[0].announcements.0.until: it is not after 2026-02-02',
    ],
    [
      'a link that cannot be read, with its ratio and the nearest that can',
      [{ id: 'a', title: 'A', colours: { light: { accent: '#7fb3ff' } } }],
      'list[0].colours.light.accent: #7fb3ff on raised surface #f1f3fa has a contrast of 1.93:1, and text needs 4.5:1 (WCAG AA); the nearest that passes is #',
    ],
    [
      'grounds on which nothing can be read',
      [{ id: 'a', title: 'A', colours: { dark: { app: '#ffffff' } } }],
      'no colour of its hue passes on app and surface alike',
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
    expect(() => read(...list)).toThrow(words);
  });
});
