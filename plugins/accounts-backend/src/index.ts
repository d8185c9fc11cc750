export { accountsPlugin as default } from './plugin';
