export { makePreview, previewBytes } from './makePreview';
