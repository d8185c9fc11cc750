import { NotFoundError } from '@backstage/errors';
import { expect, it } from 'vitest';
import type { AssetService } from '../service';
import { Addresses } from './addresses';
import { Descriptions } from './Descriptions';

const spec = {
  title: 'Kept',
  summary: 'It stays',
  libraries: [],
  tasks: [],
  categories: [],
  tags: [],
  dataTypes: [],
};

/** Lists two assets, one of which is gone, or broken, when it is asked for. */
function describing(error: Error) {
  const items = ['kept', 'gone'].map(name => ({ kind: 'module', name }));
  const assets = {
    query: async () => ({ items, totalItems: 2 }),
    get: async ({ name }: { name: string }) => {
      if (name === 'gone') throw error;
      const origin = { source: 'files', location: 'x.yml' };
      const asset = { ...spec, spec, kind: 'module', name, origin };
      return { ...asset, relations: [] } as never;
    },
  };
  return new Descriptions({
    assets: assets as unknown as AssetService,
    addresses: new Addresses({
      title: 'Portal',
      homepage: 'https://portal.example',
      api: 'https://portal.example/api/assets/v1',
    }),
  });
}

const catalogue = (error: Error) =>
  describing(error).catalogue({ format: 'json-ld' }, {} as never);

it('a page of the feed is without what is removed while it is made', async () => {
  const { content } = await catalogue(new NotFoundError('gone'));
  const names = JSON.parse(content)['dcat:resource'].map(
    (thing: Record<string, string>) => thing['dct:identifier'],
  );
  expect(names).toEqual(['kept']);
});

it('a page of the feed that cannot be read is not half of one', async () => {
  await expect(catalogue(new Error('no database'))).rejects.toThrow('database');
});
