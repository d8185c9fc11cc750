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
export { networkOf } from './networkOf';
export {
  isOwnBackend,
  rateLimit,
  rateLimitOf,
  rateLimitOfAddress,
  rateLimitOfNobody,
} from './rateLimit';
export * from './authorizer';
export * from './connectDatabase';
