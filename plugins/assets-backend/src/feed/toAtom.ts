/** What a feed says of itself and of each entry; every text is plain. */
export interface Feed {
  /** Its own address, with what it was asked for. */
  self: string;
  /** Where a person sees the same. */
  page: string;
  title: string;
  author: string;
  entries: FeedEntry[];
}

/** @see Feed */
export interface FeedEntry {
  id: string;
  title: string;
  page: string;
  summary: string;
  author?: string;
  /** Instants, ISO 8601. */
  updated: string;
  published?: string;
  categories: string[];
}

type Tag = [
  name: string,
  attributes: Record<string, string>,
  ...content: (Tag | string)[],
];

/** An Atom feed (RFC 4287). */
export function toAtom(feed: Feed): string {
  const newest = feed.entries
    .map(({ updated }) => updated)
    .sort()
    .at(-1);
  const tag: Tag = [
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom' },
    ['id', {}, feed.self],
    ['title', {}, feed.title],
    // A feed without entries has never changed.
    ['updated', {}, newest ?? new Date(0).toISOString()],
    ['author', {}, ['name', {}, feed.author]],
    ['link', { rel: 'self', type: 'application/atom+xml', href: feed.self }],
    ['link', { rel: 'alternate', type: 'text/html', href: feed.page }],
    ...feed.entries.map(entryOf),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n${written(tag)}\n`;
}

function entryOf(entry: FeedEntry): Tag {
  const { author, published } = entry;
  return [
    'entry',
    {},
    ['id', {}, entry.id],
    ['title', {}, entry.title],
    ['updated', {}, entry.updated],
    ...(published ? [['published', {}, published] as Tag] : []),
    ...(author ? [['author', {}, ['name', {}, author]] as Tag] : []),
    ['link', { rel: 'alternate', type: 'text/html', href: entry.page }],
    ['summary', {}, entry.summary],
    ...entry.categories.map((term): Tag => ['category', { term }]),
  ];
}

function written([name, attributes, ...content]: Tag): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  const inside = content
    .map(each => (typeof each === 'string' ? escaped(each) : written(each)))
    .join('');
  return inside ? `<${name}${said}>${inside}</${name}>` : `<${name}${said}/>`;
}

/** What XML 1.0 can't have in it at all; and halves of characters. */
const IMPOSSIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text
    .replace(IMPOSSIBLE, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
