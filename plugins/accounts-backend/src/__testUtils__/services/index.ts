export {
  httpServices,
  PASSWORD,
  signInAt,
  startService,
  TOKEN,
  USER,
} from './httpServices';
export { LocalService } from './LocalService';
export { agreeAt, CLIENT, OAuthService, oauthServices } from './oauthServices';
export { makeKey, makeRsaKey, startSftp } from './startSftp';
