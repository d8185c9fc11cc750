export { EditPage } from './EditPage';
export { Score } from './Score';
