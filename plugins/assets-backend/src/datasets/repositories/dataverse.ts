import { z } from 'zod';
import { checksumOf, day, plainText } from '../read';
import type { DatasetRepository } from './types';

const Dataset = z.object({
  data: z.object({
    latestVersion: z.object({
      versionNumber: z.number().optional(),
      versionMinorNumber: z.number().optional(),
      releaseTime: z.string().optional(),
      license: z
        .union([
          z.string(),
          z.object({ name: z.string(), uri: z.string().optional() }),
        ])
        .optional(),
      metadataBlocks: z.object({
        citation: z.object({
          fields: z.array(
            z.object({ typeName: z.string(), value: z.unknown() }),
          ),
        }),
      }),
      files: z.array(
        z.object({
          restricted: z.boolean().default(false),
          directoryLabel: z.string().optional(),
          label: z.string(),
          dataFile: z.object({
            id: z.number(),
            filesize: z.number().optional(),
            originalFileSize: z.number().optional(),
            originalFileName: z.string().optional(),
            checksum: z
              .object({ type: z.string(), value: z.string() })
              .optional(),
            md5: z.string().optional(),
          }),
        }),
      ),
    }),
  }),
});
const Named = (key: string) =>
  z.array(z.object({ [key]: z.object({ value: z.string() }) }));

/** Any installation of Dataverse, by its native API; it is known by its pages' addresses. */
export function dataverse(): DatasetRepository {
  return {
    id: 'dataverse',
    title: 'Dataverse',
    recordOf({ url }) {
      const id = url?.searchParams.get('persistentId');
      const isPage = /\/(dataset\.xhtml|citation)$/.test(url?.pathname ?? '');
      return url && isPage && id ? `${url.origin} ${id}` : undefined;
    },
    async describe(record, { reader }) {
      const [origin, id] = record.split(' ');
      const query = `persistentId=${encodeURIComponent(id)}`;
      const { data } = await reader.json(
        `${origin}/api/datasets/:persistentId/?${query}`,
        Dataset,
      );
      const { latestVersion: version } = data;
      const fields = new Map(
        version.metadataBlocks.citation.fields.map(({ typeName, value }) => [
          typeName,
          value,
        ]),
      );
      const named = (field: string, key: string) => {
        const read = Named(key).safeParse(fields.get(field));
        return read.success ? read.data.map(each => each[key].value) : [];
      };
      const { license, versionNumber, versionMinorNumber = 0 } = version;
      const isClosed =
        version.files.length > 0 &&
        version.files.every(file => file.restricted);
      return {
        title: String(fields.get('title') ?? id),
        creators: named('author', 'authorName'),
        description: plainText(
          named('dsDescription', 'dsDescriptionValue').join('\n'),
        ),
        publishedAt: day(version.releaseTime),
        ...(versionNumber && {
          version: `${versionNumber}.${versionMinorNumber}`,
        }),
        ...(license && {
          license:
            typeof license === 'string'
              ? { name: license }
              : { name: license.name, url: license.uri },
        }),
        access: isClosed ? 'restricted' : 'open',
        url: `${origin}/dataset.xhtml?${query}`,
        ...(id.startsWith('doi:') && { doi: id.slice(4).toLowerCase() }),
        files: version.files
          .filter(({ restricted }) => !restricted)
          .map(({ directoryLabel, label, dataFile }) => ({
            path: [directoryLabel, dataFile.originalFileName ?? label]
              .filter(Boolean)
              .join('/'),
            ...fileOf(origin, dataFile),
          })),
      };
    },
  };
}

/** Tables are kept in a form of their own; their checksum is of what was uploaded. */
function fileOf(
  origin: string,
  file: z.infer<
    typeof Dataset
  >['data']['latestVersion']['files'][number]['dataFile'],
) {
  const isTable = file.originalFileName !== undefined;
  const bytes = isTable ? file.originalFileSize : file.filesize;
  return {
    url: `${origin}/api/access/datafile/${file.id}${
      isTable ? '?format=original' : ''
    }`,
    ...(bytes !== undefined && { bytes }),
    ...checksumOf(
      file.checksum?.type ?? 'md5',
      file.checksum?.value ?? file.md5,
    ),
  };
}
