import { benchToken, startBackend } from '../lib/backend.mjs';
import { percentiles, sideBySide, time, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';

/** Assets API and stock catalogue API over the same assets, side by side. */
export default async function assets({ sizes }) {
  const results = [];
  for (const size of sizes.split(',').map(Number)) {
    results.push(...(await measure(size)));
  }
  return results;
}

async function measure(size) {
  const backend = await startBackend({
    entry: 'assets/backend.ts',
    env: { BENCH_ASSETS: String(size) },
    config: {
      auth: { environment: 'development', providers: {} },
      permission: { enabled: false },
      catalog: { processingInterval: { hours: 12 }, rules: [] },
      assets: { files: { roots: [] } },
    },
  });
  try {
    const api = client(backend.url);
    const ingest = await visible(api, size, backend.startedAt);
    const latency = await latencies(api);
    return [
      {
        title: `Ingest of ${size} assets, from start until all are found`,
        unit: 's',
        peer: 'catalogue API',
        rows: [row('all visible', ingest.ours, ingest.peer)],
      },
      {
        title: `Queries over ${size} assets, p50 / p95`,
        unit: 'ms',
        peer: 'catalogue API',
        rows: latency,
      },
      {
        title: `Eight clients at once over ${size} assets, p50 / p95`,
        unit: 'ms',
        peer: 'catalogue API',
        rows: [await crowd(api)],
      },
    ];
  } finally {
    await backend.stop();
  }
}

function client(url) {
  return async path => {
    const response = await fetch(`${url}/api/${path}`, {
      headers: { authorization: `Bearer ${benchToken}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
}

/** Seconds until each API finds every asset. */
async function visible(api, size, startedAt) {
  const seconds = () => Number(((Date.now() - startedAt) / 1000).toFixed(1));
  const all = async (path, count) => {
    await until(async () => count(JSON.parse(await api(path))) >= size, {
      everyMs: 1000,
      seconds: 3600,
      what: path,
    });
    return seconds();
  };
  const kinds = ['aimodule', 'aitool', 'aimodel', 'dataset']
    .map(kind => `filter=kind=${kind}`)
    .join('&');
  const [ours, peer] = await Promise.all([
    all('assets/v1/assets?limit=1', page => page.totalItems),
    all(`catalog/entities/by-query?limit=0&${kinds}`, page => page.totalItems),
  ]);
  return { ours, peer };
}

const ours = query => `assets/v1/assets?${query}`;
const stock = query =>
  `catalog/entities/by-query?limit=20&orderField=metadata.title,asc&${query}`;
const fields = 'fullTextFilterFields=metadata.title,metadata.description';
const facets = ['libraries', 'tasks', 'categories', 'dataTypes', 'license']
  .map(name => `facet=spec.${name}`)
  .concat('facet=metadata.tags')
  .join('&');

// What a page asks, in both languages. Ours always answers with the total and
// all six facets; the catalogue needs a second request for those.
const cases = [
  {
    what: 'a page of modules by title',
    ours: [ours('kind=module&sort=name&limit=20')],
    peer: [stock('filter=kind=aimodule')],
  },
  {
    what: 'the same with the six facets',
    ours: [ours('kind=module&sort=name&limit=20')],
    peer: [
      stock('filter=kind=aimodule'),
      `catalog/entity-facets?${facets}&filter=kind=aimodule`,
    ],
  },
  {
    what: 'a common word',
    ours: [ours('kind=module&text=plankton&limit=20')],
    peer: [stock(`filter=kind=aimodule&fullTextFilterTerm=plankton&${fields}`)],
  },
  {
    what: 'a rare word',
    ours: [ours('kind=module&text=whale%20777&limit=20')],
    peer: [stock(`filter=kind=aimodule&fullTextFilterTerm=777&${fields}`)],
  },
  {
    what: 'a library and a tag',
    ours: [ours('kind=module&libraries=PyTorch&tags=whale&limit=20')],
    peer: [
      stock('filter=kind=aimodule,spec.libraries=PyTorch,metadata.tags=whale'),
    ],
  },
  {
    what: 'either of two libraries, with the six facets',
    ours: [ours('kind=module&libraries=PyTorch&libraries=Keras&limit=20')],
    peer: [
      stock('filter=kind=aimodule,spec.libraries=PyTorch,spec.libraries=Keras'),
      `catalog/entity-facets?${facets}&filter=kind=aimodule,spec.libraries=PyTorch,spec.libraries=Keras`,
    ],
  },
  {
    what: 'one asset by name',
    ours: ['assets/v1/assets/module/module-101'],
    peer: ['catalog/entities/by-name/aimodule/default/module-101'],
  },
];

async function latencies(api) {
  const rows = [];
  for (const { what, ours: a, peer: b } of cases) {
    // Several requests of one page go out at once, as a browser sends them.
    const times = await sideBySide(
      () => Promise.all(a.map(api)),
      () => Promise.all(b.map(api)),
    );
    rows.push(row(what, times.ours, times.peer));
  }
  return rows;
}

/** The p50 and p95 of one page that eight clients ask for again and again. */
async function crowd(api) {
  const busy = async paths => {
    const times = [];
    const one = async () => {
      for (let i = 0; i < 12; i++) {
        times.push(await time(() => Promise.all(paths.map(api))));
      }
    };
    await Promise.all(Array.from({ length: 8 }, one));
    return percentiles(times);
  };
  const {
    what,
    ours: a,
    peer: b,
  } = cases.find(c => c.what === 'a library and a tag');
  const mine = await busy(a);
  return row(what, mine, await busy(b));
}
