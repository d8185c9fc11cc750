export { SavedBar } from './SavedBar';
