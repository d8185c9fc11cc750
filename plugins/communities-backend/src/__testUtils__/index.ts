export { Browser } from './Browser';
export { startSignIn, type Portal } from './startSignIn';
export { CLIENT, TinyProvider } from './TinyProvider';
export { now, untilDue, useSignIn } from './useSignIn';
