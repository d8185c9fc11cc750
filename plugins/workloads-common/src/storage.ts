// Imports nothing: the supervisor of the local engine loads this file as it is.

/** In the workload's folder: where storages are found, each in a folder of its own. @public */
export const STORAGE_FOLDER = 'storage';
