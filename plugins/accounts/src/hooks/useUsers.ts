import { isSettled, type Workload } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { usersApiRef, type User, type UsersApi } from '../api';

/** As many as a list of workloads has at once. */
const PAGE = 200;

/**
 * The person's own workloads that have not ended, of all communities. Undefined
 * while they are not known, also where the room of workloads does not answer.
 */
export function useUsers(): User[] | undefined {
  const api = useApi(usersApiRef);
  return useAsync(() => livingOf(api), [api]).value;
}

async function livingOf(api: UsersApi): Promise<User[]> {
  const all: Workload[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.list({ limit: PAGE, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all.filter(
    ({ state, desired }) => !isSettled(state) && desired !== 'delete',
  );
}
