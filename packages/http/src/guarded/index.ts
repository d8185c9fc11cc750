export {
  AnswerTooLongError,
  GuardedClient,
  type Answer,
  type GuardedRequest,
} from './GuardedClient';
export { GuardedProxy } from './GuardedProxy';
export { NetworkGuard } from './NetworkGuard';
export { readGuard } from './readGuard';
