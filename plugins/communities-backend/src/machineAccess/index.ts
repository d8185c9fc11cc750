export type { AccessTokens } from './AccessTokens';
export { requireSession } from './marks';
export { machineDoor } from './machineDoor';
export { addTokenRoutes } from './routes';
export { doorServiceRef } from './service';
export type { DeviceLogins } from './DeviceLogins';
export { addDeviceRoutes } from './deviceRoutes';
export { startMachineAccess } from './startMachineAccess';
