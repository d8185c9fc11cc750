export { Doorkeeper } from './Doorkeeper';
export { Gateway } from './Gateway';
export { Passes } from './Passes';
export { SessionCookie } from './SessionCookie';
