export { Sharing } from './Sharing';
