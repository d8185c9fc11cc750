import {
  SECRET_NAME,
  type SecretKind,
  type SecretValue,
} from '@astrolabe/plugin-accounts-common';

/** What becomes of an entry of the other portal; `skipped`: nothing, and why. */
export type Becomes =
  | { name: string; kind: SecretKind; value: SecretValue }
  | { skipped: string };

/** Of a workload that runs there, and is of no use here. */
const OF_WORKLOADS = 'deployments';
/** What stands before all names of services there. */
const SERVICES = 'services';
const LONGEST = 63;

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
  const name = nameOf(path[0] === SERVICES ? path.slice(1) : path);
  if (!SECRET_NAME.test(name))
    return { skipped: 'no name is left of its path' };
  const fields = Object.entries(data).filter(([, text]) => text !== '');
  if (fields.length === 0) return { skipped: 'there is nothing in it' };
  const first = (names: readonly string[]) =>
    names
      .map(each => data[each])
      .find(each => typeof each === 'string' && each);
  const [user, password] = [first(users), first(passwords)] as string[];
  if (user && password)
    return { name, kind: 'password', value: { user, password } };
  const [[, only]] = fields;
  if (fields.length === 1 && typeof only === 'string') {
    const kind = /\s/.test(only) ? 'text' : 'token';
    return { name, kind, value: { text: only } };
  }
  return { name, kind: 'text', value: { text: JSON.stringify(data) } };
}

function nameOf(path: readonly string[]): string {
  const name = path
    .join('-')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST);
  return name.replace(/-+$/, '');
}
