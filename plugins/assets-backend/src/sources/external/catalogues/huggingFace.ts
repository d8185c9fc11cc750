import {
  vocabulary,
  type AssetGate,
  type AssetKind,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import LinkHeader from 'http-link-header';
import {
  defined,
  doi,
  instant,
  isKeys,
  license,
  line,
  lines,
  specOf,
  webAddress,
} from '../read';
import { stampOf } from '../stampOf';
import { summaryOf, withoutFrontMatter } from '../markdown';
import type {
  ExternalAnswer,
  ExternalCatalogue,
  ExternalEntry,
} from '../types';

type Keys = Record<string, unknown>;
/** What is known of one kind alone. */
type OwnSpec = Omit<Partial<AssetSpec>, 'links'> & {
  links?: Record<string, string | undefined>;
};

/** What is asked of each, and nothing of its files. */
const asked = [
  ...['author', 'cardData', 'createdAt', 'disabled', 'gated', 'lastModified'],
  ...['private', 'sha', 'tags'],
];

/** What the Hub calls each kind, and what only that has. */
const kinds = {
  model: {
    ...{ list: 'models', folder: '', spec: modelOf },
    asked: ['library_name', 'pipeline_tag'],
  },
  dataset: {
    ...{ list: 'datasets', folder: 'datasets/', spec: datasetOf },
    asked: ['description'],
  },
};
type Kind = (typeof kinds)[keyof typeof kinds];

/** An id: `name`, or `organisation/name`. */
const ID = /^[\w.-]{1,100}(\/[\w.-]{1,100})?$/;

/** What each kind of data is called in the names of tasks. */
const data: [RegExp, string][] = [
  [/image|object|mask|depth|visual/, 'Image'],
  [/video/, 'Video'],
  [/audio|speech|voice/, 'Audio'],
  [/text|token|translation|summar|question|sentence|fill-mask/, 'Text'],
  [/tabular|time-?series/, 'Tabular'],
  [/graph/, 'Graph'],
];

/** Models, or datasets, of organisations and tags at Hugging Face's Hub, by its API. */
export function huggingFace(
  options: { organizations: string[]; tags: string[]; kind: AssetKind },
  url = 'https://huggingface.co',
): ExternalCatalogue {
  const kind = kinds[options.kind as keyof typeof kinds];
  const listOf = (by: 'author' | 'filter') => (value: string) => {
    const list = new URL(`/api/${kind.list}`, url);
    list.searchParams.set(by, value);
    list.searchParams.set('limit', '100');
    [...asked, ...kind.asked].forEach(key =>
      list.searchParams.append('expand[]', key),
    );
    return list.href;
  };
  return {
    title: 'Hugging Face',
    kind: options.kind,
    lists: [
      ...options.organizations.map(listOf('author')),
      ...options.tags.map(listOf('filter')),
    ],
    page(answer) {
      if (!Array.isArray(answer.value)) {
        throw new Error(`${answer.url} answers with no list`);
      }
      return {
        entries: answer.value.flatMap(each => entryOf(each, url, kind) ?? []),
        next: nextOf(answer),
      };
    },
    async details({ page, spec }, reader) {
      const path = `${spec.version ?? 'main'}/README.md`;
      const text = await reader.text(`${page}/resolve/${path}`);
      const documentation = text && withoutFrontMatter(text);
      const summary = documentation && summaryOf(documentation);
      return {
        spec: summary ? { ...spec, summary } : spec,
        documentation: documentation || undefined,
      };
    },
  };
}

/** Undefined for what is none, or is not open to everybody to see. */
function entryOf(
  value: unknown,
  url: string,
  kind: Kind,
): ExternalEntry | undefined {
  if (!isKeys(value) || value.private === true || value.disabled === true) {
    return undefined;
  }
  const id = typeof value.id === 'string' && ID.test(value.id) && value.id;
  if (!id || id.includes('..')) return undefined;
  const page = `${url}/${kind.folder}${id}`;
  const card = isKeys(value.cardData) ? value.cardData : {};
  const tags = lines(value.tags);
  const own = kind.spec(value, { url, card, tags });
  return {
    id,
    name: id.replace('/', '-'),
    page,
    gated: gateOf(value.gated),
    stamp: stampOf(value),
    spec: specOf(
      {
        title: id,
        summary: undefined,
        license: licenseOf(card, tags),
        authors: lines([value.author ?? id.split('/')[0]]),
        version: /^[0-9a-f]{40}$/.test(String(value.sha))
          ? String(value.sha)
          : undefined,
        createdAt: instant(value.createdAt),
        updatedAt: instant(value.lastModified),
        doi: doi(tagged(tags, 'doi')),
        ...own,
        links: {
          self: page,
          citation: arxiv(tagged(tags, 'arxiv')),
          ...own.links,
        },
      },
      id,
    ),
  };
}

/** What an entry is read with. */
interface Read {
  url: string;
  card: Keys;
  tags: string[];
}

function modelOf(value: Keys, { url, card, tags }: Read): OwnSpec {
  const task = line(value.pipeline_tag, 60);
  return {
    libraries: librariesOf(value, tags),
    tasks: task ? [inWords(task)] : [],
    categories: ['Pre-trained'],
    dataTypes: task
      ? data.flatMap(([names, type]) => (names.test(task) ? [type] : []))
      : [],
    tags: tags.filter(tag => !tag.includes(':') && tag !== task),
    links: {
      baseModel: ofHub(url, [card.base_model].flat()[0]),
      dataset: ofHub(url, tagged(tags, 'dataset'), 'datasets/'),
    },
  };
}

function datasetOf(value: Keys, { card, tags }: Read): OwnSpec {
  const said = (key: string) =>
    tags.flatMap(tag => (tag.startsWith(`${key}:`) ? afterColon(tag) : []));
  return defined({
    title: line(card.pretty_name, 300),
    summary: line(value.description, 400),
    tasks: said('task_categories').map(inWords),
    dataTypes: said('modality').flatMap(modality =>
      data.flatMap(([names, type]) => (names.test(modality) ? [type] : [])),
    ),
    tags: tags.filter(tag => !tag.includes(':')),
  });
}

/** Where it doesn't say how, its authors have to be asked. */
function gateOf(gated: unknown): AssetGate | undefined {
  if (!gated) return undefined;
  return gated === 'auto' ? 'auto' : 'manual';
}

function librariesOf(value: Keys, tags: string[]): string[] {
  const known = tags.filter(tag =>
    vocabulary.libraries.some(
      library => library.toLowerCase() === tag.toLowerCase(),
    ),
  );
  return [
    ...lines([value.library_name]).filter(name => !known.includes(name)),
    ...known,
  ];
}

/** The card says it; or else a tag, which the Hub makes of it. */
function licenseOf(card: Keys, tags: string[]): string | undefined {
  const named = [card.license].flat().find(each => license(each));
  return (
    license(named) ??
    license(card.license_name) ??
    license(tagged(tags, 'license'))
  );
}

function tagged(tags: string[], key: string): string | undefined {
  const tag = tags.find(each => each.startsWith(`${key}:`));
  return tag && afterColon(tag);
}

function afterColon(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function ofHub(url: string, id: unknown, folder = ''): string | undefined {
  return typeof id === 'string' && ID.test(id)
    ? webAddress(`${url}/${folder}${id}`)
    : undefined;
}

function arxiv(id: string | undefined): string | undefined {
  return id && /^[\w.-]+(\/\d+)?$/.test(id)
    ? `https://arxiv.org/abs/${id}`
    : undefined;
}

function inWords(task: string): string {
  const words = task.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The Hub names the next page in a header. */
function nextOf({ link, url }: ExternalAnswer): string | undefined {
  try {
    const [next] = LinkHeader.parse([link ?? []].flat().join(', ')).rel('next');
    return next && URL.canParse(next.uri, url)
      ? new URL(next.uri, url).href
      : undefined;
  } catch {
    return undefined;
  }
}
