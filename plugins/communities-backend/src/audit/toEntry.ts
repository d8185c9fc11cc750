import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import type { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { v7 as uuid } from 'uuid';
import { redact, redactText } from './redact';

const LONGEST_META = 4000;

/** What is kept of an event of Backstage's auditor: no secrets, and within bounds. */
export function toEntry(event: AuditorEvent, tokenId?: string): AuditEntry {
  const meta = metaOf(event);
  const { actor, request, status } = event;
  return {
    id: uuid(),
    at: new Date().toISOString(),
    plugin: event.plugin.slice(0, 64),
    event: event.eventId.slice(0, 128),
    severity: event.severityLevel,
    actor: actorOf(event)?.slice(0, 255),
    tokenId,
    address: actor.ip?.slice(0, 64),
    userAgent: actor.userAgent && redactText(actor.userAgent, 255),
    method: request?.method.slice(0, 16),
    path: request && redactText(request.url.split('?')[0], 500),
    object: meta && objectOf(meta),
    meta,
    outcome: status === 'initiated' ? 'started' : status,
    error: status === 'failed' ? event.error.name.slice(0, 128) : undefined,
  };
}

/** An action is done by a backend, for the person whom it names. */
function actorOf({ actor, meta }: AuditorEvent): string | undefined {
  const { by } = meta ?? {};
  const isService = !actor.actorId?.startsWith('user:');
  return isService && typeof by === 'string' && by.startsWith('user:')
    ? by
    : actor.actorId;
}

function metaOf({ meta }: AuditorEvent): AuditEntry['meta'] {
  if (!meta) return undefined;
  const open = redact(meta) as Record<string, unknown>;
  const { length } = JSON.stringify(open);
  return length > LONGEST_META ? { ...namesOf(open), cut: length } : open;
}

/** What is left of one that is too long: short texts, which name things. */
function namesOf(meta: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(meta)
      .filter(([, value]) => typeof value === 'string' && value.length <= 255)
      .slice(0, 8),
  );
}

/** An id or a reference before all else; rooms name the object first. */
function objectOf(meta: Record<string, unknown>): string | undefined {
  const named = Object.entries(meta).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[0] !== 'by',
  );
  const [, value] =
    named.find(([key]) => /(Id|Ref)$/.test(key)) ?? named[0] ?? [];
  return value?.slice(0, 255);
}
