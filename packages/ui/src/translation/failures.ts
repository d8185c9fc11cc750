import { accountFailureTexts } from './accountFailures';
import { storageFailureTexts } from './storageFailures';

/** What to do about a failure is said in general here: its own sentence has the figures. */
interface FailureText {
  title: string;
  nextStep: string;
}

const LATER = 'Try again in a moment.';
const OPERATOR = 'Ask who operates this portal.';

/**
 * What the portal's backends refuse, by the `code` of the error. Where the
 * person reads English the backend's own sentence is shown, which says more;
 * in another language this is, with that sentence as its evidence.
 */
export const failureTexts = {
  ...accountFailureTexts,
  ...storageFailureTexts,
  ACCESS_ENDED: {
    title: 'You may not have this open any more.',
    nextStep: 'The page Access says what you have, and what you can ask for.',
  },
  STANDING_UNKNOWN: {
    title: 'The portal cannot find out what you may do.',
    nextStep: LATER,
  },
  PRIVATE_ADDRESS: {
    title: 'This address leads into a private network.',
    nextStep:
      'Take an address of the internet, or ask who operates this portal to allow it.',
  },
  TOO_MANY_SECRETS: {
    title: 'There are too many secrets.',
    nextStep: 'Remove some that you need no more.',
  },
  ASSETS_UNAVAILABLE: {
    title: 'The catalogue does not answer.',
    nextStep: LATER,
  },
  ASSET_NOT_FOUND: {
    title: 'There is no such module or tool.',
    nextStep: 'Look it up under Modules or Tools.',
  },
  ASSET_UNKNOWN: {
    title: 'The catalogue has nothing of this name.',
    nextStep: 'Search for it: its source may have renamed or removed it.',
  },
  FOREIGN_PAGE: {
    title: 'This can be asked by a page of the portal alone.',
    nextStep: 'Do it in the portal.',
  },
  FOREIGN_RETURN: {
    title: 'One can only come back to a page of the portal.',
    nextStep: 'Sign in from the page that you want to see.',
  },
  LOGOUT_TOKEN: {
    title: 'A provider sent a logout token that does not hold.',
    nextStep: 'Ask the operator of this portal to look at the log.',
  },
  NO_SESSION: {
    title: 'You are not signed in.',
    nextStep: 'Sign in on the page of the portal.',
  },
  SIGN_IN_AGAIN: {
    title: 'Say once more who you are.',
    nextStep: 'Sign in again, and repeat it then.',
  },
  PROVIDER_AWAY: {
    title: 'The provider of this sign-in does not answer.',
    nextStep: 'Try again in some minutes.',
  },
  IDENTITY_UNKNOWN: {
    title: 'You have no such sign-in.',
    nextStep: 'Load the page again.',
  },
  LAST_IDENTITY: {
    title: 'It is the only way in which you can sign in.',
    nextStep: 'Link another one before.',
  },
  IDENTITY_IN_USE: {
    title: 'You are signed in by it now.',
    nextStep: 'Sign in by another one, and take this away then.',
  },
  SHARE_ROLE: {
    title: 'It is not shared with you for this.',
    nextStep: 'Ask its owner to share it with you for more.',
  },
  OWNER_ONLY: {
    title: 'Only its owner can do this.',
    nextStep: 'Ask them.',
  },
  OWNER_NOT_A_MEMBER: {
    title: 'Its owner is no member of its community any more.',
    nextStep: 'Launch one of your own.',
  },
  SUBJECT_UNKNOWN: {
    title: 'There is nobody of this name in its community.',
    nextStep: 'Ask the person for their name here.',
  },
  SHARE_WITH_OWNER: {
    title: 'It is yours already.',
    nextStep: 'Name somebody else.',
  },
  SHARE_END_PAST: {
    title: 'This time is over.',
    nextStep: 'Name a later time.',
  },
  SHARE_LIMIT: {
    title: 'It is shared as often as may be.',
    nextStep: 'Share it with a group, or end a share.',
  },
  SHARE_NOT_FOUND: {
    title: 'There is no such share of it.',
    nextStep: 'Load the page again: it may have ended.',
  },
  TERMS_CHANGED: {
    title: 'The terms of use have changed.',
    nextStep: 'Load the page again, and read those that hold now.',
  },
  LOGO_UNKNOWN: {
    title: 'This community has no logo.',
    nextStep: 'Load the page again.',
  },
  BAD_DOWNTIME: {
    title: 'A downtime cannot be at this time.',
    nextStep: 'Give a begin and a later end, which is not over yet.',
  },
  DOWNTIME_NOT_FOUND: {
    title: 'There is no such downtime to take back.',
    nextStep: 'What is over or was taken back stays as it is.',
  },
  ENDPOINT_NOT_FOUND: {
    title: 'The workload has no such address.',
    nextStep: 'Its page lists the addresses that it has.',
  },
  ENGINE_MISSING: {
    title: 'The engine that runs it is not installed.',
    nextStep: OPERATOR,
  },
  ENGINE_UNREACHABLE: {
    title: 'The engine does not answer.',
    nextStep: 'Try again in a moment; what runs goes on.',
  },
  NODE_AWAY: {
    title: 'The node of this workload does not answer.',
    nextStep:
      'Try again when it is back. To go on without it, restart the workload: it gets another node.',
  },
  FOREIGN_HOST: {
    title: 'The portal was opened at an address that is not its own.',
    nextStep: 'Open it at its own address.',
  },
  GROUP_NOT_FOUND: {
    title: 'There is no such group of workloads.',
    nextStep: 'Look it up among your workloads.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This was sent before with other values.',
    nextStep: 'Look at your workloads: the earlier one may run.',
  },
  INVALID_CURSOR: {
    title: 'The list cannot go on from here.',
    nextStep: 'Load it again from its start.',
  },
  INVALID_PARAMETERS: {
    title: 'Some parameters do not fit.',
    nextStep: 'Change them and send it again.',
  },
  INVALID_REQUEST: {
    title: 'The portal does not understand the request.',
    nextStep: 'Load the page again; if it stays so, tell who operates it.',
  },
  INVALID_VALUES: {
    title: 'Some values do not fit their fields.',
    nextStep: 'Change these fields and send it again.',
  },
  LIMIT_RESOURCES: {
    title: 'This is more than one workload of your tier may use.',
    nextStep: 'Ask for less. Your preferences say how to get another tier.',
  },
  LIMIT_WORKLOADS: {
    title: 'You have as many workloads as your tier allows at a time.',
    nextStep:
      'Stop or delete one. Your preferences say how to get another tier.',
  },
  MANIFEST_INVALID: {
    title: 'What its author wrote about launching it is not valid.',
    nextStep: 'Tell its author; its page shows the problems.',
  },
  NOT_LAUNCHABLE: {
    title: 'It says nothing about how to launch it.',
    nextStep: 'Its author can add a manifest to its metadata.',
  },
  NO_SITE: {
    title: 'It can never run there.',
    nextStep: 'Ask for less, or take another site.',
  },
  NO_TIER: {
    title: 'Your session gives you no tier.',
    nextStep: 'Sign out and in again; if it stays so, ask an operator.',
  },
  PERMISSION_DENIED: {
    title: 'Your tier does not allow this.',
    nextStep: 'Your preferences say which tier does, and how to get it.',
  },
  NOT_A_MEMBER: {
    title: 'You are no member of this community.',
    nextStep: 'Choose one of yours in your menu.',
  },
  NOTHING_TO_SNOOZE: {
    title: 'It is not stopped when nobody uses it.',
    nextStep: 'There is nothing to put off.',
  },
  QUOTA_EXCEEDED: {
    title: 'A quota has too little left for this.',
    nextStep: 'Stop one of your workloads, ask for less, or wait.',
  },
  SNAPSHOTS_UNSUPPORTED: {
    title: 'No snapshots can be taken at its site.',
    nextStep: OPERATOR,
  },
  SNAPSHOT_MISMATCH: {
    title: 'The snapshot is of another module or tool.',
    nextStep: 'Launch that one, or take another snapshot.',
  },
  SNAPSHOT_NOT_FOUND: {
    title: 'There is no such snapshot.',
    nextStep: 'Yours are listed under My workloads.',
  },
  SNAPSHOT_NOT_READY: {
    title: 'The snapshot is not complete.',
    nextStep: 'Wait until it is, or take another.',
  },
  SNAPSHOT_QUOTA: {
    title: 'There is no room for another snapshot.',
    nextStep: 'Delete one that you no longer need.',
  },
  SNAPSHOT_OWNER_QUOTA: {
    title: 'Its owner has no room for another snapshot.',
    nextStep: 'Ask its owner to delete one.',
  },
  STATE_CONFLICT: {
    title: 'This is not possible in its present state.',
    nextStep: 'Wait until its state changes.',
  },
  TASK_NOT_FOUND: {
    title: 'The workload has no such task.',
    nextStep: 'Choose one of its tasks.',
  },
  TOKEN_INVALID: {
    title: 'The access token is not valid here.',
    nextStep: 'It may have ended or been revoked: make another.',
  },
  WORKLOAD_TOKEN_INVALID: {
    title: 'The token of the workload is not valid here.',
    nextStep:
      'Compare what it says with the service accounts in the configuration of the portal.',
  },
  TOKEN_SCOPE: {
    title: 'The access token may not do this.',
    nextStep: 'Make one with the scope that is missing.',
  },
  TOKEN_NEEDS_SESSION: {
    title: 'This takes you yourself, not an access token.',
    nextStep: 'Sign in to the portal and do it there.',
  },
  TOKEN_NOT_FOUND: {
    title: 'You have no such access token.',
    nextStep: 'Your list has those that there are.',
  },
  TOKEN_DAYS: {
    title: 'An access token may not live so long.',
    nextStep: 'Ask for fewer days.',
  },
  ACCESS_REQUEST_NOT_FOUND: {
    title: 'There is no such request for access.',
    nextStep: 'The page Access has those that there are.',
  },
  GRANT_NOT_FOUND: {
    title: 'There is no such access to end.',
    nextStep: 'Load the page again: it may have ended already.',
  },
  ACCESS_NOT_OFFERED: {
    title: 'The community does not let people ask for this.',
    nextStep: 'Ask for something that the page Access offers.',
  },
  ACCESS_DAYS: {
    title: 'Access is not granted for so long.',
    nextStep: 'Say fewer days.',
  },
  ACCESS_HELD: {
    title: 'You have this already.',
    nextStep: 'Load the page again.',
  },
  ACCESS_PENDING: {
    title: 'A request of yours to this community waits already.',
    nextStep: 'Wait until it is decided on, or withdraw it.',
  },
  ACCESS_DECIDED: {
    title: 'This request waits no more.',
    nextStep: 'Load the page again: it says what became of it.',
  },
  ACCESS_LIMIT: {
    title: 'You have asked too often today.',
    nextStep: 'Wait until tomorrow, or write to who manages the community.',
  },
  ACCESS_OWN_REQUEST: {
    title: 'Nobody decides on their own request.',
    nextStep: 'Wait for another manager, or withdraw it.',
  },
  ACCESS_TIER_ABOVE: {
    title: 'You cannot grant more than you have yourself.',
    nextStep: 'Leave it to somebody of that tier, or refuse it.',
  },
  TOKEN_LIMIT: {
    title: 'You have as many access tokens as one may have.',
    nextStep: 'Revoke one that you no longer need.',
  },
  DEVICE_CODE_UNKNOWN: {
    title: 'No program waits with this code.',
    nextStep: 'Look whether it is right; a code holds for ten minutes.',
  },
  DEVICE_PENDING: {
    title: 'Nobody has approved it yet.',
    nextStep: 'Approve it in the browser.',
  },
  DEVICE_SLOW_DOWN: {
    title: 'The program asks too often.',
    nextStep: 'It has to wait longer between its questions.',
  },
  DEVICE_REFUSED: {
    title: 'It was refused in the browser.',
    nextStep: 'Begin again if that was a mistake.',
  },
  DEVICE_EXPIRED: {
    title: 'The code holds no more.',
    nextStep: 'Begin again.',
  },
  TOO_MANY_LOG_STREAMS: {
    title: 'You follow too many logs at once.',
    nextStep: 'Close a page that follows a log, and try again.',
  },
  TOO_MANY_REQUESTS: {
    title: 'There were too many requests in a minute.',
    nextStep: LATER,
  },
  UNKNOWN_DEMO_PERSON: {
    title: 'Nobody of this name is known here.',
    nextStep: 'Choose one of the demo people.',
  },
  UNKNOWN_PROVIDER: {
    title: 'Nobody signs in by that provider here.',
    nextStep: 'Choose one that the page offers.',
  },
  UNKNOWN_SITE: {
    title: 'There is no such site.',
    nextStep: 'Take another, or none: then it runs at the best one.',
  },
  STORAGE_REFUSES: {
    title: 'Your storage does not let you in.',
    nextStep: 'Link it again on the page Accounts, or take another.',
  },
  UNKNOWN_STORAGE: {
    title: 'You have no such storage.',
    nextStep: 'Take another, or none.',
  },
  UNKNOWN_VARIANT: {
    title: 'It cannot be launched in this way.',
    nextStep: 'Take another way, or the usual one.',
  },
  WRONG_CALLER: {
    title: 'This is not for a caller of this kind.',
    nextStep: 'Sign in as a person, or call it as a service.',
  },
  WORKLOAD_NOT_FOUND: {
    title: 'There is no such workload.',
    nextStep: 'Yours are listed under My workloads.',
  },
} as const satisfies Record<string, FailureText>;

/** @public */
export type FailureCode = keyof typeof failureTexts;

/** Whether a code has words of its own here. */
export function isWorded(code: string | undefined): code is FailureCode {
  return code !== undefined && Object.hasOwn(failureTexts, code);
}
