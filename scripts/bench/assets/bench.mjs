import { startPostgres } from '../../engines/postgres.mjs';
import { benchTokens, startBackend } from '../lib/backend.mjs';
import { percentiles, sideBySide, time, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';

/**
 * Assets API and stock catalogue API over the same assets, side by side; with
 * `alone` without the catalogue, which takes hours for very many.
 */
export default async function assets({ sizes, database, alone }) {
  const results = [];
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  try {
    for (const size of sizes.split(',').map(Number)) {
      results.push(...(await measure(size, { postgres, alone })));
    }
  } finally {
    await postgres?.stop();
  }
  return results;
}

async function measure(size, { postgres, alone }) {
  const backend = await startBackend({
    entry: 'assets/backend.ts',
    env: { BENCH_ASSETS: String(size), BENCH_PEER: alone ? '' : '1' },
    config: {
      auth: { environment: 'development', providers: {} },
      permission: { enabled: false },
      catalog: { processingInterval: { hours: 12 }, rules: [] },
      assets: { files: { roots: [] } },
      ...(postgres ? { backend: databaseOf(postgres, size) } : {}),
    },
  });
  try {
    const [api, ...crowd] = benchTokens.map(token => client(backend, token));
    const reader = readMeanwhile(api);
    const ingest = await visible(api, size, { backend, alone });
    const meanwhile = await reader.stop();
    const where = `${size} assets on ${postgres ? 'PostgreSQL' : 'SQLite'}`;
    const peer = alone ? undefined : 'catalogue API';
    return [
      {
        ...{ title: `Ingest of ${where}, from its start`, peer },
        unit: 's; readers meanwhile: ms, p50 / p95',
        rows: [
          row('all are found', ingest.ours, ingest.peer),
          row('a reader meanwhile: a word', meanwhile),
        ],
      },
      {
        ...{ title: `Queries over ${where}, p50 / p95`, unit: 'ms', peer },
        rows: await latencies(api, { alone }),
      },
      {
        title: `Eight clients at once over ${where}, p50 / p95`,
        unit: 'ms',
        peer: alone ? 'a health check' : peer,
        rows: [await together(crowd, alone)],
      },
      {
        ...{ title: `The process with ${where}`, unit: 'MiB' },
        rows: [
          row(
            'memory (RSS)',
            Math.round((await backend.rssBytes()) / 1024 ** 2),
          ),
        ],
      },
    ];
  } finally {
    await backend.stop();
  }
}

/** Plugins' databases are made for each size anew. */
function databaseOf({ connectionString }, size) {
  return {
    database: {
      client: 'pg',
      connection: connectionString,
      prefix: `bench_${size}_`,
    },
  };
}

/** What one person who searches meets while assets come in. */
function readMeanwhile(api) {
  const times = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      times.push(await time(() => api(ours('text=plankton&limit=20'))));
      // With all that follows, no more than a minute's requests of one caller.
      await new Promise(resolve => setTimeout(resolve, 400));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await reading;
      return percentiles(times);
    },
  };
}

function client({ url }, token) {
  return async path => {
    const response = await fetch(`${url}/api/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
}

/** Seconds until each API finds every asset. */
async function visible(api, size, { backend, alone }) {
  const seconds = () =>
    Number(((Date.now() - backend.startedAt) / 1000).toFixed(1));
  const all = async (path, count) => {
    await until(async () => count(JSON.parse(await api(path))) >= size, {
      everyMs: 1000,
      seconds: 3600,
      what: path,
    });
    return seconds();
  };
  const [ours, peer] = await Promise.all([
    all('assets/v1/assets?limit=1', page => page.totalItems),
    alone
      ? undefined
      : all(`catalog/entities/by-query?limit=0&${kinds}`, p => p.totalItems),
  ]);
  return { ours, peer };
}

const kinds = ['aimodule', 'aitool', 'aimodel', 'dataset']
  .map(kind => `filter=kind=${kind}`)
  .join('&');
const ours = query => `assets/v1/assets?${query}`;
const stock = query =>
  `catalog/entities/by-query?limit=20&orderField=metadata.title,asc&${query}`;
const fields = 'fullTextFilterFields=metadata.title,metadata.description';
const facets = ['libraries', 'tasks', 'categories', 'dataTypes', 'license']
  .map(name => `facet=spec.${name}`)
  .concat('facet=metadata.tags')
  .join('&');

// Another one each time, so that nobody answers from what is kept.
const words =
  'plankton whale galaxy ocean climate forest tumour protein weather drone satellite speech coral flood fire solar grid pollen';
const word = i => words.split(' ')[i % 18];
const misspelt = text => `${text.slice(0, -2)}x${text.slice(-1)}`;

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
    ours: i => [ours(`kind=module&text=${word(i)}&limit=20`)],
    peer: i => [
      stock(`filter=kind=aimodule&fullTextFilterTerm=${word(i)}&${fields}`),
    ],
  },
  {
    what: 'a rare word',
    ours: i => [ours(`kind=module&text=whale%20${777 + i}&limit=20`)],
    peer: i => [
      stock(`filter=kind=aimodule&fullTextFilterTerm=${777 + i}&${fields}`),
    ],
  },
  {
    what: 'two words, one misspelt',
    ours: i => [
      ours(`kind=module&text=${word(i)}%20${misspelt(word(i + 5))}&limit=20`),
    ],
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
    what: 'everything, with the six facets',
    ours: [ours('limit=20')],
    peer: [stock(kinds), `catalog/entity-facets?${facets}&${kinds}`],
  },
  {
    what: 'a word as it is typed: its first three letters',
    ours: i =>
      [1, 2, 3].map(typed => ours(`text=${word(i).slice(0, typed)}&limit=20`)),
  },
  {
    what: 'one asset by name',
    ours: ['assets/v1/assets/module/module-101'],
    peer: ['catalog/entities/by-name/aimodule/default/module-101'],
  },
];

async function latencies(api, { alone }) {
  const rows = [];
  for (const { what, ours: a, peer: b } of cases) {
    // Several requests of one page go out at once, as a browser sends them.
    const ask = (paths, i) =>
      Promise.all((paths instanceof Function ? paths(i) : paths).map(api));
    const hasPeer = !alone && b;
    let [i, j] = [0, 0];
    const times = await sideBySide(
      () => ask(a, i++),
      () => hasPeer && ask(b, j++),
    );
    rows.push(row(what, times.ours, hasPeer ? times.peer : undefined));
  }
  return rows;
}

/** How often each of eight asks, so that one hitch that meets all is no p95. */
const ROUNDS = 24;

/**
 * One page that eight clients ask for again and again, and what they get beside it,
 * round by round: the catalogue's, or else the least that this process answers.
 */
async function together(crowd, alone) {
  const {
    what,
    ours: a,
    peer,
  } = cases.find(c => c.what === 'a library and a tag');
  const b = alone ? ['../.backstage/health/v1/readiness'] : peer;
  const ask = async (paths, times) => {
    await Promise.all(
      crowd.map(async api => {
        times.push(await time(() => Promise.all(paths.map(api))));
      }),
    );
  };
  const [mine, beside] = [[], []];
  for (let i = 0; i < ROUNDS; i++) {
    await ask(a, mine);
    await ask(b, beside);
  }
  return row(what, percentiles(mine), percentiles(beside));
}
