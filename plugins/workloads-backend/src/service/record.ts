import { createHash, randomInt } from 'node:crypto';
import type { Asset } from '@astrolabe/plugin-assets-common';
import type {
  LaunchRequest,
  SitePlan,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { v7 as uuidv7 } from 'uuid';
import { endpointUrl } from '@astrolabe/plugin-workloads-node';
import type { NewWorkload } from '../database';
import { summarize } from './summary';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A launch as it is first written down. */
export function recordOf(options: {
  request: LaunchRequest;
  asset: Asset;
  spec: WorkloadSpec;
  site: SitePlan;
  ownerRef: string;
  gatewayUrl: string;
}): Omit<NewWorkload, 'engine' | 'idempotencyKey' | 'requestHash'> {
  const { request, asset, spec, site, ownerRef, gatewayUrl } = options;
  const now = new Date().toISOString();
  const title = titleOf(request) ?? asset.title;
  const slug = slugOf(title);
  return {
    id: uuidv7(),
    ownerRef,
    title,
    entityRef: asset.entityRef,
    siteId: site.siteId,
    slug,
    desired: 'run',
    generation: 1,
    state: 'queued',
    reason: {
      code: 'waiting-for-capacity',
      message: 'It is handed to the engine',
    },
    endpoints: (spec.endpoints ?? []).map(endpoint => ({
      name: endpoint.name,
      title: endpoint.title ?? endpoint.name,
      url: endpointUrl(gatewayUrl, { slug }, endpoint.name),
      ready: false,
    })),
    spec,
    summary: summarize(spec),
    revision: 1,
    request,
    createdAt: now,
    changedAt: now,
  };
}

/** By convention of all forms, `general.title` is what a person calls it. */
function titleOf({ values }: LaunchRequest): string | undefined {
  const title = values.general?.title;
  return typeof title === 'string' && title.trim() ? title.trim() : undefined;
}

/** `Label my corals` → `label-my-corals-x7k2q`: a DNS label with room for an endpoint's name. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  const tail = Array.from({ length: 5 }, () => alphabet[randomInt(36)]).join(
    '',
  );
  return `${words || 'w'}-${tail}`;
}

/** The same wish has the same hash, whatever the order of its keys. */
export function hashRequest(request: LaunchRequest): string {
  return createHash('sha256').update(canonical(request)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, node) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(
          Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : node,
  );
}
