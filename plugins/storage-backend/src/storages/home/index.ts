export { Homes } from './Homes';
export { HomeStorage } from './HomeStorage';
export { Quota } from './Quota';
