import { vocabulary } from '@astrolabe/plugin-assets-common';
import LinkHeader from 'http-link-header';
import {
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

/** What is asked of each model, and nothing of its files. */
const asked = [
  ...['author', 'cardData', 'createdAt', 'disabled', 'gated', 'lastModified'],
  ...['library_name', 'pipeline_tag', 'private', 'sha', 'tags'],
];

/** A model's id: `name`, or `organisation/name`. */
const ID = /^[\w.-]{1,100}(\/[\w.-]{1,100})?$/;

/** What each kind of data is called in the names of tasks. */
const data: [RegExp, string][] = [
  [/image|object|mask|depth|visual/, 'Image'],
  [/video/, 'Video'],
  [/audio|speech|voice/, 'Audio'],
  [/text|token|translation|summar|question|sentence|fill-mask/, 'Text'],
  [/tabular|time-series/, 'Tabular'],
  [/graph/, 'Graph'],
];

/** Models of organisations and tags at Hugging Face's Hub, by its API. */
export function huggingFace(
  options: { organizations: string[]; tags: string[] },
  url = 'https://huggingface.co',
): ExternalCatalogue {
  return {
    title: 'Hugging Face',
    kind: 'model',
    lists: [
      ...options.organizations.map(author => listOf(url, 'author', author)),
      ...options.tags.map(tag => listOf(url, 'filter', tag)),
    ],
    page(answer) {
      if (!Array.isArray(answer.value)) {
        throw new Error(`${answer.url} answers with no list`);
      }
      return {
        entries: answer.value.flatMap(each => entryOf(each, url) ?? []),
        next: nextOf(answer),
      };
    },
    async details({ id, spec }, reader) {
      const path = `${spec.version ?? 'main'}/README.md`;
      const text = await reader.text(`${url}/${id}/resolve/${path}`);
      const documentation = text && withoutFrontMatter(text);
      const summary = documentation && summaryOf(documentation);
      return {
        spec: summary ? { ...spec, summary } : spec,
        documentation: documentation || undefined,
      };
    },
  };
}

function listOf(url: string, by: 'author' | 'filter', value: string): string {
  const list = new URL('/api/models', url);
  list.searchParams.set(by, value);
  list.searchParams.set('limit', '100');
  asked.forEach(key => list.searchParams.append('expand[]', key));
  return list.href;
}

/** Undefined for what is no model, or is not open to everybody to see. */
function entryOf(value: unknown, url: string): ExternalEntry | undefined {
  if (!isKeys(value) || value.private === true || value.disabled === true) {
    return undefined;
  }
  const id = typeof value.id === 'string' && ID.test(value.id) && value.id;
  if (!id || id.includes('..')) return undefined;
  const page = `${url}/${id}`;
  const card = isKeys(value.cardData) ? value.cardData : {};
  const tags = lines(value.tags);
  const task = line(value.pipeline_tag, 60);
  return {
    id,
    name: id.replace('/', '-'),
    page,
    gated: value.gated ? true : undefined,
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
        libraries: librariesOf(value, tags),
        tasks: task ? [inWords(task)] : [],
        categories: ['Pre-trained'],
        dataTypes: task
          ? data.flatMap(([names, type]) => (names.test(task) ? [type] : []))
          : [],
        tags: tags.filter(tag => !tag.includes(':') && tag !== task),
        links: {
          self: page,
          baseModel: ofHub(url, [card.base_model].flat()[0]),
          dataset: ofHub(url, tagged(tags, 'dataset'), 'datasets/'),
          citation: arxiv(tagged(tags, 'arxiv')),
        },
      },
      id,
    ),
  };
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
  return tags.find(tag => tag.startsWith(`${key}:`))?.slice(key.length + 1);
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
