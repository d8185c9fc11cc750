export { openServices } from './openServices';
