import {
  assetKinds,
  type AssetKind,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import type { AssetFile, AssetSource } from '@astrolabe/plugin-assets-node';
import { stringify } from 'yaml';

const tasks = ['Computer Vision', 'Time Series', 'Classification', 'Other'];
const libraries = ['PyTorch', 'TensorFlow', 'Keras', 'Scikit-learn', 'Other'];
const dataTypes = ['Image', 'Text', 'Tabular', 'Audio', 'Video', 'Graph'];
const licenses = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'GPL-3.0-only'];
const categories = ['AI4 trainable', 'AI4 inference', 'AI4 pre trained'];
const words = (
  'plankton whale galaxy ocean climate forest crop tumour protein weather ' +
  'road drone satellite speech coral flood fire wind solar grid soil pollen'
).split(' ');

/** The `i`th of a list, scattered so that neighbours differ. */
function pick<T>(list: readonly T[], i: number, step: number): T {
  return list[(i * step + Math.floor(i / list.length)) % list.length];
}

/** What the `i`th synthetic asset says; the same `i` always says the same. */
export function syntheticSpec(i: number): AssetSpec {
  const subject = `${pick(words, i, 7)} ${pick(words, i, 11)}`;
  return {
    title: `${subject} ${pick(tasks, i, 3)} ${i}`,
    summary: `Finds ${pick(words, i, 5)} and ${pick(words, i, 13)} in data.`,
    description: `Number ${i}. It was trained on ${pick(words, i, 17)} data.`,
    license: pick(licenses, i, 3),
    createdAt: new Date(Date.UTC(2020, 0, 1 + (i % 2000))).toISOString(),
    libraries: [pick(libraries, i, 2)],
    tasks: [pick(tasks, i, 3)],
    categories: [pick(categories, i, 2)],
    tags: [pick(words, i, 7), pick(words, i, 3), `community-${i % 12}`],
    dataTypes: [pick(dataTypes, i, 5)],
    links: { sourceCode: `https://example.org/module-${i}` },
  };
}

/** The `i`th synthetic asset as the ai4-metadata.yml that it came from. */
export function syntheticFile(
  i: number,
  kind: AssetKind = 'module',
): AssetFile {
  const spec = syntheticSpec(i);
  const content = stringify({
    metadata_version: '2.3.0',
    title: spec.title,
    summary: spec.summary,
    description: spec.description,
    dates: { created: spec.createdAt, updated: spec.createdAt },
    links: { source_code: spec.links?.sourceCode },
    libraries: spec.libraries,
    tasks: spec.tasks,
    categories: spec.categories,
    tags: [...new Set(spec.tags)],
    'data-type': spec.dataTypes,
  });
  return {
    kind,
    name: `${kind}-${i}`,
    content,
    origin: { location: `https://example.org/${kind}-${i}/ai4-metadata.yml` },
    documentation: `# ${spec.title}\n\n${spec.description}`,
    harvested: [{ from: 'forge', facts: { license: spec.license } }],
  };
}

/**
 * A source of `count` synthetic assets that costs nothing to read, for
 * benchmarks and tests: most are modules, every tenth is of another kind.
 */
export function syntheticSource(count: number): AssetSource {
  return {
    id: 'synthetic',
    everySeconds: 3_600,
    async read({ state, onPage, signal }) {
      if (state === count) return;
      const page = 500;
      for (let i = 0; i < count; i += page) {
        signal.throwIfAborted();
        const end = Math.min(i + page, count);
        const upserted = Array.from({ length: end - i }, (_, k) => {
          const n = i + k;
          const other = assetKinds[(n / 10) % assetKinds.length];
          return syntheticFile(n, n % 10 === 0 ? other.id : 'module');
        });
        await onPage({ upserted, removed: [] }, end);
      }
    },
  };
}
