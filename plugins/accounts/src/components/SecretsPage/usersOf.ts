import type { User } from '../../api';

/** Of workloads those that got a value, in the order in which they did. */
export function usersOf(
  uses: readonly { objectId?: string }[],
  users: readonly User[],
): User[] {
  return uses.flatMap(({ objectId }) =>
    users.filter(({ id }) => id === objectId),
  );
}
