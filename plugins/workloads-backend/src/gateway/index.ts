export { Doorkeeper } from './Doorkeeper';
export { Gateway, TERMINAL_LABEL } from './Gateway';
export { Passes } from './Passes';
export { SessionCookie } from './SessionCookie';
export { Terminals } from './Terminals';
