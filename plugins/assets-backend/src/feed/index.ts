export { feedOf } from './feedOf';
