import { randomUUID } from 'node:crypto';
import { plain, type Operation } from './Operation';

const seeAssets = { granted: 'asset.read' };
const makeProjects = { granted: 'asset.create' };
const importDatasets = { granted: 'asset.import' };

/** On what is not there: no repository is asked. */
export const assetsOperations: Record<string, Operation> = {
  queryAssets: plain('get assets/v1/assets', seeAssets, '200'),
  assetFeed: plain('get assets/v1/assets.atom', seeAssets, '200'),
  listSavedSearches: plain('get assets/v1/saved-searches', seeAssets, '200'),
  saveSearch: plain('post assets/v1/saved-searches', seeAssets, '201', {
    // Another one each time: each has a name that its person has no other of.
    body: () => ({ name: randomUUID(), query: {} }),
  }),
  renameSearch: plain(
    'put assets/v1/saved-searches/none',
    seeAssets,
    '404 SAVED_SEARCH_UNKNOWN',
    { body: { name: 'x' } },
  ),
  lookedAtSearch: plain(
    'put assets/v1/saved-searches/none/looked',
    seeAssets,
    '404 SAVED_SEARCH_UNKNOWN',
  ),
  deleteSearch: plain('delete assets/v1/saved-searches/none', seeAssets, '204'),
  getAsset: plain(
    'get assets/v1/assets/tool/none',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  downloadMetadata: plain(
    'get assets/v1/assets/tool/none/metadata',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  listProfiles: plain(
    'get assets/v1/assets/tool/none/profiles',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  getProvenance: plain(
    'get assets/v1/assets/tool/none/provenance',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  listChecks: plain(
    'get assets/v1/assets/tool/none/checks',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  runChecks: plain(
    'post assets/v1/assets/tool/none/checks',
    makeProjects,
    '404 ASSET_UNKNOWN',
    { headers: () => ({ 'idempotency-key': 'a-key-of-powers' }), body: {} },
  ),
  getCheckRun: plain(
    'get assets/v1/assets/tool/none/checks/none',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  readCheckLog: plain(
    'get assets/v1/assets/tool/none/checks/none/logs/none',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  readCheckFile: plain(
    'get assets/v1/assets/tool/none/checks/none/files/none',
    seeAssets,
    '404 ASSET_UNKNOWN',
  ),
  getBadge: plain(
    'get assets/v1/assets/tool/none/badges/checks.svg',
    'everybody',
    '404 ASSET_UNKNOWN',
  ),
  tellOfPush: plain(
    'post assets/v1/hooks/none',
    'everybody',
    '404 HOOK_UNKNOWN',
    {
      body: {},
    },
  ),
  getCatalogue: plain('get assets/v1/catalogue', seeAssets, '200'),
  checkMetadata: plain('post assets/v1/check', seeAssets, '200', {
    body: { content: 'title: x' },
  }),
  mendMetadata: plain('post assets/v1/mend', seeAssets, '200', {
    body: { content: 'title: x' },
  }),
  importMetadata: plain('post assets/v1/import', seeAssets, '200', {
    body: { content: '{"@type": "Dataset", "name": "x"}' },
  }),
  listProblems: plain('get assets/v1/problems', seeAssets, '200'),
  listChanges: plain('get assets/v1/entities', 'services', '200'),
  refreshSources: plain(
    'post assets/v1/refresh',
    { granted: 'asset.refresh' },
    '202',
    { body: {} },
  ),
  listDatasetRepositories: plain(
    'get assets/v1/dataset-repositories',
    seeAssets,
    '200',
  ),
  searchDatasets: plain(
    'get assets/v1/dataset-search?repository=none&text=x',
    seeAssets,
    '400 NOT_SEARCHABLE',
  ),
  describeDataset: plain(
    'get assets/v1/dataset-description?source=none',
    seeAssets,
    '400 NOT_A_DATASET',
  ),
  importDataset: plain(
    'post assets/v1/datasets',
    importDatasets,
    '400 NOT_A_DATASET',
    { body: { source: 'none' } },
  ),
  removeImportedDataset: plain(
    'delete assets/v1/datasets/none',
    importDatasets,
    '204',
  ),
  listProjectTemplates: plain(
    'get assets/v1/project-templates',
    seeAssets,
    '200',
  ),
  listForges: plain('get assets/v1/forges', makeProjects, '200'),
  listForgeOwners: plain(
    'get assets/v1/forges/none/owners',
    makeProjects,
    '404 FORGE_NOT_LINKED',
  ),
  publishProject: plain(
    'post assets/v1/repositories',
    makeProjects,
    '404 FORGE_NOT_LINKED',
    {
      headers: () => ({ 'idempotency-key': 'a-key-of-powers' }),
      body: {
        template: 'none',
        values: {},
        to: { account: 'none', visibility: 'private' },
      },
    },
  ),
  removePublishedRepository: plain(
    'delete assets/v1/repositories/none',
    makeProjects,
    '204',
  ),
  getPublishedRepository: plain(
    'get assets/v1/repositories/none',
    makeProjects,
    '404 REPOSITORY_UNKNOWN',
  ),
  getRepositoryMetadata: plain(
    'get assets/v1/repositories/none/metadata',
    makeProjects,
    '404 REPOSITORY_UNKNOWN',
  ),
  proposeMetadata: plain(
    'post assets/v1/repositories/none/changes',
    makeProjects,
    '404 REPOSITORY_UNKNOWN',
    { body: { text: 'title: x', commit: '0'.repeat(40) } },
  ),
  registerRepository: plain(
    'post assets/v1/registrations',
    makeProjects,
    '404 FORGE_NOT_LINKED',
    { body: { account: 'none', repository: 'ada/leaf' } },
  ),
  listReleases: plain(
    'get assets/v1/repositories/none/releases',
    seeAssets,
    '200',
  ),
  getSigningKey: plain('get assets/v1/signing-key', 'everybody', '200'),
  releaseModule: plain(
    'post assets/v1/repositories/none/releases',
    makeProjects,
    '404 REPOSITORY_UNKNOWN',
    {
      headers: () => ({ 'idempotency-key': 'a-key-of-powers' }),
      body: { version: '1.0.0' },
    },
  ),
  setChecksOnPush: plain(
    'put assets/v1/repositories/none/checks',
    makeProjects,
    '404 ASSET_UNKNOWN',
    { body: { onPush: false } },
  ),
  makeProject: plain(
    'post assets/v1/projects',
    { granted: 'asset.create' },
    '404 TEMPLATE_NOT_FOUND',
    { body: { template: 'none', values: {} } },
  ),
};
