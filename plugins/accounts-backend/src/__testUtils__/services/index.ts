export {
  httpServices,
  PASSWORD,
  signInAt,
  startService,
  TOKEN,
  USER,
} from './httpServices';
export { LocalService } from './LocalService';
export { startSftp } from './startSftp';
