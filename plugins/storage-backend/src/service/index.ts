export { AuthorizedStorages } from './AuthorizedStorages';
export type { Download, Files } from './Files';
export { Pages } from './Pages';
export { Storages, type LinkedStorages } from './Storages';
export { Tasks } from './Tasks';
