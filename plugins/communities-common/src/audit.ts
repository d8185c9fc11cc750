import { createPermission } from '@backstage/plugin-permission-common';
import { accessApprovePermission } from './accessRequests';
import { pageViewsReadPermission } from './pageViews';

/** To read what everybody did, not only oneself. @public */
export const auditReadPermission = createPermission({
  name: 'audit.read',
  attributes: { action: 'read' },
});

/** @public */
export const communitiesPermissions = [
  accessApprovePermission,
  auditReadPermission,
  pageViewsReadPermission,
];

/** How it ended; `started`: that is not known (yet). @public */
export const auditOutcomes = ['succeeded', 'failed', 'started'] as const;

/** @public */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who did what to which object, from where, and how it ended. @public */
export interface AuditEntry {
  id: string;
  /** UTC, ISO 8601: when the outcome was known. */
  at: string;
  plugin: string;
  event: string;
  severity: string;
  /** A person (`user:default/ada`) or a service (`plugin:catalog`). */
  actor?: string;
  /** The access token that was used, by its id. */
  tokenId?: string;
  /** Address of the caller. */
  address?: string;
  userAgent?: string;
  method?: string;
  /** Without its query. */
  path?: string;
  /** The first thing that `meta` names. */
  object?: string;
  meta?: Record<string, unknown>;
  outcome: AuditOutcome;
  /** Name of the error, of what failed. */
  error?: string;
}

/** What is asked for; all that is named has to hold. @public */
export interface AuditQuery {
  actor?: string;
  plugin?: string;
  event?: string;
  object?: string;
  outcome?: AuditOutcome;
  from?: string;
  until?: string;
  limit?: number;
  cursor?: string;
}

/** Newest first. @public */
export interface AuditPage {
  items: AuditEntry[];
  nextCursor?: string;
}
