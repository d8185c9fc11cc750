import { expect, it } from 'vitest';
import { catalogueOf } from '.';
import { assetOf, everything, subject } from './__testUtils__';

const files = Array.from({ length: 500 }, (_, i) => ({ path: `f-${i}.csv` }));
const spec = { ...everything, distribution: { filesTotal: 500, files } };
const page = {
  title: 'Portal',
  homepage: 'https://portal.example',
  id: 'https://portal.example/api/catalogue',
  page: 'https://portal.example/api/catalogue?limit=100',
  totalItems: 2,
};

it.each(['turtle', 'json-ld'])(
  'a catalogue in %s names assets, and leaves their files to their own pages',
  async format => {
    const assets = (['dataset', 'model'] as const).map(kind =>
      subject(assetOf(kind, 'many', spec)),
    );
    const { content } = await catalogueOf(assets, page, format);
    expect(content).toContain('dcat:Distribution');
    expect(content).toContain('Files: 500');
    expect(content).not.toMatch(/f-1\.csv/);
    expect(content.length).toBeLessThan(30_000);
  },
);
