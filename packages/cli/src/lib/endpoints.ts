import type {
  EndpointView,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { CliError, exitCodes } from './errors';

/** The endpoint that was named, or the first; says why it cannot be used now. */
export function endpointOf(workload: Workload, name?: string): EndpointView {
  const endpoint = name
    ? workload.endpoints.find(candidate => candidate.name === name)
    : workload.endpoints[0];
  if (!endpoint) {
    const names = workload.endpoints.map(candidate => candidate.name);
    throw new CliError(exitCodes.notFound, {
      name: 'NotFoundError',
      message: name
        ? `'${workload.title}' has no endpoint '${name}'`
        : `'${workload.title}' has no endpoints`,
      cause:
        names.length > 0
          ? `It has ${names.join(', ')}`
          : `It is ${workload.state}: ${workload.reason.message}`,
      nextStep: `astrolabe show ${workload.id}`,
    });
  }
  return endpoint;
}
