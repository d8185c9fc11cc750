import { z } from 'zod';
import { checksumOf, day, nameOfUrl, plainText } from '../read';
import type { DatasetRepository } from './types';

/** Texts by language. */
const Local = z.record(z.string(), z.string()).nullish();
const Dataset = z.object({
  result: z.object({
    id: z.string(),
    title: Local,
    description: Local,
    issued: z.string().nullish(),
    publisher: z.object({ name: z.string().optional() }).nullish(),
    distributions: z
      .array(
        z.object({
          title: Local,
          access_url: z.array(z.string()).nullish(),
          download_url: z.array(z.string()).nullish(),
          byte_size: z.number().nullish(),
          checksum: z
            .object({
              algorithm: z.string().nullish(),
              checksum_value: z.string().nullish(),
            })
            .nullish(),
          license: z
            .object({
              id: z.string().nullish(),
              label: z.string().nullish(),
              resource: z.string().nullish(),
            })
            .nullish(),
        }),
      )
      .default([]),
  }),
});

/** data.europa.eu, by the search API of its hub. What it lists lies elsewhere. */
export function dataEuropa(
  baseUrl = 'https://data.europa.eu',
): DatasetRepository {
  const { host } = new URL(baseUrl);
  return {
    id: 'data-europa',
    title: 'data.europa.eu',
    recordOf({ url }) {
      if (url?.host !== host) return undefined;
      return /^\/(?:data\/datasets|88u\/dataset)\/([^/]+)/.exec(
        url.pathname,
      )?.[1];
    },
    async describe(id, { reader }) {
      const { result } = await reader.json(
        `${baseUrl}/api/hub/search/datasets/${id}`,
        Dataset,
      );
      const license = result.distributions.find(each => each.license)?.license;
      const name = license?.label ?? license?.id;
      return {
        title: inEnglish(result.title) ?? result.id,
        creators: result.publisher?.name ? [result.publisher.name] : [],
        description: plainText(inEnglish(result.description)),
        publishedAt: day(result.issued),
        ...(name && { license: { name, url: license?.resource ?? undefined } }),
        access: 'open',
        url: `${baseUrl}/data/datasets/${id}`,
        files: result.distributions.flatMap(each => {
          // An access URL alone leads to a page, not to a file.
          const url = each.download_url?.find(text => URL.canParse(text));
          if (!url) return [];
          return [
            {
              path: nameOfUrl(url),
              url,
              ...(each.byte_size && { bytes: each.byte_size }),
              ...checksumOf(
                each.checksum?.algorithm?.split('_').at(-1),
                each.checksum?.checksum_value,
              ),
            },
          ];
        }),
      };
    },
  };
}

function inEnglish(texts: z.infer<typeof Local>): string | undefined {
  return texts?.en ?? Object.values(texts ?? {})[0];
}
