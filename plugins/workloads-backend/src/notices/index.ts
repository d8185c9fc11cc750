export { AuthorizedNotices } from './AuthorizedNotices';
export { Mailer } from './Mailer';
export { NoticeSender } from './NoticeSender';
export { OwnNotices } from './OwnNotices';
export type { Notices } from './types';
