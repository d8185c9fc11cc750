export { createGateway } from './createGateway';
export { terminalUrl, type Gateway } from './Gateway';
export { Passes } from './Passes';
