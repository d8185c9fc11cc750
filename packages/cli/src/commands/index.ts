import type { CommandFactory } from '../lib/app';
import { access } from './access';
import { account } from './account';
import { artefacts } from './artefacts';
import { advise } from './advise';
import { assets } from './assets';
import { audit } from './audit';
import { batch } from './batch';
import { call } from './call';
import { capacity } from './capacity';
import { check } from './check';
import { community } from './community';
import { copyBack } from './copyBack';
import { dataset } from './dataset';
import { deleteWorkload } from './delete';
import { downtime } from './downtime';
import { exec } from './exec';
import { files } from './files';
import { follow } from './follow';
import { form } from './form';
import { list } from './list';
import { login } from './login';
import { logout } from './logout';
import { logs } from './logs';
import { moduleCommand } from './module';
import { notices } from './notices';
import { open } from './open';
import { password } from './password';
import { plan } from './plan';
import { quotas } from './quotas';
import { restart } from './restart';
import { run } from './run';
import { secret } from './secret';
import { share, shares, unshare } from './share';
import { show } from './show';
import { showAsset } from './showAsset';
import { snapshot } from './snapshot';
import { snooze } from './snooze';
import { stop } from './stop';
import { storage } from './storage';
import { token } from './token';
import { tryOut } from './try';
import { usage } from './usage';
import { whoami } from './whoami';

/** Every operation, in the order of the help. */
export const commands: readonly CommandFactory[] = [
  login,
  logout,
  whoami,
  token,
  access,
  account,
  secret,
  audit,
  assets,
  showAsset,
  dataset,
  moduleCommand,
  capacity,
  quotas,
  downtime,
  notices,
  form,
  plan,
  advise,
  run,
  tryOut,
  batch,
  list,
  show,
  usage,
  logs,
  artefacts,
  files,
  storage,
  snapshot,
  exec,
  open,
  call,
  snooze,
  follow,
  password,
  share,
  unshare,
  shares,
  stop,
  restart,
  copyBack,
  deleteWorkload,
  check,
  community,
];
