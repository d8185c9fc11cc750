/* eslint-disable max-params -- an operation is a line of a table */
import type { ShareRole } from '@astrolabe/plugin-workloads-common';
import { accountsOperations } from './accountsOperations';
import { assetsOperations } from './assetsOperations';
import { plain, type Method, type Operation, type Thing } from './Operation';
import { storageOperations } from './storageOperations';

export type { Operation, Rule, Thing } from './Operation';

const launch = {
  entityRef: 'aitool:default/greeter',
  values: {},
};
type OnThing = [granted: string, role: ShareRole | 'owner'];

const read = 'workload.read';
const see: OnThing = [read, 'view'];
const seeFiles: OnThing = [read, 'use'];
const seeShares: OnThing = [read, 'owner'];
const open: OnThing = ['workload.use', 'use'];
const wish: OnThing = ['workload.use', 'manage'];
const havePasswords: OnThing = ['workload.use', 'owner'];
const remove: OnThing = ['workload.delete', 'manage'];
const share: OnThing = ['workload.share', 'owner'];
const create = { granted: 'workload.create' };
const launching = { grantedHere: 'workload.create' };
const changes = { changes: true } as const;

/** On a workload or snapshot; the path goes on after its id. */
const onThing =
  (on: 'workload' | 'snapshot') =>
  (
    call: `${Method} ${string}`,
    [granted, role]: OnThing,
    outcome: string,
    more: Partial<Operation> = {},
  ): Operation => {
    const [method, rest] = call.split(' ') as [Method, string];
    const path = (thing: Thing) =>
      `workloads/v1/${on}s/${thing[on]}${rest.slice(1)}`;
    return { method, path, rule: { on, granted, role }, outcome, ...more };
  };
const ofWorkload = onThing('workload');
const ofSnapshot = onThing('snapshot');

/** On a group, which is its owner's alone. */
const ofGroup = (
  call: `${Method} ${string}`,
  [granted]: OnThing,
): Operation => {
  const [method, rest] = call.split(' ') as [Method, string];
  return {
    method,
    path: ({ group }) => `workloads/v1/groups/${group}${rest.slice(1)}`,
    rule: { on: 'group', granted, role: 'owner' },
    outcome: '204',
    ...changes,
  };
};

const withMembers = {
  body: ({ community }: Thing) => ({
    subjectRef: `group:${community}/members`,
    role: 'view',
  }),
};
const noShare = `./shares/${crypto.randomUUID()}`;

/** On a request for access that is nobody's: who may decide on one is tried in access.test.ts. */
const noRequest = (what: 'approve' | 'refuse' | 'withdraw'): Operation =>
  plain(
    `post communities/v1/access-requests/${crypto.randomUUID()}/${what}`,
    'people',
    '404 ACCESS_REQUEST_NOT_FOUND',
    what === 'withdraw' ? {} : { body: {} },
  );

/** Every operation that the rooms describe, by its id. */
export const operations: Record<string, Operation> = {
  getMe: plain('get communities/v1/me', 'members', '200'),
  getPortal: plain('get communities/v1/portal', 'everybody', '200'),
  getLogo: plain(
    'get communities/v1/portals/imagine/logo',
    'everybody',
    '404 LOGO_UNKNOWN',
  ),
  listAudit: plain(
    'get communities/v1/audit',
    { granted: 'audit.read' },
    '200',
  ),
  listMyAudit: plain('get communities/v1/audit/mine', 'people', '200'),
  listAccessOffers: plain('get communities/v1/access-offers', 'people', '200'),
  listAccessRequests: plain(
    'get communities/v1/access-requests?whose=managed',
    { granted: 'access.approve' },
    '200',
  ),
  requestAccess: plain(
    'post communities/v1/access-requests',
    'people',
    '400 ACCESS_NOT_OFFERED',
    { body: { community: 'imagine', tier: 'full', reason: 'A test' } },
  ),
  approveAccess: noRequest('approve'),
  refuseAccess: noRequest('refuse'),
  withdrawAccess: noRequest('withdraw'),
  listGrants: plain(
    'get communities/v1/grants?whose=managed',
    { granted: 'access.approve' },
    '200',
  ),
  revokeGrant: plain(
    `delete communities/v1/grants/${crypto.randomUUID()}`,
    'people',
    '404 GRANT_NOT_FOUND',
  ),
  listTokens: plain('get communities/v1/tokens', 'people', '200'),
  createToken: plain('post communities/v1/tokens', 'people', '201', {
    body: { title: 'CI', scopes: ['workloads:read'] },
  }),
  revokeToken: plain(
    `delete communities/v1/tokens/${crypto.randomUUID()}`,
    'people',
    '404 TOKEN_NOT_FOUND',
  ),
  revokeFoundToken: plain(
    'post communities/v1/tokens/revocation',
    'everybody',
    '204',
    { body: { token: 'none' } },
  ),
  beginDeviceLogin: plain('post communities/v1/device', 'everybody', '200', {
    body: { client: 'CI', scopes: ['workloads:read'] },
  }),
  redeemDeviceCode: plain(
    'post communities/v1/device/token',
    'everybody',
    '400 DEVICE_EXPIRED',
    { body: { deviceCode: 'none' } },
  ),
  getApproval: plain(
    'get communities/v1/approvals/BCDF-GHJK',
    'people',
    '404 DEVICE_CODE_UNKNOWN',
  ),
  decideApproval: plain(
    'post communities/v1/approvals/BCDF-GHJK',
    'people',
    '404 DEVICE_CODE_UNKNOWN',
    { body: { approve: true } },
  ),
  listProviders: plain(
    'get communities/v1/sign-in/providers',
    'everybody',
    '200',
  ),
  startSignIn: plain(
    'get communities/v1/sign-in/none/start',
    'everybody',
    '404 UNKNOWN_PROVIDER',
  ),
  finishSignIn: plain(
    `get communities/v1/sign-in/none/callback?state=${'n'.repeat(16)}`,
    'everybody',
    '302',
  ),
  logOutByProvider: plain(
    'post communities/v1/sign-in/none/back-channel-logout',
    'everybody',
    '404 UNKNOWN_PROVIDER',
    {
      headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
      body: { logout_token: 'none' },
    },
  ),
  signOut: plain('post communities/v1/sign-in/sign-out', 'everybody', '200', {
    headers: () => ({ 'x-requested-with': 'XMLHttpRequest' }),
  }),
  listIdentities: plain('get communities/v1/identities', 'people', '200'),
  linkIdentity: plain('post communities/v1/identities/links', 'people', '401', {
    headers: () => ({ 'x-requested-with': 'XMLHttpRequest' }),
    body: { provider: 'none' },
  }),
  unlinkIdentity: plain(
    'delete communities/v1/identities/none',
    'people',
    '401',
    { headers: () => ({ 'x-requested-with': 'XMLHttpRequest' }) },
  ),
  findSession: plain('post communities/v1/sessions/find', 'services', '404', {
    body: { sessionId: 'none' },
  }),
  listPeople: plain('get communities/v1/people', 'services', '404'),
  getPerson: plain('get communities/v1/people/none', 'services', '404'),
  countPageView: plain('post communities/v1/page-views', 'people', '204', {
    body: { page: '/tools/*' },
  }),
  listPageViews: plain(
    'get communities/v1/page-views',
    { granted: 'page-views.read' },
    '200',
  ),
  getTermsAcceptance: plain('get communities/v1/terms', 'people', '200'),
  acceptTerms: plain(
    'put communities/v1/terms',
    'people',
    '409 TERMS_CHANGED',
    {
      body: { version: '1' },
    },
  ),

  ...accountsOperations,
  ...storageOperations,
  ...assetsOperations,

  getLaunchForm: plain(
    'get workloads/v1/launch-form?entityRef=aitool:default/greeter',
    launching,
    '200',
  ),
  planLaunch: plain('post workloads/v1/plan', launching, '200', {
    body: launch,
  }),
  adviseLaunch: plain('post workloads/v1/advice', launching, '200', {
    body: launch,
  }),
  launchWorkload: plain('post workloads/v1/workloads', launching, '201', {
    body: launch,
    headers: () => ({ 'idempotency-key': crypto.randomUUID() }),
  }),
  getQuotas: plain('get workloads/v1/quotas', launching, '200'),
  getCapacity: plain('get workloads/v1/capacity', create, '200'),
  listDowntimes: plain('get workloads/v1/downtimes', create, '200'),
  announceDowntime: plain(
    'post workloads/v1/downtimes',
    { granted: 'site.downtime' },
    '400 UNKNOWN_SITE',
    {
      body: {
        siteId: 'none',
        from: '2100-01-01T00:00:00Z',
        until: '2100-01-02T00:00:00Z',
        why: 'A test',
      },
    },
  ),
  cancelDowntime: plain(
    `delete workloads/v1/downtimes/${crypto.randomUUID()}`,
    { granted: 'site.downtime' },
    '404 DOWNTIME_NOT_FOUND',
  ),
  getNotices: plain('get workloads/v1/notices', create, '200'),
  setNotices: plain('put workloads/v1/notices', create, '200', {
    body: { afterSeconds: 60, mail: false, language: 'en' },
  }),
  getInbox: plain('get workloads/v1/notices/inbox', create, '200'),
  readNotices: plain('post workloads/v1/notices/inbox/read', create, '204', {
    body: { until: '2026-01-01T00:00:00Z' },
  }),

  listWorkloads: plain('get workloads/v1/workloads', { granted: read }, '200'),
  getWorkload: ofWorkload('get .', see, '200'),
  listWorkloadEvents: ofWorkload('get ./events', see, '200'),
  readLogs: ofWorkload('get ./logs', see, '200'),
  followLogs: ofWorkload('get ./logs/follow', see, '200'),
  downloadLog: ofWorkload('get ./logs/content', see, '200'),
  listFolder: ofWorkload('get ./files', seeFiles, '200'),
  downloadFile: ofWorkload(
    'get ./files/content?path=none.txt',
    seeFiles,
    '404 FILE_NOT_FOUND',
  ),
  listWorkloadStorages: ofWorkload('get ./storages', see, '200'),
  getUsage: ofWorkload('get ./usage', see, '200'),
  listArtefacts: ofWorkload('get ./artefacts', seeFiles, '200'),
  downloadArtefact: ofWorkload(
    'get ./artefacts/content?path=none.txt',
    seeFiles,
    '404 ARTEFACT_NOT_FOUND',
  ),
  snoozeWorkload: ofWorkload('post ./snooze', wish, '409 NOTHING_TO_SNOOZE', {
    body: { hours: 1 },
  }),
  followWorkload: ofWorkload(
    'put ./follow',
    havePasswords,
    '409 NOTHING_TO_FOLLOW',
    { body: { isOn: true } },
  ),
  openTerminal: ofWorkload('post ./terminal', wish, '200', { body: {} }),
  openEndpoint: ofWorkload('post ./endpoints/web/ticket', open, '200'),
  listPasswords: ofWorkload('get ./passwords', havePasswords, '200'),
  setPassword: ofWorkload(
    'post ./endpoints/web/password',
    havePasswords,
    '200',
    {
      body: {},
    },
  ),
  removePassword: ofWorkload(
    'delete ./endpoints/web/password',
    havePasswords,
    '204',
  ),
  measureSnapshot: ofWorkload('get ./snapshot-size', wish, '200'),
  takeSnapshot: ofWorkload('post ./snapshots', wish, '201', {
    body: {},
    ...changes,
  }),
  restartWorkload: ofWorkload('post ./restart', wish, '200', changes),
  copyBackWorkload: ofWorkload(
    'post ./copy-back',
    wish,
    '409 NOTHING_TO_COPY_BACK',
  ),
  stopWorkload: ofWorkload('post ./stop', wish, '200', changes),
  deleteWorkload: ofWorkload('delete .', remove, '204', changes),

  listSnapshots: plain('get workloads/v1/snapshots', { granted: read }, '200'),
  listWorkloadShares: ofWorkload('get ./shares', seeShares, '200'),
  shareWorkload: ofWorkload('put ./shares', share, '200', withMembers),
  unshareWorkload: ofWorkload(
    `delete ${noShare}`,
    seeShares,
    '404 SHARE_NOT_FOUND',
  ),
  getSnapshot: ofSnapshot('get .', see, '200'),
  deleteSnapshot: ofSnapshot('delete .', remove, '204', changes),
  listSnapshotShares: ofSnapshot('get ./shares', seeShares, '200'),
  shareSnapshot: ofSnapshot('put ./shares', share, '200', withMembers),
  unshareSnapshot: ofSnapshot(
    `delete ${noShare}`,
    seeShares,
    '404 SHARE_NOT_FOUND',
  ),
  stopGroup: ofGroup('post ./stop', wish),
  deleteGroup: ofGroup('delete .', remove),
};
