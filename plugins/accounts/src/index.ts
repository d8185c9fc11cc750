export { accountsPlugin as default } from './plugin';
export { accountsApiRef, secretsApiRef } from './api';
export { accountsTranslationRef, accountsTranslations } from './translation';
