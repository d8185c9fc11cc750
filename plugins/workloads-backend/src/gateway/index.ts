export { createGateway } from './createGateway';
export { TERMINAL_LABEL, type Gateway } from './Gateway';
export { Passes } from './Passes';
