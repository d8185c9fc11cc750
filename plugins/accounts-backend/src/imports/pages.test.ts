import type { ImportedSecret } from '@astrolabe/plugin-accounts-common';
import { describe, expect, it } from 'vitest';
import { ImportSecrets } from './ImportSecrets';
import { compare } from './OtherVault';
import { vaultRefuses } from './problems';

/** What lies there, by path below `users`; `!`: the token may not. */
const there = [
  'ada/vo/services/storage/a',
  'ada/vo/services/storage/a/b',
  'ada/vo/services/storage/a-c',
  'ada/vo/shut!/x',
  'ada/vo/t',
  'ada/vo/t!',
  'ada/wo/services/storage/a',
  'bea!/vo/x',
  'cid/vo/services/storage/z',
  'cid/loose',
];

const vault = {
  async list(path: readonly string[]) {
    const [, ...below] = path;
    if (below.at(-1)?.endsWith('!')) throw vaultRefuses();
    const names = new Map<string, { name: string; isFolder: boolean }>();
    for (const each of there.map(one => one.split('/'))) {
      if (below.some((name, index) => each[index] !== name)) continue;
      const [name, ...more] = each.slice(below.length);
      const isFolder = more.length > 0;
      if (name) names.set(`${name}${isFolder}`, { name, isFolder });
    }
    return [...names.values()].sort(
      (one, other) =>
        compare(one.name, other.name) ||
        Number(one.isFolder) - Number(other.isFolder),
    );
  },
  async read(path: readonly string[]) {
    if (path.at(-1)?.endsWith('!')) throw vaultRefuses();
    const server = 'https://cloud.example';
    return { server, loginName: 'ada', appPassword: 'x', vendor: 'other' };
  },
};

/** All pages of a run that has so much time for one. */
async function pages(enoughMs: number) {
  const imports = new ImportSecrets({
    ...{ db: { named: async () => undefined }, secrets: {}, enoughMs },
    taken: { has: async () => false },
    findPerson: async (name: string) => ({
      ...{ ref: `user:default/${name}`, communities: [] },
    }),
    takeAccount: async () => 'new',
    tellOwner: () => {},
  } as unknown as ConstructorParameters<typeof ImportSecrets>[0]);
  const found: ImportedSecret[][] = [];
  let after: string | undefined;
  do {
    const wish = { path: 'users', dryRun: true, by: 'olga', after };
    const page = await imports.run(vault, wish);
    found.push(page.items);
    after = page.next;
  } while (after && found.length < 30);
  return found;
}

describe('an import', () => {
  it('goes on within a person when its time is over, and leaves nothing out', async () => {
    const [whole, ...none] = await pages(10_000);
    expect(none).toEqual([]);
    const inParts = await pages(0);
    expect(inParts.flat()).toEqual(whole);
    expect(Math.max(...inParts.map(({ length }) => length))).toBe(1);
  });

  it('says what a token may not read, and goes on', async () => {
    const [all] = await pages(10_000);
    const said = all.map(({ subject, organisation, path, ...came }) => [
      [subject, organisation, path].filter(Boolean).join('/'),
      came.reason ?? came.outcome,
    ]);
    expect(said).toEqual([
      ['ada/vo/services/storage/a', 'new'],
      ['ada/vo/services/storage/a/b', 'new'],
      ['ada/vo/services/storage/a-c', 'new'],
      ['ada/vo/shut!', 'the token may not list it'],
      ['ada/vo/t', 'without its fields server, vendor'],
      ['ada/vo/t!', 'the token may not read it'],
      ['ada/wo/services/storage/a', 'new'],
      ['bea!', 'the token may not list it'],
      ['cid/loose', 'it is in no organisation'],
      ['cid/vo/services/storage/z', 'new'],
    ]);
  });
});
