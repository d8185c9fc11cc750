export { accountsPlugin as default } from './plugin';
export { accountsApiRef } from './api';
export { accountsTranslationRef, accountsTranslations } from './translation';
