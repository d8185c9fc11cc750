import {
  SECRET_NAME,
  type SecretKind,
  type SecretValue,
} from '@astrolabe/plugin-accounts-common';

/** A storage that was linked there. */
export interface OtherAccount {
  /** Id of the provider. */
  service: string;
  title: string;
  values: { url: string; user: string; password: string };
}

/** A secret of this name. */
export interface BecomesSecret {
  secret: string;
  kind: SecretKind;
  value: SecretValue;
}

/** What becomes of an entry of the other portal; `skipped`: nothing, and why. */
export type Becomes =
  | ((BecomesSecret | { account: OtherAccount }) & {
      /** Names of fields that are left there. */
      left?: string[];
    })
  | { skipped: string };

/** Of a workload that runs there, and is of no use here. */
const OF_WORKLOADS = 'deployments';
/** What stands before all names of services there. */
const SERVICES = 'services';
const STORAGES = 'storage';
/** The vendors that have a provider of their own; all have their files at the same place there. */
const OWN_PROVIDERS = ['nextcloud', 'owncloud'];
const FILES = '/remote.php/dav/files/';
const STORAGE_FIELDS = ['vendor', 'server', 'loginName', 'appPassword'];
const LONGEST = 63;
/** Of the title of an account. */
const LONGEST_TITLE = 100;

const users = ['username', 'user', 'loginName', 'login'];
const passwords = ['password', 'appPassword'];

/** @param path - below the person's folder, such as `services/mlflow/credentials` */
export function becomesOf(
  path: readonly string[],
  data: Readonly<Record<string, unknown>>,
): Becomes {
  if (path[0] === OF_WORKLOADS) {
    return { skipped: 'it belongs to a workload of the other portal' };
  }
  const secret = nameOf(path[0] === SERVICES ? path.slice(1) : path);
  if (!SECRET_NAME.test(secret)) {
    return { skipped: 'no name is left of its path' };
  }
  const fields = Object.entries(data).filter(([, text]) => text !== '');
  if (fields.length === 0) return { skipped: 'there is nothing in it' };
  const fieldOf = (names: readonly string[]) =>
    names.find(each => typeof data[each] === 'string' && data[each]);
  const [user, password] = [fieldOf(users), fieldOf(passwords)];
  const isStorage = path[0] === SERVICES && path[1] === STORAGES;
  const account = isStorage && accountOf(path, data);
  const leftBut = (names: readonly string[]) => {
    const left = fields.map(([name]) => name).filter(n => !names.includes(n));
    return left.length > 0 && { left };
  };
  if (account) return { account, ...leftBut(STORAGE_FIELDS) };
  if (user && password) {
    const value = { user: `${data[user]}`, password: `${data[password]}` };
    return { secret, kind: 'password', value, ...leftBut([user, password]) };
  }
  const [[, only]] = fields;
  if (fields.length === 1 && typeof only === 'string') {
    const kind = /\s/.test(only) ? 'text' : 'token';
    return { secret, kind, value: { text: only } };
  }
  return { secret, kind: 'text', value: { text: JSON.stringify(data) } };
}

function nameOf(path: readonly string[]): string {
  const name = path
    .join('-')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST);
  return name.replace(/-+$/, '');
}

/** Undefined: not all is there that says where it is. */
function accountOf(
  path: readonly string[],
  {
    vendor,
    server,
    loginName: user,
    appPassword: password,
  }: Readonly<Record<string, unknown>>,
): OtherAccount | undefined {
  const isWhole = [server, user, password].every(
    each => typeof each === 'string' && each,
  );
  if (!isWhole || !URL.canParse(String(server))) return undefined;
  const home = String(server).replace(/\/+$/, '');
  const service = OWN_PROVIDERS.find(each => each === vendor);
  const files = `${FILES}${encodeURIComponent(String(user))}`;
  return {
    service: service ?? 'webdav',
    title: path.slice(2).join(' ').slice(0, LONGEST_TITLE),
    values: {
      url: service ? home : `${home}${files}`,
      ...{ user: String(user), password: String(password) },
    },
  };
}
