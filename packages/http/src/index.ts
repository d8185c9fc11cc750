export { refused, withAdvice, type Advice } from './advice';
export { audited } from './audited';
export { createApiRouter } from './createApiRouter';
export { isOwnBackend, rateLimit } from './rateLimit';
