import {
  auditOutcomes,
  type AuditQuery,
} from '@astrolabe/plugin-communities-common';
import { useSearchParams } from 'react-router-dom';

const texts = ['actor', 'plugin', 'event', 'object', 'from', 'until'] as const;

/** What is looked for stands in the address; `all` says that it is everybody's. */
export interface AuditView extends AuditQuery {
  all: boolean;
}

/** What the address asks for, and how to ask for something else. */
export function useAuditQuery() {
  const [params, setParams] = useSearchParams();
  const view: AuditView = { all: params.has('all') };
  for (const name of texts) view[name] = params.get(name) ?? undefined;
  view.outcome = auditOutcomes.find(known => known === params.get('outcome'));
  view.cursor = params.get('cursor') ?? undefined;

  const show = (wanted: AuditView) =>
    setParams(
      new URLSearchParams(
        Object.entries(wanted).flatMap(([name, value]) =>
          value ? [[name, value === true ? '' : String(value)]] : [],
        ),
      ),
    );
  return { view, show };
}

/** As the API is asked: days are those of the person's own clock. */
export function addressOf({ all, ...query }: AuditView): string {
  const { actor, from, until, ...rest } = query;
  const params = new URLSearchParams();
  const wanted = { ...rest, ...(all && { actor }) };
  for (const [name, value] of Object.entries(wanted)) {
    if (value) params.set(name, String(value));
  }
  const start = from && new Date(`${from}T00:00:00`);
  const end = until && new Date(`${until}T24:00:00`);
  if (start && !Number.isNaN(+start)) params.set('from', start.toISOString());
  if (end && !Number.isNaN(+end)) params.set('until', end.toISOString());
  return `/v1/audit${all ? '' : '/mine'}?${params}`;
}
