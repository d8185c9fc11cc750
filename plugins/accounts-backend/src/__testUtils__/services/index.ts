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
export { S3Service } from './s3Services';
export { makeKey, makeRsaKey, startSftp } from './startSftp';
