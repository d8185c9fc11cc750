export { Daemon } from './Daemon';
export { findRclone } from './findRclone';
export { RcloneStorage } from './RcloneStorage';
export { Remotes } from './Remotes';
