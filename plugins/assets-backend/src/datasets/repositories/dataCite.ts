import { z } from 'zod';
import { day, plainText } from '../read';
import type { RepositoryReader } from '../RepositoryReader';
import type { DatasetRecord } from './types';

const Doi = z.object({
  data: z.object({
    attributes: z.object({
      doi: z.string(),
      url: z.string().nullish(),
      titles: z.array(z.object({ title: z.string() })).default([]),
      creators: z.array(z.object({ name: z.string() })).default([]),
      descriptions: z
        .array(z.object({ description: z.string().nullish() }))
        .default([]),
      publicationYear: z.union([z.number(), z.string()]).nullish(),
      dates: z
        .array(z.object({ date: z.string().nullish(), dateType: z.string() }))
        .default([]),
      version: z.string().nullish(),
      rightsList: z
        .array(
          z.object({
            rights: z.string().nullish(),
            rightsIdentifier: z.string().nullish(),
            rightsUri: z.string().nullish(),
          }),
        )
        .default([]),
    }),
  }),
});

/** Where DataCite says what a DOI is. */
export const DATA_CITE = 'https://api.datacite.org';

/**
 * What DataCite knows of a DOI: where it leads, and what it names. It knows no
 * files.
 */
export async function aboutDoi(
  doi: string,
  options: { reader: RepositoryReader; baseUrl?: string },
): Promise<{ url?: URL; about: Omit<DatasetRecord, 'files'> }> {
  const { reader, baseUrl = DATA_CITE } = options;
  const { data } = await reader.json(
    `${baseUrl}/dois/${encodeURIComponent(doi)}`,
    Doi,
  );
  const { attributes: known } = data;
  const [rights] = known.rightsList;
  const license = rights?.rightsIdentifier ?? rights?.rights;
  const issued = known.dates.find(({ dateType }) => dateType === 'Issued');
  const page = known.url && URL.canParse(known.url) ? known.url : undefined;
  return {
    ...(page && { url: new URL(page) }),
    about: {
      title: known.titles[0]?.title ?? doi,
      creators: known.creators.map(({ name }) => name),
      description: plainText(known.descriptions[0]?.description),
      publishedAt: day(issued?.date ?? String(known.publicationYear ?? '')),
      ...(known.version && { version: known.version }),
      ...(license && {
        license: { name: license, url: rights.rightsUri ?? undefined },
      }),
      // Nobody says otherwise; what is closed is refused when it is fetched.
      access: 'open',
      url: page ?? `https://doi.org/${doi}`,
      doi,
    },
  };
}
