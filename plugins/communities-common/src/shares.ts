/** What somebody may whom something is shared with; each may what those before may. @public */
export const shareRoles = ['view', 'use', 'manage'] as const;

/** @public */
export type ShareRole = (typeof shareRoles)[number];

/** Whether a role, or being the owner, is enough. @public */
export function roleCovers(
  role: ShareRole | 'owner',
  needed: ShareRole | 'owner',
): boolean {
  const order: readonly string[] = [...shareRoles, 'owner'];
  return order.indexOf(role) >= order.indexOf(needed);
}

/** The best of what is shared with somebody. @public */
export function bestRole(roles: readonly ShareRole[]): ShareRole | undefined {
  return shareRoles.filter(role => roles.includes(role)).at(-1);
}

/** On something of somebody else. @public */
export interface SharedWithMe {
  role: ShareRole;
}

/** Whether somebody may, as far as it was shared with them; without `shared`, it is their own. @public */
export function isSharedFor(
  { shared }: { shared?: SharedWithMe },
  { role }: { role: ShareRole | 'owner' },
): boolean {
  return roleCovers(shared?.role ?? 'owner', role);
}

/** With whom something is shared. @public */
export interface Share {
  id: string;
  /** A person, a community, a tier of it, or another group. */
  subjectRef: string;
  role: ShareRole;
  /** User entity ref. */
  grantedBy: string;
  /** UTC, ISO 8601. */
  createdAt: string;
  /** When it ends by itself. */
  endsAt?: string;
}

/** @public */
export interface ShareList {
  /** Those that hold, the first one first. */
  items: Share[];
  /** Groups that it can be shared with. */
  groups: string[];
}

/** @public */
export type ShareWish = Pick<Share, 'subjectRef' | 'role' | 'endsAt'>;

/** Something that can be shared. @public */
export interface SharedThing<Kind extends string = string> {
  kind: Kind;
  id: string;
}
