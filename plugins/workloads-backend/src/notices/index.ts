export { AuthorizedNotices } from './AuthorizedNotices';
export { lettersOfDowntimes, lettersOfWorkloads } from './letters';
export { Mailer } from './Mailer';
export { NoticeSender } from './NoticeSender';
export { OwnNotices } from './OwnNotices';
export type { Notices } from './types';
