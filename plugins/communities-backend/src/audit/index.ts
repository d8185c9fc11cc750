export { registerAuditAction } from './actions';
export { keptAuditorFactory } from './auditorFactory';
export { addAuditRoutes } from './routes';
export { auditTrailServiceRef } from './service';
export { startAudit } from './startAudit';
