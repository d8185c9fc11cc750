import { Link } from '@backstage/ui';
import type { User } from '../api';

/** Workloads, each a way to its page. */
export function UserLinks({ users }: { users: readonly User[] }) {
  return (
    <>
      {users.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link href={`/workloads/${encodeURIComponent(id)}`}>{title}</Link>
        </span>
      ))}
    </>
  );
}
