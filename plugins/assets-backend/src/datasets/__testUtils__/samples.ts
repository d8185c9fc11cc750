import { expect } from 'vitest';
import type { RepositoryAnswer } from './RepositoryServer';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const SHA256 =
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** How a repository answers when it is asked for one small dataset. */
export interface Sample {
  repository: string;
  /** What people give; `{url}` is the server's address. */
  sources: string[];
  answers: { [path: string]: RepositoryAnswer };
  /** What has to come of it. */
  expected: object;
}

/** A DOI as DataCite answers. */
export const atDataCite = (doi: string, attributes: object = {}) => ({
  [`/dois/${encodeURIComponent(doi)}`]: {
    body: {
      data: {
        attributes: {
          doi,
          titles: [{ title: 'Waves' }],
          creators: [{ name: 'Sverdrup, H.' }],
          publicationYear: 2021,
          rightsList: [
            { rightsIdentifier: 'cc-by-4.0', rightsUri: 'https://cc.example' },
          ],
          ...attributes,
        },
      },
    },
  },
});

export const zenodoRecord = {
  id: 42,
  doi: '10.5281/zenodo.42',
  metadata: {
    title: 'Corals of the Red Sea',
    creators: [{ name: 'Cousteau, J.' }, { name: 'Ruiz, M.' }],
    description: '<p>Pictures &amp; counts.</p><script>alert(1)</script>',
    publication_date: '2024-05-06',
    version: '1.2',
    access_right: 'open',
    license: { id: 'cc-by-4.0' },
  },
  files: [
    {
      key: 'corals.zip',
      size: 1234,
      checksum: `md5:${MD5}`,
      links: { self: 'https://zenodo.example/corals.zip' },
    },
  ],
};

/** One for each repository that is known by its own interface. */
export const samples: Sample[] = [
  {
    repository: 'zenodo',
    sources: [
      '10.5281/zenodo.42',
      'https://doi.org/10.5281/zenodo.42',
      '{url}/records/42',
      '{url}/record/42?preview=1',
    ],
    answers: { '/api/records/42': { body: zenodoRecord } },
    expected: {
      doi: '10.5281/zenodo.42',
      title: 'Corals of the Red Sea',
      creators: ['Cousteau, J.', 'Ruiz, M.'],
      description: 'Pictures & counts.\nalert(1)',
      license: { name: 'cc-by-4.0' },
      publishedAt: '2024-05-06',
      bytesTotal: 1234,
      files: [
        {
          path: 'corals.zip',
          bytes: 1234,
          checksum: { algorithm: 'md5', value: MD5 },
        },
      ],
    },
  },
  {
    repository: 'figshare',
    sources: [
      '10.6084/m9.figshare.77',
      'https://figshare.com/articles/dataset/A_name/77',
    ],
    answers: {
      '/articles/77': {
        body: {
          title: 'Bees',
          doi: '10.6084/m9.figshare.77',
          url_public_html: 'https://figshare.com/articles/77',
          authors: [{ full_name: 'Ada Bee' }],
          license: { name: 'CC0', url: 'https://cc0.example' },
          published_date: '2020-02-03T10:00:00Z',
          version: 2,
        },
      },
      '/articles/77/files?page=1&page_size=1000': {
        body: [
          {
            id: 1,
            name: 'bees.csv',
            size: 5,
            download_url: 'https://figshare.example/1',
            computed_md5: MD5,
          },
          {
            id: 2,
            name: 'elsewhere',
            size: 0,
            is_link_only: true,
            download_url: 'https://elsewhere.example',
          },
        ],
      },
    },
    expected: {
      title: 'Bees',
      creators: ['Ada Bee'],
      version: '2',
      license: { name: 'CC0', url: 'https://cc0.example' },
      filesTotal: 1,
      files: [{ path: 'bees.csv', bytes: 5, checksum: { value: MD5 } }],
    },
  },
  {
    repository: 'dryad',
    sources: ['10.5061/dryad.abc', '{url}/dataset/doi:10.5061/dryad.abc'],
    answers: {
      '/api/v2/datasets/doi%3A10.5061%2Fdryad.abc': {
        body: {
          identifier: 'doi:10.5061/dryad.abc',
          title: 'Finches',
          authors: [{ firstName: 'Rosemary', lastName: 'Grant' }],
          abstract: '<p>Beaks.</p>',
          publicationDate: '2019-01-01',
          license: 'https://spdx.org/licenses/CC0-1.0.html',
          visibility: 'public',
          _links: { 'stash:version': { href: '/api/v2/versions/9' } },
        },
      },
      '/api/v2/versions/9/files': {
        body: {
          _embedded: {
            'stash:files': [
              {
                path: 'beaks.csv',
                size: 10,
                digest: SHA256,
                digestType: 'sha-256',
                _links: {
                  'stash:download': { href: '/api/v2/files/1/download' },
                },
              },
            ],
          },
          _links: { next: { href: '/api/v2/versions/9/files?page=2' } },
        },
      },
      '/api/v2/versions/9/files?page=2': {
        body: {
          _embedded: {
            'stash:files': [
              {
                path: 'nests.csv',
                size: 20,
                _links: {
                  'stash:download': { href: '/api/v2/files/2/download' },
                },
              },
            ],
          },
        },
      },
    },
    expected: {
      title: 'Finches',
      creators: ['Rosemary Grant'],
      bytesTotal: 30,
      files: [
        {
          path: 'beaks.csv',
          checksum: { algorithm: 'sha256', value: SHA256 },
        },
        { path: 'nests.csv' },
      ],
    },
  },
  {
    repository: 'dataverse',
    sources: [
      '{url}/dataset.xhtml?persistentId=doi:10.70122/FK2/ABC',
      '{url}/citation?persistentId=doi%3A10.70122%2FFK2%2FABC',
      '10.70122/FK2/ABC',
    ],
    answers: {
      ...atDataCite('10.70122/fk2/abc', {
        url: '{url}/citation?persistentId=doi:10.70122/FK2/ABC',
      }),
      '/api/datasets/:persistentId/?persistentId=doi%3A10.70122%2FFK2%2FABC': {
        body: {
          status: 'OK',
          data: {
            latestVersion: {
              versionNumber: 3,
              versionMinorNumber: 1,
              releaseTime: '2022-08-09T00:00:00Z',
              license: { name: 'CC0 1.0', uri: 'https://cc0.example' },
              metadataBlocks: {
                citation: {
                  fields: [
                    { typeName: 'title', value: 'Votes' },
                    {
                      typeName: 'author',
                      value: [{ authorName: { value: 'King, Gary' } }],
                    },
                  ],
                },
              },
              files: [
                {
                  label: 'votes.tab',
                  directoryLabel: 'data',
                  restricted: false,
                  dataFile: {
                    id: 5,
                    filesize: 99,
                    originalFileName: 'votes.csv',
                    originalFileSize: 88,
                    checksum: { type: 'MD5', value: MD5 },
                  },
                },
                {
                  label: 'names.csv',
                  restricted: true,
                  dataFile: { id: 6, filesize: 7 },
                },
              ],
            },
          },
        },
      },
    },
    expected: {
      title: 'Votes',
      creators: ['King, Gary'],
      version: '3.1',
      access: 'open',
      filesTotal: 1,
      files: [
        {
          path: 'data/votes.csv',
          bytes: 88,
          checksum: { algorithm: 'md5', value: MD5 },
        },
      ],
    },
  },
  {
    repository: 'hugging-face',
    sources: [
      '{url}/datasets/ocean/fish',
      '{url}/datasets/ocean/fish/tree/main',
    ],
    answers: {
      '/api/datasets/ocean/fish?blobs=true': {
        body: {
          id: 'ocean/fish',
          author: 'ocean',
          sha: 'abc123',
          gated: 'auto',
          lastModified: '2025-01-02T00:00:00.000Z',
          cardData: { license: 'mit', pretty_name: 'Fish' },
          siblings: [
            { rfilename: 'README.md', size: 12 },
            {
              rfilename: 'a b/fish.parquet',
              size: 130,
              lfs: { sha256: SHA256, size: 4567 },
            },
          ],
        },
      },
    },
    expected: {
      title: 'Fish',
      access: 'gated',
      version: 'abc123',
      bytesTotal: 4579,
      files: [
        { path: 'README.md', bytes: 12 },
        {
          path: 'a b/fish.parquet',
          url: expect.stringMatching(/resolve\/abc123\/a%20b\/fish\.parquet$/),
          bytes: 4567,
          checksum: { algorithm: 'sha256', value: SHA256 },
        },
      ],
    },
  },
  {
    repository: 'seanoe',
    sources: ['10.17882/51600', '{url}/data/00405/51600/'],
    answers: {
      ...atDataCite('10.17882/51600', { url: 'https://www.seanoe.example' }),
      '/api/find-by-id/51600': {
        body: {
          files: [
            {
              fileName: 'waves.nc',
              fileUrl: '/data/waves.nc',
              size: 3,
              checksum: SHA256,
            },
          ],
        },
      },
    },
    expected: {
      title: 'Waves',
      creators: ['Sverdrup, H.'],
      publishedAt: '2021',
      license: { name: 'cc-by-4.0', url: 'https://cc.example' },
      files: [{ path: 'waves.nc', bytes: 3, checksum: { value: SHA256 } }],
    },
  },
  {
    repository: 'data-europa',
    sources: ['{url}/data/datasets/bathing-water?locale=en'],
    answers: {
      '/api/hub/search/datasets/bathing-water': {
        body: {
          result: {
            id: 'bathing-water',
            title: { de: 'Badegewässer', en: 'Bathing water' },
            issued: '2018-03-04T00:00:00Z',
            publisher: { name: 'EEA' },
            distributions: [
              {
                download_url: ['https://eea.example/water.csv'],
                byte_size: 77,
                license: { label: 'CC BY 4.0', resource: 'https://cc.example' },
                checksum: {
                  algorithm: 'checksumAlgorithm_md5',
                  checksum_value: MD5,
                },
              },
              { access_url: ['https://eea.example/a-page'] },
            ],
          },
        },
      },
    },
    expected: {
      title: 'Bathing water',
      creators: ['EEA'],
      license: { name: 'CC BY 4.0', url: 'https://cc.example' },
      filesTotal: 1,
      files: [{ path: 'water.csv', bytes: 77, checksum: { value: MD5 } }],
    },
  },
];
