export { Doorkeeper } from './Doorkeeper';
export { Fronts } from './Fronts';
export { Gateway, TERMINAL_LABEL } from './Gateway';
export { Passes } from './Passes';
export { Terminals } from './Terminals';
