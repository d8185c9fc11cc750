import type { DatasetAccess } from '@astrolabe/plugin-assets-common';
import { z } from 'zod';
import { checksumOf, day, plainText } from '../read';
import type { RepositoryReader } from '../RepositoryReader';
import type { DatasetRepository } from './types';

const File = z.object({
  id: z.number(),
  name: z.string(),
  size: z.number(),
  is_link_only: z.boolean().default(false),
  download_url: z.string().optional(),
  computed_md5: z.string().nullish(),
  supplied_md5: z.string().nullish(),
});
const Article = z.object({
  title: z.string(),
  doi: z.string().optional(),
  url_public_html: z.string(),
  description: z.string().nullish(),
  published_date: z.string().nullish(),
  version: z.number().optional(),
  authors: z.array(z.object({ full_name: z.string() })).default([]),
  license: z.object({ name: z.string(), url: z.string().optional() }).nullish(),
  is_embargoed: z.boolean().default(false),
  is_confidential: z.boolean().default(false),
});

const PAGE = 1000;
const MAX_PAGES = 10;
const DOI = /^10\.6084\/m9\.figshare\.(\d+)(?:\.v(\d+))?$/;
const PATH = /^\/articles\/(?:[^/]+\/)?[^/]*\/(\d+)(?:\/(\d+))?$/;

/** Figshare, by version 2 of its API. */
export function figshare(
  baseUrl = 'https://api.figshare.com/v2',
): DatasetRepository {
  return {
    id: 'figshare',
    title: 'Figshare',
    recordOf({ doi, url }) {
      const isOurs = url && /(^|\.)figshare\.com$/.test(url.hostname);
      const [, id, version] =
        DOI.exec(doi ?? '') ?? (isOurs ? PATH.exec(url.pathname) : null) ?? [];
      return id && (version ? `${id}/versions/${version}` : id);
    },
    async describe(id, { reader }) {
      const article = `${baseUrl}/articles/${id}`;
      const about = await reader.json(article, Article);
      return {
        title: about.title,
        creators: about.authors.map(({ full_name: name }) => name),
        description: plainText(about.description),
        publishedAt: day(about.published_date),
        ...(about.version && { version: String(about.version) }),
        ...(about.license && { license: about.license }),
        access: accessOf(about),
        url: about.url_public_html,
        ...(about.doi && { doi: about.doi }),
        files: await filesOf(article, reader),
      };
    },
  };
}

function accessOf(about: z.infer<typeof Article>): DatasetAccess {
  if (about.is_embargoed) return 'embargoed';
  return about.is_confidential ? 'restricted' : 'open';
}

async function filesOf(article: string, reader: RepositoryReader) {
  const files: z.infer<typeof File>[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = `page=${page}&page_size=${PAGE}`;
    const found = await reader.json(`${article}/files?${query}`, z.array(File));
    files.push(...found);
    if (found.length < PAGE) break;
  }
  return files.flatMap(file => {
    const { is_link_only: isLink, download_url: url } = file;
    if (isLink || !url) return [];
    const md5 = file.computed_md5 ?? file.supplied_md5;
    const checksum = checksumOf('md5', md5);
    return [{ path: file.name, url, bytes: file.size, ...checksum }];
  });
}
