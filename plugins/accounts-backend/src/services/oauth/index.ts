export { OAuth, type Checks, type OAuthAnswer } from './OAuth';
export { readOAuthClients } from './readOAuthClients';
