export { batch, createShelf, manifest, put } from './assets';
export { Browser, type Page } from './Browser';
export { Doorstep } from './Doorstep';
export { Following } from './Following';
export { KeptSecrets } from './KeptSecrets';
export { MailServer } from './MailServer';
export { newRecord } from './newRecord';
export { PeopleOfProvider } from './PeopleOfProvider';
export { Program } from './Program';
export {
  eventually,
  mailOf,
  startWorkloads,
  type Portal,
} from './startWorkloads';
export { expectConvergence } from './Story';
export { Terminal } from './Terminal';
export { World } from './World';
export { RoomyEngine } from './RoomyEngine';
export { SitesEngine } from './SitesEngine';
