import { z } from 'zod';
import { checksumOf, day, plainText } from '../read';
import type { DatasetAccess } from '@astrolabe/plugin-assets-common';
import type { DatasetRepository } from './types';

const Record = z.object({
  id: z.union([z.string(), z.number()]),
  doi: z.string().optional(),
  metadata: z.object({
    title: z.string(),
    creators: z.array(z.object({ name: z.string() })).default([]),
    description: z.string().optional(),
    publication_date: z.string().optional(),
    version: z.string().optional(),
    access_right: z.string().optional(),
    license: z.object({ id: z.string() }).optional(),
  }),
  files: z
    .array(
      z.object({
        key: z.string(),
        size: z.number(),
        checksum: z.string().optional(),
        links: z.object({ self: z.string() }),
      }),
    )
    .default([]),
});
const Hits = z.object({
  hits: z.object({ total: z.number(), hits: z.array(Record) }),
});

const ACCESS: { [right: string]: DatasetAccess } = {
  open: 'open',
  embargoed: 'embargoed',
};
const PAGE = 10;
/** More of them the search of Zenodo does not give. */
const MAX_FOUND = 10_000;

/** Zenodo, by the REST API of its documentation for developers. */
export function zenodo(baseUrl = 'https://zenodo.org'): DatasetRepository {
  const { host } = new URL(baseUrl);
  return {
    id: 'zenodo',
    title: 'Zenodo',
    recordOf({ doi, url }) {
      const [, byDoi] = /^10\.5281\/zenodo\.(\d+)$/.exec(doi ?? '') ?? [];
      if (byDoi) return byDoi;
      if (url?.host !== host) return undefined;
      return /^\/records?\/(\d+)/.exec(url.pathname)?.[1];
    },
    async describe(id, { reader }) {
      const record = await reader.json(`${baseUrl}/api/records/${id}`, Record);
      return {
        ...aboutOf(record),
        url: `${baseUrl}/records/${record.id}`,
        ...(record.doi && { doi: record.doi }),
        files: record.files.map(({ key, size, checksum, links }) => {
          const [algorithm, value] = checksum?.split(':') ?? [];
          return {
            path: key,
            url: links.self,
            bytes: size,
            ...checksumOf(algorithm, value),
          };
        }),
      };
    },
    async search({ text, page }, reader) {
      const query = new URLSearchParams({
        q: text,
        type: 'dataset',
        sort: 'bestmatch',
        size: String(PAGE),
        page: String(page),
      });
      const { hits } = await reader.json(
        `${baseUrl}/api/records?${query}`,
        Hits,
      );
      const isMore = page * PAGE < Math.min(hits.total, MAX_FOUND);
      return {
        items: hits.hits.map(record => ({
          ...aboutOf(record),
          source: record.doi ?? `${baseUrl}/records/${record.id}`,
          filesTotal: record.files.length,
          bytesTotal: record.files.reduce((sum, { size }) => sum + size, 0),
        })),
        totalItems: hits.total,
        ...(isMore && { nextPage: page + 1 }),
      };
    },
  };
}

function aboutOf({ metadata }: z.infer<typeof Record>) {
  const { license, access_right: right = 'restricted' } = metadata;
  return {
    title: metadata.title,
    creators: metadata.creators.map(({ name }) => name),
    description: plainText(metadata.description),
    publishedAt: day(metadata.publication_date),
    version: metadata.version,
    ...(license && { license: { name: license.id } }),
    access: ACCESS[right] ?? ('restricted' as const),
  };
}
