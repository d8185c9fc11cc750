export { batch, createShelf, manifest, put } from './assets';
export { eventually, startWorkloads, type Portal } from './startWorkloads';
