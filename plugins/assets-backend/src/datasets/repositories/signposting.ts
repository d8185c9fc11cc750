import { z } from 'zod';
import { nameOfUrl } from '../read';
import type { RepositoryReader, TypedLink } from '../RepositoryReader';
import { aboutDoi } from './dataCite';
import type { DatasetRecord, Place } from './types';

const LINKSET = 'application/linkset+json';
const Linkset = z.object({
  linkset: z.array(
    z
      .object({ anchor: z.string().optional() })
      .catchall(
        z.array(z.object({ href: z.string(), type: z.string().optional() })),
      ),
  ),
});
/** So many files are asked for their size. */
const ASKED_FOR_SIZE = 20;
const MAX_FILES = 10_000;

/**
 * A dataset of a repository that is not known: what DataCite says of its DOI,
 * and the files to which its page links as FAIR Signposting has it (`item`). An
 * address without such links is taken for the file itself.
 */
export async function signposted(
  place: Place,
  options: { reader: RepositoryReader; dataCite?: string },
): Promise<DatasetRecord> {
  const { reader, dataCite } = options;
  const known = place.doi
    ? await aboutDoi(place.doi, { reader, baseUrl: dataCite })
    : undefined;
  const page = known?.url ?? place.url ?? new URL(known!.about.url);
  const head = await reader.head(page.href);
  const links = [...head.links, ...(await linksOfSet(head.links, reader))];
  const items = unique(links.filter(({ rel }) => rel === 'item'));
  const license = links.find(({ rel }) => rel === 'license')?.href;
  const isFile = !known && items.length === 0 && head.type !== 'text/html';
  const itself = { path: nameOfUrl(head.url), url: page.href };
  return {
    title: itself.path,
    creators: [],
    access: 'open',
    url: page.href,
    ...(license && { license: { name: license, url: license } }),
    ...known?.about,
    files: isFile
      ? [{ ...itself, ...(head.bytes !== undefined && { bytes: head.bytes }) }]
      : await withSizes(items, reader),
  };
}

async function linksOfSet(
  links: TypedLink[],
  reader: RepositoryReader,
): Promise<TypedLink[]> {
  const set = links.find(
    ({ rel, type }) => rel === 'linkset' && type === LINKSET,
  );
  if (!set) return [];
  const { linkset } = await reader.json(set.href, Linkset);
  return linkset.flatMap(({ anchor: _, ...relations }) =>
    Object.entries(relations).flatMap(([rel, targets]) =>
      targets.flatMap(({ href, type }) =>
        URL.canParse(href, set.href)
          ? [{ rel, href: new URL(href, set.href).href, type }]
          : [],
      ),
    ),
  );
}

function unique(links: TypedLink[]): TypedLink[] {
  const byHref = new Map(links.map(link => [link.href, link]));
  return [...byHref.values()].slice(0, MAX_FILES);
}

async function withSizes(items: TypedLink[], reader: RepositoryReader) {
  const files = [];
  for (const [index, { href }] of items.entries()) {
    const bytes =
      index < ASKED_FOR_SIZE ? await sizeOf(href, reader) : undefined;
    files.push({
      path: nameOfUrl(href),
      url: href,
      ...(bytes !== undefined && { bytes }),
    });
  }
  return files;
}

/** A file that does not say its size has none that is known. */
async function sizeOf(
  href: string,
  reader: RepositoryReader,
): Promise<number | undefined> {
  try {
    return (await reader.head(href)).bytes;
  } catch {
    return undefined;
  }
}
