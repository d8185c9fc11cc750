export { plugin as default } from './plugin';
export { translationRef, translations } from './translation';
