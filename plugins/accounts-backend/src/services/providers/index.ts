import { dropbox } from './dropbox';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import { googleDrive } from './googleDrive';
import { huggingFace } from './huggingFace';
import { mlflow } from './mlflow';
import { nextcloud } from './nextcloud';
import { owncloud } from './owncloud';
import { rclone } from './rclone';
import { registry } from './registry';
import { s3 } from './s3';
import { sftp } from './sftp';
import type { ServiceProvider } from './types';
import { webdav } from './webdav';
import { zenodo } from './zenodo';

/** What can be linked, storages first. */
export const providers: readonly ServiceProvider[] = [
  ...[nextcloud, owncloud, webdav, s3, sftp, dropbox, googleDrive, rclone],
  ...[huggingFace, mlflow, github, gitlab, gitea, registry, zenodo],
];

export {
  TroubleError,
  type Grant,
  type OAuthSignIn,
  type Reach,
  type ServiceProvider,
  type Site,
  type Values,
  type Verified,
} from './types';
export { ask, troubleOf } from './ask';
