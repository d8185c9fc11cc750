export { connect } from './connect';
export { clock, isoTime } from './isoTime';
export {
  DatabaseAccessStore,
  type AccessFilter,
  type GrantRecord,
  type RequestRecord,
} from './DatabaseAccessStore';
export { DatabasePageViewStore } from './DatabasePageViewStore';
export { DatabaseTermsStore } from './DatabaseTermsStore';
export { DatabaseAuditStore, type AuditStore } from './DatabaseAuditStore';
export { DatabaseTokenStore, type TokenRecord } from './DatabaseTokenStore';
export { DatabaseDeviceStore, type DeviceRecord } from './DatabaseDeviceStore';
export {
  DatabasePeople,
  type Identity,
  type Person,
  type Profile,
  type StoredIdentity,
  type StoredMembership,
} from './DatabasePeople';
export { DatabaseSessions, type Session } from './DatabaseSessions';
