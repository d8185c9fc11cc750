import { plain, type Operation } from './Operation';

const seeOwnFiles = { granted: 'storage.read' };
const changeFiles = { granted: 'storage.write' };
const noEntry = '404 ENTRY_NOT_FOUND';

/** On files that are not there: whose files are whose is tried in the storage room. */
export const storageOperations: Record<string, Operation> = {
  listStorages: plain('get storage/v1/storages', seeOwnFiles, '200'),
  getStorageUsage: plain(
    'get storage/v1/storages/home/usage',
    seeOwnFiles,
    '200',
  ),
  listEntries: plain(
    'get storage/v1/storages/home/entries',
    seeOwnFiles,
    '200',
  ),
  getEntry: plain(
    'get storage/v1/storages/home/entry?path=none',
    seeOwnFiles,
    noEntry,
  ),
  previewFile: plain(
    'get storage/v1/storages/home/preview?path=none',
    seeOwnFiles,
    noEntry,
  ),
  downloadStored: plain(
    'get storage/v1/storages/home/content?path=none',
    seeOwnFiles,
    noEntry,
  ),
  createDownload: plain(
    'post storage/v1/storages/home/downloads',
    seeOwnFiles,
    noEntry,
    { body: { path: 'none' } },
  ),
  takeDownload: plain(
    'get storage/v1/downloads/none',
    'everybody',
    '404 DOWNLOAD_NOT_FOUND',
  ),
  getStorageTask: plain(
    'get storage/v1/tasks/none',
    seeOwnFiles,
    '404 STORAGE_TASK_NOT_FOUND',
  ),
  cancelStorageTask: plain(
    'delete storage/v1/tasks/none',
    changeFiles,
    '404 STORAGE_TASK_NOT_FOUND',
  ),
  uploadFile: plain(
    'put storage/v1/storages/home/content?path=none/file',
    changeFiles,
    noEntry,
  ),
  makeFolder: plain(
    'post storage/v1/storages/home/folders',
    changeFiles,
    noEntry,
    { body: { path: 'none/folder' } },
  ),
  moveEntry: plain(
    'post storage/v1/storages/home/moves',
    changeFiles,
    noEntry,
    { body: { from: 'none', to: 'other' } },
  ),
  copyEntry: plain(
    'post storage/v1/storages/home/copies',
    changeFiles,
    noEntry,
    { body: { from: 'none', to: 'other' } },
  ),
  deleteEntry: plain(
    'delete storage/v1/storages/home/entry?path=none',
    changeFiles,
    noEntry,
  ),
};
