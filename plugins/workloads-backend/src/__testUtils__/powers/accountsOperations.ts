import { plain, type Operation } from './Operation';

const seeAccounts = { granted: 'account.read' };
const linkAccounts = { granted: 'account.write' };
const accountMissing = '404 ACCOUNT_NOT_FOUND';
const seeSecrets = { granted: 'secret.read' };
/** Whose secrets one may change is tried in the accounts room. */
const noSecret = `accounts/v1/secrets/${crypto.randomUUID()}` as const;
const secretMissing = '404 SECRET_NOT_FOUND';

/** Of the accounts room: linked services, and secrets. */
export const accountsOperations: Record<string, Operation> = {
  listServices: plain('get accounts/v1/services', seeAccounts, '200'),
  listAccounts: plain('get accounts/v1/accounts', seeAccounts, '200'),
  linkAccount: plain(
    'post accounts/v1/accounts',
    linkAccounts,
    '400 UNKNOWN_SERVICE',
    { body: { service: 'none', values: {} } },
  ),
  relinkAccount: plain(
    'put accounts/v1/accounts/none',
    linkAccounts,
    accountMissing,
    { body: { values: {} } },
  ),
  verifyAccount: plain(
    'post accounts/v1/accounts/none/verification',
    linkAccounts,
    accountMissing,
  ),
  unlinkAccount: plain(
    'delete accounts/v1/accounts/none',
    linkAccounts,
    accountMissing,
  ),
  listAccountShares: plain(
    'get accounts/v1/accounts/none/shares',
    seeAccounts,
    accountMissing,
  ),
  shareAccount: plain(
    'put accounts/v1/accounts/none/shares',
    linkAccounts,
    accountMissing,
    { body: { subjectRef: 'user:default/max', role: 'view' } },
  ),
  unshareAccount: plain(
    `delete accounts/v1/accounts/none/shares/${crypto.randomUUID()}`,
    seeAccounts,
    accountMissing,
  ),
  beginLogin: plain(
    'post accounts/v1/logins',
    linkAccounts,
    '400 UNKNOWN_SERVICE',
    { body: { service: 'none', url: 'https://example.org' } },
  ),
  continueLogin: plain(
    `post accounts/v1/logins/${crypto.randomUUID()}`,
    linkAccounts,
    '404 LOGIN_NOT_FOUND',
  ),
  answerLogin: plain(
    'post accounts/v1/login-answers',
    linkAccounts,
    '404 LOGIN_NOT_FOUND',
    { body: { service: 'github', state: 'none' } },
  ),

  importSecrets: plain(
    'post accounts/v1/secret-imports',
    { granted: 'secret.import' },
    '400 IMPORT_ADDRESS',
    { body: { address: 'http://127.0.0.1:1', token: 'none' } },
  ),
  listSecrets: plain('get accounts/v1/secrets', seeSecrets, '200'),
  createSecret: plain(
    'post accounts/v1/secrets',
    { granted: 'secret.write' },
    '201',
    {
      body: {
        ...{ name: 'key', kind: 'text', scope: 'personal' },
        value: { text: 'x' },
      },
    },
  ),
  getSecret: plain(`get ${noSecret}`, seeSecrets, secretMissing),
  rotateSecret: plain(`put ${noSecret}/value`, seeSecrets, secretMissing, {
    body: { value: { text: 'x' } },
  }),
  deleteSecret: plain(`delete ${noSecret}`, seeSecrets, secretMissing),
  listSecretHistory: plain(
    `get ${noSecret}/history`,
    seeSecrets,
    secretMissing,
  ),
};
