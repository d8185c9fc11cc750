export { connect } from './connect';
export { DatabaseTermsStore } from './DatabaseTermsStore';
export { DatabaseAuditStore, type AuditStore } from './DatabaseAuditStore';
export { DatabaseTokenStore, type TokenRecord } from './DatabaseTokenStore';
export { DatabaseDeviceStore, type DeviceRecord } from './DatabaseDeviceStore';
