import { describe, expect, it } from 'vitest';
import type { NomadTaskState } from '../client/types';
import { failedReason } from './readTask';

/** A task that its driver could not start, and what it said. */
function failed(DriverError: string): NomadTaskState {
  const event = { Type: 'Driver Failure', Time: 1, DriverError };
  return { Events: [event] } as unknown as NomadTaskState;
}

const told = (said: string, environment?: string) =>
  failedReason(failed(said), { memoryBytes: 1, tail: '', environment });

/** Word for word, as Docker and Podman pass on what registries answer. */
const said = {
  'registry-refused.node': [
    'Failed to pull `ghcr.io/own/image:1`: Error response from daemon: Head "https://ghcr.io/v2/own/image/manifests/1": unauthorized',
    "Failed to pull `own/image:1`: Error response from daemon: pull access denied for own/image, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'Failed to pull `10.0.0.1:5000/own/image:1`: API error (500): Head "http://10.0.0.1:5000/v2/own/image/manifests/1": no basic auth credentials',
    'Failed to pull `127.0.0.1:5000/own/image:1`: initializing source docker://127.0.0.1:5000/own/image:1: reading manifest 1 in 127.0.0.1:5000/own/image: unauthorized: authentication required',
    'Failed to pull `registry.example.org/own/image:1`: Error response from daemon: error parsing HTTP 403 response body: denied: access forbidden',
  ],
  'image-pull-failed.missing': [
    'Failed to pull `ai4os/denied-image:401`: Error response from daemon: manifest for ai4os/denied-image:401 not found: manifest unknown: manifest unknown',
    'Failed to pull `127.0.0.1:5000/no/image:1`: initializing source docker://127.0.0.1:5000/no/image:1: reading manifest 1 in 127.0.0.1:5000/no/image: name unknown: repository name not known to registry',
  ],
  'image-pull-failed.unreachable': [
    'Failed to pull `nowhere.example.org/image:1`: Error response from daemon: Get "https://nowhere.example.org/v2/": dial tcp: lookup nowhere.example.org: no such host',
    'Failed to pull `localhost:1/no/image:1`: pinging container registry localhost:1: Get "https://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
    'Failed to pull `slow.example.org/unauthorized:1`: Error response from daemon: Get "https://slow.example.org/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  'image-pull-failed.node': [
    'Failed to pull `ai4os/image:1`: Error response from daemon: failed to register layer: something else',
  ],
};

describe('why an image could not be had', () => {
  for (const [text, all] of Object.entries(said)) {
    it.each(all)(`is ${text} of: %s`, evidence => {
      expect(told(evidence)).toMatchObject({ text, evidence });
    });
  }

  it('names the environment whose image nobody has built, and not where a registry refuses', () => {
    const [missing] = said['image-pull-failed.missing'];
    const [refused] = said['registry-refused.node'];
    expect(told(missing, 'tools/a').text).toBe('image-pull-failed.environment');
    expect(told(refused, 'tools/a').text).toBe('registry-refused.node');
  });
});
