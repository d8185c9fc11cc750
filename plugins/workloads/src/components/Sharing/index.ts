export { Sharing } from './Sharing';
export { SharedBadge, SharedNote } from './SharedBadge';
