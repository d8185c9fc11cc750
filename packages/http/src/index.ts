export { refused, withAdvice, type Advice } from './advice';
export { audited } from './audited';
export { createApiRouter } from './createApiRouter';
export {
  AnswerTooLongError,
  GuardedClient,
  GuardedProxy,
  NetworkGuard,
  readGuard,
  type Answer,
  type GuardedRequest,
  type OpenAnswer,
} from './guarded';
export {
  isOwnBackend,
  rateLimit,
  rateLimitOf,
  rateLimitOfNobody,
} from './rateLimit';
export * from './authorizer';
export * from './connectDatabase';
