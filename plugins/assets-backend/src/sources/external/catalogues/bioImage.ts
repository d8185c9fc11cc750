import { strangeKeyOf, type AssetSpec } from '@astrolabe/plugin-assets-common';
import { parseDocument } from 'yaml';
import {
  defined,
  doi,
  instant,
  isKeys,
  license,
  line,
  lines,
  paragraphs,
  specOf,
  webAddress,
} from '../read';
import type { ExternalCatalogue, ExternalEntry } from '../types';
import { stampOf } from '../stampOf';

type Keys = Record<string, unknown>;

/** Libraries by the formats of weights that the RDF format knows. */
const weights: Record<string, string> = {
  pytorch_state_dict: 'PyTorch',
  torchscript: 'PyTorch',
  tensorflow_saved_model_bundle: 'TensorFlow',
  tensorflow_js: 'TensorFlow',
  keras_hdf5: 'Keras',
  keras_v3: 'Keras',
  onnx: 'ONNX',
};

/** The shared manifest that launches a model from its description, and the weights that it takes. */
const loader = { manifest: 'bioimage', weights: 'onnx' };

const LONGEST_RDF = 40_000;

/**
 * Models of the BioImage Model Zoo: its published collection (one JSON file), and
 * the resource description (`rdf.yaml`) of each.
 */
export function bioImage(
  url = 'https://uk1s3.embassy.ebi.ac.uk/public-datasets/bioimage.io/collection.json',
): ExternalCatalogue {
  return {
    title: 'BioImage Model Zoo',
    kind: 'model',
    lists: [url],
    page({ value }) {
      const collection = isKeys(value) ? value.collection : undefined;
      if (!Array.isArray(collection)) {
        throw new Error(`${url} has no list 'collection'`);
      }
      return {
        entries: collection.flatMap(each => entryOf(each) ?? []),
        others: othersOf(collection),
      };
    },
    async details({ spec, more }, reader) {
      const text = more && (await reader.text(more));
      if (!text) return { spec };
      const rdf = readRdf(text);
      const formats = isKeys(rdf.weights) ? Object.keys(rdf.weights) : [];
      // Later versions of the format name it with its digest.
      const { documentation: named } = rdf;
      const documents = webAddressFrom(
        isKeys(named) ? named.source : named,
        more,
      );
      return {
        spec: withRdf(spec, { rdf, formats, address: more }),
        documentation: documents && (await reader.text(documents)),
        ...(isLoaded(rdf) && { manifest: loader.manifest }),
      };
    },
  };
}

/** Whether the loader takes it: one picture in, and weights that it has. */
function isLoaded({ weights: has, inputs }: Keys): boolean {
  if (!isKeys(has) || !isKeys(has[loader.weights])) return false;
  const needed = (Array.isArray(inputs) ? inputs : []).filter(
    each => isKeys(each) && each.optional !== true,
  );
  return needed.length === 1;
}

/** What it has beside models: datasets, notebooks, applications. */
function othersOf(collection: unknown[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const each of collection) {
    const type = isKeys(each) ? line(each.type, 30) : undefined;
    if (!type || type === 'model') continue;
    // As many kinds as one can read of.
    if (!counts.has(type) && counts.size >= 10) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** Undefined for what is no model, or has no name to be known by. */
function entryOf(value: unknown): ExternalEntry | undefined {
  if (!isKeys(value) || value.type !== 'model') return undefined;
  const id = line(value.id, 200);
  if (!id) return undefined;
  const nickname = line(value.nickname, 60);
  const page = new URL('https://bioimage.io/#/');
  page.hash = `/?type=model&id=${encodeURIComponent(id)}`;
  return {
    id,
    name: nickname ?? id,
    page: page.href,
    more: webAddress(value.rdf_source),
    stamp: stampOf(value),
    spec: specOf(
      {
        title: line(value.name, 300),
        summary: line(value.description, 2_000),
        ...common(value),
        doi: doi(id) ?? doi(value.doi) ?? doi(value.concept_doi),
        version: line(value.version, 100),
        createdAt: instant(value.created) ?? instant(value.timestamp),
        categories: ['Pre-trained'],
        dataTypes: ['Image'],
        tags: lines(value.tags),
        links: { self: page.href },
      },
      id,
    ),
  };
}

/** What the list and the description say alike. */
function common(keys: Keys): Pick<AssetSpec, 'license' | 'authors'> {
  const authors = Array.isArray(keys.authors) ? keys.authors : [];
  const names = authors.map(each => (isKeys(each) ? each.name : each));
  const known = lines(names, 200);
  return {
    license: license(keys.license),
    authors: known.length > 0 ? known : undefined,
  };
}

function withRdf(
  spec: AssetSpec,
  { rdf, formats, address }: { rdf: Keys; formats: string[]; address: string },
): AssetSpec {
  const libraries = formats.flatMap(format =>
    Object.hasOwn(weights, format) ? [weights[format]] : [],
  );
  const [cited] = Array.isArray(rdf.cite) ? rdf.cite.filter(isKeys) : [];
  const citedDoi = doi(cited?.doi);
  return {
    ...spec,
    ...defined(common(rdf)),
    ...defined({
      description: paragraphs(rdf.description, 20_000),
      updatedAt: instant(rdf.timestamp),
      version: line(rdf.version, 100),
    }),
    libraries: [...new Set(libraries)],
    links: {
      ...spec.links,
      ...defined({
        sourceCode: webAddress(rdf.git_repo),
        // It names each of them, and the digests.
        weights: formats.length > 0 ? address : undefined,
        citation: citedDoi
          ? `https://doi.org/${citedDoi}`
          : webAddress(cited?.url),
      }),
    },
  };
}

/** What cannot be read says nothing; the list has said the rest. */
function readRdf(text: string): Keys {
  if (text.length > LONGEST_RDF) return {};
  try {
    const document = parseDocument(text, {
      ...{ prettyErrors: false, logLevel: 'silent' },
      // It compares each key with each, which takes seconds for many.
      uniqueKeys: false,
    });
    if (strangeKeyOf(document)) return {};
    const value = document.toJS({ maxAliasCount: 20 });
    return isKeys(value) ? value : {};
  } catch {
    return {};
  }
}

/** A Markdown file beside the description, or an address of one. */
function webAddressFrom(value: unknown, base: string): string | undefined {
  if (typeof value !== 'string' || !/\.md(\?.*)?$/i.test(value)) {
    return undefined;
  }
  return URL.canParse(value, base)
    ? webAddress(new URL(value, base).href)
    : undefined;
}
