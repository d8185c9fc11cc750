import type { DatasetAccess } from '@astrolabe/plugin-assets-common';
import { z } from 'zod';
import { checksumOf, day } from '../read';
import type { DatasetRepository } from './types';

const Dataset = z.object({
  id: z.string(),
  author: z.string().optional(),
  sha: z.string(),
  private: z.boolean().default(false),
  gated: z.union([z.boolean(), z.string()]).default(false),
  lastModified: z.string().optional(),
  description: z.string().optional(),
  cardData: z
    .object({
      pretty_name: z.string().optional(),
      license: z.union([z.string(), z.array(z.string())]).optional(),
    })
    .nullish(),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size: z.number().optional(),
        lfs: z
          .object({ sha256: z.string().optional(), size: z.number() })
          .nullish(),
      }),
    )
    .default([]),
});

/** Datasets of Hugging Face's Hub, by its API; a commit is what is named. */
export function huggingFace(
  baseUrl = 'https://huggingface.co',
): DatasetRepository {
  const { host } = new URL(baseUrl);
  return {
    id: 'hugging-face',
    title: 'Hugging Face',
    recordOf({ url }) {
      if (url?.host !== host) return undefined;
      return /^\/datasets\/([\w.-]+(?:\/[\w.-]+)??)(?:\/(?:tree|blob|resolve|viewer|discussions)\/.*|\/)?$/.exec(
        url.pathname,
      )?.[1];
    },
    async describe(id, { reader }) {
      const about = await reader.json(
        `${baseUrl}/api/datasets/${id}?blobs=true`,
        Dataset,
      );
      const page = `${baseUrl}/datasets/${about.id}`;
      const license = [about.cardData?.license ?? []].flat().join(', ');
      return {
        title: about.cardData?.pretty_name ?? about.id,
        creators: about.author ? [about.author] : [],
        description: about.description?.trim() || undefined,
        publishedAt: day(about.lastModified),
        version: about.sha,
        ...(license && { license: { name: license } }),
        access: accessOf(about),
        url: page,
        files: about.siblings.map(({ rfilename: path, size, lfs }) => ({
          path,
          url: `${page}/resolve/${about.sha}/${path
            .split('/')
            .map(encodeURIComponent)
            .join('/')}`,
          ...((lfs ?? size) !== undefined && { bytes: lfs?.size ?? size }),
          ...checksumOf('sha256', lfs?.sha256),
        })),
      };
    },
  };
}

function accessOf(about: z.infer<typeof Dataset>): DatasetAccess {
  if (about.private) return 'restricted';
  return about.gated ? 'gated' : 'open';
}
