import {
  ASSET_API_VERSION,
  type AssetSpec,
  type DatasetDescription,
} from '@astrolabe/plugin-assets-common';
import { stringify } from 'yaml';
import { asSpdx } from '../spdx';

const LISTED_FILES = 500;
const LONGEST_TITLE = 300;
const LONGEST_SUMMARY = 400;
const LONGEST_NAME = 200;

/** The metadata file of an imported dataset: what its repository says, in our own form. */
export function metadataOf(dataset: DatasetDescription): string {
  const { description = '', license, files, publishedAt } = dataset;
  const spec: AssetSpec = {
    title: dataset.title.slice(0, LONGEST_TITLE),
    summary: shortened(description, LONGEST_SUMMARY),
    ...(description.length > LONGEST_SUMMARY && { description }),
    ...(dataset.doi && { doi: dataset.doi }),
    ...(dataset.version && { version: dataset.version.slice(0, 100) }),
    ...(license && { license: asSpdx(license.name).slice(0, 100) }),
    authors: dataset.creators
      .slice(0, LONGEST_NAME)
      .map(name => name.slice(0, LONGEST_NAME)),
    ...(publishedAt && { createdAt: publishedAt }),
    libraries: [],
    tasks: [],
    categories: [],
    tags: [dataset.repository.id],
    dataTypes: [],
    links: { self: dataset.url },
    distribution: {
      repository: dataset.repository.title,
      source: dataset.source,
      ...(license?.url && { licenseUrl: license.url }),
      filesTotal: dataset.filesTotal,
      bytesTotal: dataset.bytesTotal,
      files: files.slice(0, LISTED_FILES).map(({ path, bytes, checksum }) => ({
        path,
        ...(bytes !== undefined && { bytes }),
        ...(checksum && {
          checksum: `${checksum.algorithm}:${checksum.value}`,
        }),
      })),
    },
  };
  return stringify({
    apiVersion: ASSET_API_VERSION,
    kind: 'Dataset',
    metadata: { name: dataset.asset },
    spec,
  });
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
