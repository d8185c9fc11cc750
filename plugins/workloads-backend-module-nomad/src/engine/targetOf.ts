import {
  resolveText,
  type EndpointTarget,
} from '@astrolabe/plugin-workloads-node';
import type { NomadPort } from '../client/types';
import type { JobDocument } from '../job/document';

/** Where an endpoint is on its node, with what its program wants to be told. */
export function targetOf(
  { forwardHeaders = {} }: JobDocument['endpoints'][number],
  { HostIP, Value }: NomadPort,
  secrets: Record<string, string>,
): EndpointTarget {
  const headers = Object.entries(forwardHeaders).map(([name, text]) => [
    name,
    resolveText(text, ({ secret }) => (secret ? secrets[secret] : '')),
  ]);
  const host = HostIP.includes(':') ? `[${HostIP}]` : HostIP;
  return {
    origin: `http://${host}:${Value}`,
    headers: Object.fromEntries(headers),
  };
}
