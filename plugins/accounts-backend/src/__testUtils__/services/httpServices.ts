import { createHash, randomUUID } from 'node:crypto';
import { LocalService, type Asked, type Reply } from './LocalService';

/** Who is known at all of them. */
export const USER = 'ada lovelace';
/** What lets her in: characters that have to arrive as they are. */
export const PASSWORD = 'pä:ss "w0rd" %41+/=';
export const TOKEN = 'canary-token-0123456789';

const basic = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
const NOBODY: Reply = { status: 401, json: { message: 'who?' } };

/** Answers only who says this. */
const onlyTo =
  (header: string, value: string, answer: (asked: Asked) => Reply) =>
  (asked: Asked): Reply =>
    asked.headers[header] === value ? answer(asked) : NOBODY;

/** A path of a person's files. */
const filesOf = (id: string) =>
  `/remote.php/dav/files/${encodeURIComponent(id)}/`;

const dav = (path: string) =>
  onlyTo('authorization', basic, asked =>
    asked.method === 'PROPFIND' && asked.path === path
      ? { status: 207, text: '<d:multistatus xmlns:d="DAV:"/>' }
      : { status: 404 },
  );

const deposits = onlyTo('authorization', `Bearer ${TOKEN}`, ({ path }) =>
  path === '/api/deposit/depositions?size=1' ? { json: [] } : { status: 404 },
);

/** What a Nextcloud has begun: who has signed in at which. */
const flows = new Map<string, boolean>();

/** The person does it: signs in where the portal has sent them. */
export function signInAt(place: string): void {
  flows.set(new URL(place).pathname.split('/').at(-1)!, true);
}

function nextcloud(asked: Asked, url: string): Reply {
  const { method, path, headers, body } = asked;
  if (method === 'POST' && path === '/index.php/login/v2') {
    const token = randomUUID();
    const flow = createHash('sha256').update(token).digest('hex');
    flows.set(flow, false);
    const poll = { token, endpoint: `${url}/login/v2/poll` };
    return { json: { poll, login: `${url}/login/v2/flow/${flow}` } };
  }
  if (method === 'POST' && path === '/login/v2/poll') {
    const token = new URLSearchParams(body).get('token') ?? '';
    const flow = createHash('sha256').update(token).digest('hex');
    if (!flows.get(flow)) return { status: 404, json: [] };
    flows.delete(flow); // It is told once.
    return { json: { server: url, loginName: USER, appPassword: PASSWORD } };
  }
  if (headers.authorization !== basic) return { ...NOBODY, status: 401 };
  const isOcs = path === '/ocs/v2.php/cloud/user?format=json';
  return isOcs && headers['ocs-apirequest']
    ? { json: { ocs: { data: { id: 'ada' } } } }
    : { status: 404 };
}

function registry({ path, headers }: Asked, url: string): Reply {
  if (path.startsWith('/token?service=local')) {
    return headers.authorization === basic
      ? { json: { token: TOKEN } }
      : NOBODY;
  }
  if (headers.authorization === `Bearer ${TOKEN}`) return { json: {} };
  const challenge = `Bearer realm="${url}/token",service="local"`;
  return { status: 401, headers: { 'www-authenticate': challenge } };
}

/** It looks at who it says it is alone; the real check is against MinIO. */
function s3({ headers }: Asked): Reply {
  const { authorization = '' } = headers;
  return authorization.includes(`Credential=${TOKEN}/`)
    ? { text: '<ListAllMyBucketsResult/>' }
    : { status: 403, text: '<Error><Code>InvalidAccessKeyId</Code></Error>' };
}

type Answer = (asked: Asked, url: string) => Reply;

const answers: Record<string, Answer> = {
  nextcloud,
  registry,
  s3,
  webdav: dav('/'),
  owncloud: dav(filesOf(USER)),
  'hugging-face': onlyTo('authorization', `Bearer ${TOKEN}`, ({ path }) =>
    path === '/api/whoami-v2' ? { json: { name: 'ada' } } : { status: 404 },
  ),
  github: onlyTo('authorization', `Bearer ${TOKEN}`, ({ path }) => ({
    ...(path === '/user' ? { json: { login: 'ada' } } : { status: 404 }),
    headers: {
      'github-authentication-token-expiration': '2036-12-31 10:00:00 UTC',
    },
  })),
  gitlab: onlyTo('private-token', TOKEN, ({ path }) =>
    path === '/api/v4/user'
      ? { json: { username: 'ada' } }
      : { json: { expires_at: '2036-12-31' } },
  ),
  gitea: onlyTo('authorization', `Bearer ${TOKEN}`, ({ path }) =>
    path === '/api/v1/user' ? { json: { login: 'ada' } } : { status: 404 },
  ),
  zenodo: asked => {
    // All may read its records.
    const isOpen = asked.path === '/api/records?size=1';
    return isOpen
      ? { json: { hits: { hits: [], total: 0 } } }
      : deposits(asked);
  },
  dropbox: onlyTo('authorization', `Bearer ${TOKEN}`, ({ method, path }) =>
    method === 'POST' && path === '/2/users/get_current_account'
      ? { json: { email: 'ada', account_id: 'dbid:1' } }
      : { status: 404 },
  ),
  'google-drive': onlyTo('authorization', `Bearer ${TOKEN}`, ({ path }) =>
    path === '/drive/v3/about?fields=user'
      ? { json: { user: { emailAddress: 'ada', permissionId: '1' } } }
      : { status: 404 },
  ),
  mlflow: onlyTo('authorization', basic, ({ path }) =>
    path.startsWith('/api/2.0/mlflow/experiments/search')
      ? { json: { experiments: [] } }
      : { status: 404 },
  ),
};

/** What is filled in: all that lets one in. */
const named = { user: USER, password: PASSWORD };
const given: Record<string, Record<string, string>> = {
  nextcloud: named,
  registry: named,
  webdav: named,
  owncloud: named,
  mlflow: named,
  s3: { accessKeyId: TOKEN, secretAccessKey: PASSWORD },
  'hugging-face': { token: TOKEN },
  github: { token: TOKEN },
  gitlab: { token: TOKEN },
  gitea: { token: TOKEN },
  zenodo: { token: TOKEN },
  dropbox: { token: JSON.stringify({ access_token: TOKEN }) },
  'google-drive': { token: TOKEN },
};

/** Those that are there on loopback. */
export const httpServices = Object.keys(answers);

/** One of them, and what is to be filled in. */
export async function startService(id: string) {
  const service = await LocalService.start(answers[id]);
  return { service, values: { url: service.url, ...given[id] } };
}
