import { z } from 'zod';
import { checksumOf, day, plainText } from '../read';
import type { DatasetRepository } from './types';

const Link = z.object({ href: z.string() });
const Dataset = z.object({
  identifier: z.string(),
  title: z.string(),
  authors: z
    .array(z.object({ firstName: z.string(), lastName: z.string() }))
    .default([]),
  abstract: z.string().nullish(),
  publicationDate: z.string().nullish(),
  versionNumber: z.number().optional(),
  license: z.string().nullish(),
  visibility: z.string().optional(),
  _links: z.object({ 'stash:version': Link }),
});
const Files = z.object({
  _embedded: z.object({
    'stash:files': z.array(
      z.object({
        path: z.string(),
        size: z.number(),
        digest: z.string().nullish(),
        digestType: z.string().nullish(),
        _links: z.object({ 'stash:download': Link }),
      }),
    ),
  }),
  _links: z.object({ next: Link.optional() }).default({}),
});

const MAX_PAGES = 50;

/** Dryad, by version 2 of its API. */
export function dryad(baseUrl = 'https://datadryad.org'): DatasetRepository {
  const { host } = new URL(baseUrl);
  return {
    id: 'dryad',
    title: 'Dryad',
    recordOf({ doi, url }) {
      if (/^10\.5061\/dryad\./.test(doi ?? '')) return doi;
      if (url?.host !== host) return undefined;
      const path = decodeURIComponent(url.pathname);
      return /^\/(?:stash\/|landing\/)*dataset\/doi:(10\..+)$/.exec(path)?.[1];
    },
    async describe(doi, { reader }) {
      const id = encodeURIComponent(`doi:${doi}`);
      const api = `${baseUrl}/api/v2/datasets/${id}`;
      const about = await reader.json(api, Dataset);
      const files = [];
      let next:
        | string
        | undefined = `${about._links['stash:version'].href}/files`;
      for (let page = 0; next && page < MAX_PAGES; page++) {
        // Explicit, for `next` is read from it.
        const found: z.infer<typeof Files> = await reader.json(
          new URL(next, baseUrl).href,
          Files,
        );
        files.push(...found._embedded['stash:files']);
        next = found._links.next?.href;
      }
      return {
        title: about.title,
        creators: about.authors.map(
          ({ firstName, lastName }) => `${firstName} ${lastName}`,
        ),
        description: plainText(about.abstract),
        publishedAt: day(about.publicationDate),
        ...(about.versionNumber && { version: String(about.versionNumber) }),
        ...(about.license && {
          license: { name: about.license, url: about.license },
        }),
        access:
          (about.visibility ?? 'public') === 'public' ? 'open' : 'restricted',
        url: `${baseUrl}/dataset/doi:${doi}`,
        doi,
        files: files.map(file => ({
          path: file.path,
          url: new URL(file._links['stash:download'].href, baseUrl).href,
          bytes: file.size,
          ...checksumOf(file.digestType, file.digest),
        })),
      };
    },
  };
}
