export { connect } from './connect';
export { DatabaseAuditStore, type AuditStore } from './DatabaseAuditStore';
