export { SavedSearches } from './SavedSearches';
export { SavedSearchStore } from './SavedSearchStore';
