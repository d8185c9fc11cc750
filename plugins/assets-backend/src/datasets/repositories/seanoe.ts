import { z } from 'zod';
import { checksumOf } from '../read';
import { aboutDoi } from './dataCite';
import type { DatasetRepository } from './types';

const Record = z.object({
  files: z.array(
    z.object({
      fileName: z.string(),
      fileUrl: z.string(),
      size: z.number().optional(),
      checksum: z.string().nullish(),
    }),
  ),
});

/** SEANOE: files by its API, what they are by their DOI at DataCite. */
export function seanoe(
  baseUrl = 'https://www.seanoe.org',
  dataCite?: string,
): DatasetRepository {
  const { host } = new URL(baseUrl);
  return {
    id: 'seanoe',
    title: 'SEANOE',
    recordOf({ doi, url }) {
      const [, byDoi] = /^10\.17882\/(\d+)/.exec(doi ?? '') ?? [];
      if (byDoi) return byDoi;
      if (url?.host !== host) return undefined;
      return /^\/data\/\d+\/(\d+)/.exec(url.pathname)?.[1];
    },
    async describe(id, { reader }) {
      const { files } = await reader.json(
        `${baseUrl}/api/find-by-id/${id}`,
        Record,
      );
      const doi = `10.17882/${id}`;
      const { about } = await aboutDoi(doi, { reader, baseUrl: dataCite });
      return {
        ...about,
        doi,
        files: files.map(({ fileName, fileUrl, size, checksum }) => ({
          path: fileName,
          url: new URL(fileUrl, baseUrl).href,
          ...(size !== undefined && { bytes: size }),
          ...checksumOf('sha256', checksum),
        })),
      };
    },
  };
}
