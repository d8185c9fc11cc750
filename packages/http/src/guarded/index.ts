export {
  AnswerTooLongError,
  GuardedClient,
  type Answer,
  type GuardedRequest,
  type OpenAnswer,
} from './GuardedClient';
export { GuardedProxy } from './GuardedProxy';
export { NetworkGuard } from './NetworkGuard';
export { readGuard } from './readGuard';
