export { AccessTokens } from './AccessTokens';
export { readTokenLimits } from './config';
export { machineDoor } from './machineDoor';
export { tokenIdOf } from './marks';
export { addTokenRoutes } from './routes';
export { doorServiceRef } from './service';
