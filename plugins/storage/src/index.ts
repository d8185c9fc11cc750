export { storagePlugin as default } from './plugin';
export { storageTranslationRef, storageTranslations } from './translation';
