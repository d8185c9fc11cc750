export { beginFollowing, canFollow } from './beginFollowing';
export { FollowWatch } from './FollowWatch';
export { OwnFollowing } from './OwnFollowing';
export { withMark, withRevision } from './revision';
